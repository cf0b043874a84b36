import type { Moment } from "../../domain/shared/moment.ts";

/** Of the layout described in docs/operations.md; a reader refuses another one. */
export const ARCHIVE_FORMAT = 1;
/** The most that one part of an archive holds, so that neither writing nor reading needs more memory. */
export const PART_BYTES = 2 * 1024 * 1024;
/** Files that one index names. */
export const BATCH_FILES = 1000;

/** What is known before the first row: `head.json`. */
export interface ArchiveHead {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly createdAt: Moment;
  /** Version of the program that wrote it. */
  readonly release: string;
  readonly schema: string;
  /** Major version of the server it came from. */
  readonly postgres: number;
  readonly migrations: readonly AppliedMigration[];
  readonly tables: readonly ArchivedTable[];
  /** Tables whose rows are left out on purpose. */
  readonly leftOut: readonly string[];
  readonly sequences: readonly ArchivedSequence[];
  readonly keys: readonly ArchivedKey[];
  /** A restore point has no files: they are in the store and never change. */
  readonly withFiles: boolean;
}

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

export interface ArchivedTable {
  readonly name: string;
  /** Without generated ones, which the server makes again. */
  readonly columns: readonly string[];
}

export interface ArchivedSequence {
  readonly name: string;
  readonly last: number;
}

/** A secret of the instance: never in the archive, recognised again by its fingerprint. */
export interface ArchivedKey {
  readonly name: "secret.key";
  readonly fingerprint: string;
  readonly contained: false;
}

/** What is known after the last byte: `manifest.json`. */
export interface ArchiveManifest {
  /** Digest of `head.json`. */
  readonly head: string;
  readonly tables: Readonly<Record<string, TableDigest>>;
  readonly files: FilesDigest;
  readonly evidence: Evidence;
}

export interface TableDigest {
  readonly rows: number;
  readonly bytes: number;
  /** Of the rows as COPY writes them, one after the other. */
  readonly sha256: string;
  /** Of each part as it lies in the archive. */
  readonly parts: readonly string[];
}

export interface FilesDigest {
  readonly count: number;
  readonly bytes: number;
  /** Of each index. */
  readonly indexes: readonly string[];
  /** Files that the store had lost or that were not what their digest says, when the archive was written. */
  readonly damaged: readonly DamagedFile[];
}

export interface DamagedFile {
  readonly sha256: string;
  readonly reason: "missing" | "changed";
}

/** The chains of all dossiers in one figure: the digest over `id last_hash` of each, by id. */
export interface Evidence {
  readonly dossiers: number;
  readonly events: number;
  readonly root: string;
}

/** One part of an archive. */
export interface ArchivePart {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The waiting jobs of the province travel like a table of this name. */
export const JOBS_TABLE = "jobs";

const numbered = (number: number): string => String(number).padStart(6, "0");

/** The names under which things lie in an archive. */
export const partName = {
  head: "head.json",
  manifest: "manifest.json",
  digest: "digest",
  table: (table: string, number: number) => `tables/${table}/${numbered(number)}.gz`,
  index: (batch: number) => `files/${numbered(batch)}/index`,
  file: (batch: number, sha256: string, number: number) => `files/${numbered(batch)}/${sha256}/${numbered(number)}`,
};

/** Which table a part holds rows of, or undefined. */
export function tableOfPart(name: string): string | undefined {
  return /^tables\/([a-z_][a-z0-9_]*)\/\d{6}\.gz$/.exec(name)?.[1];
}

/** What a part of a file is, or undefined. */
export function fileOfPart(name: string): { readonly batch: number; readonly sha256: string | undefined } | undefined {
  const found = /^files\/(\d{6,})\/(?:index|([0-9a-f]{64})\/\d{6,})$/.exec(name);
  return found ? { batch: Number(found[1]), sha256: found[2] } : undefined;
}
