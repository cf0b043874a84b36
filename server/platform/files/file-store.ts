import type { Readable } from "node:stream";

export interface StoredBytes {
  readonly sha256: string;
  readonly size: number;
}

/** Bytes that have arrived whole on this machine's disk and belong to nothing yet. */
export interface StagedFile extends StoredBytes {
  /** Where they lie until they are dropped or kept. */
  readonly path: string;
  /** Forgets them; does nothing when they have been kept. */
  drop(): Promise<void>;
}

/** Bytes by their digest. What is in it is never changed, only added or removed whole. */
export interface ByteStore {
  /** Keeps what was staged, safe against power loss when it answers; once for however many bring the same bytes. */
  keep(staged: StagedFile): Promise<void>;
  /** A stream that ends well only when every byte is as it was brought; it fails when there is no such digest. */
  open(sha256: string): Readable;
  /** Throws when there is no such digest, or when a byte has changed. */
  read(sha256: string): Promise<Buffer>;
  has(sha256: string): Promise<boolean>;
  /** Removes the bytes; does nothing when there are none. */
  remove(sha256: string): Promise<void>;
}

export interface ListedFile {
  readonly name: string;
  /** Null for what is not where a file of the store belongs. */
  readonly sha256: string | null;
}

/** Where the province's bytes are kept. */
export interface FileStore extends ByteStore {
  /** What this store is, for people: a folder or a bucket. */
  readonly place: string;
  /** Streams to this machine's disk while hashing. Throws ApiError 413 `file-too-big` over `maxBytes`, 422 `file-empty` on no byte, 507 `storage-full`. */
  stage(bytes: Readable, limits: { readonly maxBytes: number }): Promise<StagedFile>;
  /** Stages and keeps. Throws as `stage` does. */
  put(bytes: Readable, limits: { readonly maxBytes: number }): Promise<StoredBytes>;
  /** Bytes that nobody is served, apart from the others. */
  readonly quarantine: ByteStore;
  /** The bytes as they lie there, whatever became of them; it fails with the code ENOENT when there are none. */
  openUnchecked(sha256: string): Readable;
  /** Everything that has lain in the store for a while, in no order; what is held in quarantine is left out. */
  list(): AsyncIterable<ListedFile>;
  /** What the marker says, or undefined where there is none. */
  readMark(): Promise<string | undefined>;
  writeMark(text: string): Promise<void>;
  /** Whether anything was ever kept in it. */
  isEmpty(): Promise<boolean>;
}
