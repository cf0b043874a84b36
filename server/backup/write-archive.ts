import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { access, link, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pack } from "tar-stream";
import { partName, type ArchivePart } from "./archive.ts";
import { seal } from "./seal.ts";

/** What follows the last part: a tar entry that holds the digest of all before it, and the end of the tar. */
export const TRAILER_BYTES = 2048;
const END_BYTES = 1024;

/**
 * Writes the parts as one tar to `file`, beside first and moved in place once it is safe on disk. Throws when the file
 * exists or the disk is full; then nothing is left under that name.
 */
export async function writeArchive(
  file: string,
  parts: AsyncIterable<ArchivePart>,
  passphrase: string | undefined,
): Promise<void> {
  await refuseExisting(file);
  const making = `${file}.part`;
  const plain = tarBytes(parts);
  try {
    const target = createWriteStream(making, { mode: 0o600, flush: true });
    await pipeline(Readable.from(passphrase === undefined ? plain : seal(plain, passphrase)), target);
    await moveInPlace(making, file);
  } catch (error) {
    await rm(making, { force: true });
    throw toldPlainly(error as NodeJS.ErrnoException, file);
  }
}

async function refuseExisting(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw new BackupFileError("exists", file);
}

/** A fault of the place where the archive should lie. */
export class BackupFileError extends Error {
  override readonly name = "BackupFileError";
  readonly reason: "exists" | "disk-full" | "no-folder" | "not-allowed";
  readonly file: string;

  constructor(reason: BackupFileError["reason"], file: string, cause?: unknown) {
    super(`${reason}: ${file}`, { cause });
    this.reason = reason;
    this.file = file;
  }
}

function toldPlainly(error: NodeJS.ErrnoException, file: string): Error {
  if (error.code === "ENOSPC" || error.code === "EDQUOT") return new BackupFileError("disk-full", file, error);
  if (error.code === "ENOENT" && error.path?.startsWith(file)) return new BackupFileError("no-folder", file, error);
  if ((error.code === "EACCES" || error.code === "EROFS") && error.path?.startsWith(file))
    return new BackupFileError("not-allowed", file, error);
  return error;
}

/** A link, unlike a renaming, never takes the place of a file that appeared meanwhile. */
async function moveInPlace(making: string, file: string): Promise<void> {
  try {
    await link(making, file);
    await rm(making);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new BackupFileError("exists", file, error);
    // Some network and memory-stick file systems have no links.
    await refuseExisting(file);
    await rename(making, file);
  }
  await syncFolder(dirname(file));
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The parts as a tar, ended by the digest over everything before it, so that no byte is uncovered. */
export async function* tarBytes(parts: AsyncIterable<ArchivePart>): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const part of parts) {
    const whole = await tarOf(part);
    const entry = whole.subarray(0, whole.length - END_BYTES);
    hash.update(entry);
    yield entry;
  }
  yield await trailer(hash.digest("hex"));
}

/** The last bytes of an archive whose bytes before them have this digest. */
export function trailer(digest: string): Promise<Buffer> {
  return tarOf({ name: partName.digest, bytes: Buffer.from(digest) });
}

/** A tar of one entry; the same for the same part, always. */
async function tarOf({ name, bytes }: ArchivePart): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name, size: bytes.length, mode: 0o600, mtime: new Date(0), uid: 0, gid: 0 }, bytes);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
