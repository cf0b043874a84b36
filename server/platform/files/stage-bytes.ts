import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ApiError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { FileStore, StagedFile, StoredBytes } from "./file-store.ts";

const DAY_MS = 86_400_000;

/** Makes the folder of what arrives, and removes from it what a process that was killed a day ago left half written. */
export function prepareStaging(folder: string, nowMs: number): void {
  mkdirSync(folder, { recursive: true });
  for (const path of readdirSync(folder).map((name) => join(folder, name))) {
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? nowMs;
    if (nowMs - written > DAY_MS) rmSync(path, { force: true });
  }
}

/** Streams the bytes into a file of the folder, safe on disk when it answers. Throws as `FileStore.stage` does. */
export async function stageBytes(
  folder: string,
  bytes: Readable,
  { maxBytes }: { readonly maxBytes: number },
): Promise<StagedFile> {
  const path = join(folder, newId());
  const drop = (): Promise<void> => rm(path, { force: true });
  try {
    return { path, drop, ...(await writeHashed(bytes, path, maxBytes)) };
  } catch (error) {
    await drop();
    throw isFull(error) ? new ApiError(507, "storage-full") : error;
  }
}

/** Stages the bytes and keeps them in the store. Throws as `FileStore.stage` does. */
export async function stageAndKeep(
  store: Pick<FileStore, "stage" | "keep">,
  bytes: Readable,
  limits: { readonly maxBytes: number },
): Promise<StoredBytes> {
  const staged = await store.stage(bytes, limits);
  try {
    await store.keep(staged);
  } finally {
    await staged.drop();
  }
  return { sha256: staged.sha256, size: staged.size };
}

async function writeHashed(bytes: Readable, path: string, maxBytes: number) {
  const hash = createHash("sha256");
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) return done(new ApiError(413, "file-too-big", { maxBytes }));
      hash.update(chunk);
      return done(null, chunk);
    },
  });
  await pipeline(bytes, meter, createWriteStream(path));
  if (size === 0) throw new ApiError(422, "file-empty");
  await syncPath(path);
  return { sha256: hash.digest("hex"), size };
}

/** Whether the disk or the bucket has no room left. */
export function isFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "");
}

/** Waits until a file, or the names in a folder, are safe on disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Lets the bytes through and fails at their end when they are not those of the digest. */
export function verifying(source: Readable, sha256: string): Readable {
  const hash = createHash("sha256");
  const checked = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const seen = hash.digest("hex");
      done(seen === sha256 ? null : new Error(`File ${sha256} has changed: its bytes now give ${seen}.`));
    },
  });
  pipeline(source, checked).catch(() => undefined);
  return checked;
}

/** The file as a stream of parts of at most so many bytes, each in one piece. */
export async function* inParts(path: string, partBytes: number): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { highWaterMark: partBytes });
}

/** A stream whose source is known only later; the failure of finding it is the stream's own. */
export function streamOf(finding: Promise<Readable>): Readable {
  const through = new PassThrough();
  finding.then((source) => pipeline(source, through)).catch((error: Error) => through.destroy(error));
  return through;
}

export async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
