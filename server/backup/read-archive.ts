import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { extract } from "tar-stream";
import { partName, type ArchivePart } from "./archive.ts";
import { unseal } from "./seal.ts";
import { TRAILER_BYTES, trailer } from "./write-archive.ts";

/** The manifest of very many parts is the longest part of all. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The archive is not what was written; `after` is the last part that could be read. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  readonly reason: "not-an-archive" | "cut-off" | "changed";
  readonly after: string;

  constructor(reason: ArchiveError["reason"], after: string, cause?: unknown) {
    super(`${reason} after ${after || "nothing"}`, { cause });
    this.reason = reason;
    this.after = after;
  }
}

/**
 * The parts of an archive in their order, each whole in memory. Throws SealError when it is sealed and does not open,
 * and ArchiveError when the tar is damaged; after the last part also when any byte at all is not as it was written.
 */
export async function* readArchive(file: string, passphrase: string | undefined): AsyncGenerator<ArchivePart> {
  const plain = unseal(createReadStream(file, { highWaterMark: 256 * 1024 }), passphrase);
  const hash = createHash("sha256");
  let end: Buffer = Buffer.alloc(0);
  const observed = observe(plain, {
    body: (bytes) => hash.update(bytes),
    end: (bytes) => (end = bytes),
  });
  let after = "";
  try {
    for await (const part of entries(observed)) {
      if (part.name === partName.digest) continue;
      yield part;
      after = part.name;
    }
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    const reason = after === "" ? "not-an-archive" : error.cutOff ? "cut-off" : "changed";
    throw new ArchiveError(reason, after, error);
  }
  if (!end.equals(await trailer(hash.digest("hex"))))
    throw new ArchiveError(after === partName.manifest ? "changed" : "cut-off", after);
}

/** What tar-stream says of bytes that are no tar. */
class TarError extends Error {
  override readonly name = "TarError";
  readonly cutOff: boolean;

  constructor(cause: Error) {
    super(cause.message, { cause });
    this.cutOff = /unexpected end/i.test(cause.message);
  }
}

async function* entries(source: AsyncIterable<Buffer>): AsyncGenerator<ArchivePart> {
  const tar = extract();
  const bytes = Readable.from(source, { objectMode: false });
  // A failure of the source itself, such as a wrong passphrase, is told as it is.
  let broken: Error | undefined;
  bytes.on("error", (error) => {
    broken = error;
    tar.destroy(error);
  });
  bytes.on("data", (chunk: Buffer) => {
    if (tar.write(chunk)) return;
    bytes.pause();
  });
  tar.on("drain", () => bytes.resume());
  bytes.on("end", () => tar.end(null));
  try {
    for await (const entry of tar) {
      const { name, size } = entry.header;
      if (size > MOST_BYTES) throw new Error(`${name} is too big`);
      const chunks: Buffer[] = [];
      for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
      yield { name, bytes: Buffer.concat(chunks) };
    }
  } catch (error) {
    throw broken ?? new TarError(error as Error);
  } finally {
    bytes.destroy();
    tar.destroy();
  }
}

interface Observer {
  readonly body: (bytes: Buffer) => void;
  readonly end: (bytes: Buffer) => void;
}

/** Passes the bytes on; tells all but the last `TRAILER_BYTES` apart from those. */
async function* observe(source: AsyncIterable<Buffer>, { body, end }: Observer): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    yield chunk;
    const all = Buffer.concat([held, chunk]);
    const cut = Math.max(0, all.length - TRAILER_BYTES);
    body(all.subarray(0, cut));
    held = all.subarray(cut);
  }
  end(held);
}
