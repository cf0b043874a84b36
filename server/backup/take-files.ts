import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { FileStore, StoredBytes } from "../platform/files/file-store.ts";

interface OpenFile {
  readonly sha256: string;
  readonly bytes: PassThrough;
  readonly stored: Promise<StoredBytes>;
}

export interface FileTaker {
  /** The next bytes of a file; undefined says that what came is no file, so that the last one is whole. */
  take(sha256: string | undefined, bytes: Buffer): Promise<void>;
  finish(): Promise<void>;
  /** Ends in the middle, leaving no half file. */
  abandon(): Promise<void>;
  count(): number;
}

/** Puts files that come in parts into the store; those in `without` are known to be damaged and left out. */
export function fileTaker(store: FileStore, without: ReadonlySet<string>): FileTaker {
  let open: OpenFile | undefined;
  let count = 0;
  const finish = async (): Promise<void> => {
    if (!open) return;
    const { sha256, bytes, stored } = open;
    bytes.end();
    const { sha256: seen } = await stored;
    open = undefined;
    if (seen !== sha256) throw new Error(`The store took ${sha256} for ${seen}.`);
    count += 1;
  };
  const begin = (sha256: string): OpenFile => {
    const bytes = new PassThrough();
    const stored = store.put(bytes, { maxBytes: Number.POSITIVE_INFINITY });
    // Told where it is waited for.
    stored.catch((error: Error) => bytes.destroy(error));
    bytes.on("error", () => undefined);
    return { sha256, bytes, stored };
  };
  return {
    async take(sha256, bytes) {
      if (open?.sha256 !== sha256) await finish();
      if (sha256 === undefined || without.has(sha256)) return;
      open ??= begin(sha256);
      if (!open.bytes.write(bytes)) await Promise.race([once(open.bytes, "drain"), open.stored]);
    },
    finish,
    async abandon() {
      open?.bytes.destroy(new Error("abandoned"));
      await open?.stored.catch(() => undefined);
      open = undefined;
    },
    count: () => count,
  };
}
