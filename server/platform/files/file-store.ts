import type { Readable } from "node:stream";

export interface StoredBytes {
  readonly sha256: string;
  readonly size: number;
}

/** Where bytes are kept by their digest. What is in it is never changed. */
export interface FileStore {
  /** Streams to the store while hashing. Throws ApiError 413 `file-too-big` over `maxBytes`, 422 `file-empty` on no byte, 507 `storage-full`. */
  put(bytes: Readable, limits: { readonly maxBytes: number }): Promise<StoredBytes>;
  /** Throws when there is no such digest. */
  open(sha256: string): Readable;
  read(sha256: string): Promise<Buffer>;
}
