import { createHash } from "node:crypto";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { toEpoch, type Moment } from "../../domain/shared/moment.ts";

export interface ZipEntry {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Worth compressing: text is, scans are not. */
  readonly compress: boolean;
}

export interface WrittenEntry {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** What the format can hold without its 64-bit extension, which not every program reads. */
export const MOST_ZIP_BYTES = 3_900_000_000;

/** The bytes of a ZIP file as they are made: no entry is in memory as a whole. `onWritten` is told before the next one is asked for. */
export async function* writeZip(
  entries: AsyncIterable<ZipEntry>,
  { at, onWritten }: { readonly at: Moment; readonly onWritten: (entry: WrittenEntry) => void },
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  for await (const { name, bytes, compress } of entries) {
    const entry = compress ? new ZipDeflate(name) : new ZipPassThrough(name);
    entry.mtime = new Date(toEpoch(at));
    zip.add(entry);
    const hash = createHash("sha256");
    let size = 0;
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.length;
      entry.push(chunk);
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(), true);
    onWritten({ name, size, sha256: hash.digest("hex") });
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready;
  ready = [];
}
