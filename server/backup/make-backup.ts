import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip as gzipWithCallback } from "node:zlib";
import { copyOut, type Connection, type CopiedRows } from "../platform/copy.ts";
import type { FileStore } from "../platform/files/file-store.ts";
import {
  ARCHIVE_FORMAT,
  BATCH_FILES,
  PART_BYTES,
  partName,
  type ArchiveHead,
  type ArchiveManifest,
  type ArchivePart,
  type ArchivedKey,
  type DamagedFile,
  type Evidence,
  type TableDigest,
} from "./archive.ts";
import {
  beginSnapshot,
  connectExactly,
  copyJobsText,
  copyOutText,
  countEvents,
  evidenceTexts,
  jobsTable,
  listFiles,
  readFacts,
} from "./snapshot.queries.ts";
import { writeArchive } from "./write-archive.ts";

const gzip = promisify(gzipWithCallback);
/** Rows shrink to a fifth; more effort costs much time for little. */
const GZIP_LEVEL = 3;

export interface BackupOrder {
  /** Address as the owner of the schema. */
  readonly url: string;
  readonly schema: string;
  /** Undefined leaves the files out, as a restore point beside the store does. */
  readonly files: FileStore | undefined;
  readonly release: string;
  readonly keys: readonly ArchivedKey[];
  readonly passphrase?: string | undefined;
  readonly onProgress?: (progress: Progress) => void;
}

/** How far it is: the table or the files at work, and bytes read so far. */
export interface Progress {
  readonly what: string;
  readonly bytes: number;
}

export interface BackupReport {
  readonly head: ArchiveHead;
  readonly manifest: ArchiveManifest;
}

/**
 * Writes one archive of the province as it stands at one moment, while it goes on being worked with: first the rows of
 * one snapshot, then the files these rows name, which never change. Throws BackupFileError; never leaves half an archive.
 */
export async function makeBackup(file: string, order: BackupOrder): Promise<BackupReport> {
  const client = await connectExactly(order.url);
  const report: { value?: BackupReport } = {};
  try {
    await beginSnapshot(client, order.schema);
    const parts = writeParts(client, order, (value) => (report.value = value));
    await writeArchive(file, parts, order.passphrase);
  } finally {
    await client.end();
  }
  if (!report.value) throw new Error("The archive ended before its manifest was written.");
  return report.value;
}

async function* writeParts(
  client: Connection,
  order: BackupOrder,
  done: (report: BackupReport) => void,
): AsyncGenerator<ArchivePart> {
  const head = await readHead(client, order);
  const headPart = { name: partName.head, bytes: json(head) };
  yield headPart;
  const tables: Record<string, TableDigest> = {};
  const progress = counter(order);
  for (const table of head.tables) {
    const text = table.name === jobsTable.name ? copyJobsText(client, order.schema) : copyOutText(client, table);
    tables[table.name] = yield* writeTable(table.name, copyOut(client, text), progress);
  }
  const files = order.files ? yield* writeFiles(client, order.files, progress) : NO_FILES;
  const manifest: ArchiveManifest = { head: digestOf(headPart.bytes), tables, files, evidence: await evidence(client) };
  yield { name: partName.manifest, bytes: json(manifest) };
  done({ head, manifest });
}

async function readHead(client: Connection, { schema, release, keys, files }: BackupOrder): Promise<ArchiveHead> {
  const { at, tables, ...facts } = await readFacts(client, schema);
  return {
    format: ARCHIVE_FORMAT,
    createdAt: at,
    release,
    schema,
    ...facts,
    tables: [...tables, jobsTable],
    keys,
    withFiles: files !== undefined,
  };
}

const NO_FILES: ArchiveManifest["files"] = { count: 0, bytes: 0, indexes: [], damaged: [] };

type Count = (what: string, bytes: number) => void;

function counter({ onProgress }: BackupOrder): Count {
  let total = 0;
  return (what, bytes) => {
    total += bytes;
    onProgress?.({ what, bytes: total });
  };
}

async function* writeTable(
  table: string,
  copied: AsyncIterable<CopiedRows>,
  progress: Count,
): AsyncGenerator<ArchivePart, TableDigest> {
  const hash = createHash("sha256");
  const parts: string[] = [];
  let rows = 0;
  let bytes = 0;
  for await (const batch of inParts(copied)) {
    hash.update(batch.bytes);
    rows += batch.rows;
    bytes += batch.bytes.length;
    progress(table, batch.bytes.length);
    const part = await gzip(batch.bytes, { level: GZIP_LEVEL });
    parts.push(digestOf(part));
    yield { name: partName.table(table, parts.length), bytes: part };
  }
  return { rows, bytes, sha256: hash.digest("hex"), parts };
}

/** Gathers batches into parts of about `PART_BYTES`; a single row may be longer. */
async function* inParts(copied: AsyncIterable<CopiedRows>): AsyncGenerator<CopiedRows> {
  let held: CopiedRows[] = [];
  let size = 0;
  const whole = (): CopiedRows => ({
    bytes: Buffer.concat(
      held.map(({ bytes }) => bytes),
      size,
    ),
    rows: held.reduce((sum, { rows }) => sum + rows, 0),
  });
  for await (const batch of copied) {
    if (size > 0 && size + batch.bytes.length > PART_BYTES) {
      yield whole();
      held = [];
      size = 0;
    }
    held.push(batch);
    size += batch.bytes.length;
  }
  if (size > 0) yield whole();
}

async function* writeFiles(
  client: Connection,
  store: FileStore,
  progress: Count,
): AsyncGenerator<ArchivePart, ArchiveManifest["files"]> {
  const indexes: string[] = [];
  const damaged: DamagedFile[] = [];
  let count = 0;
  let bytes = 0;
  let after = "";
  for (;;) {
    const batch = await listFiles(client, after, BATCH_FILES);
    if (batch.length === 0) return { count, bytes, indexes, damaged };
    const index = Buffer.from(batch.map(({ sha256, size }) => `${sha256} ${size}\n`).join(""));
    indexes.push(digestOf(index));
    yield { name: partName.index(indexes.length), bytes: index };
    for (const { sha256, size } of batch) {
      const reason = yield* writeFile(store, { batch: indexes.length, sha256, size }, (read) =>
        progress("files", read),
      );
      if (reason) damaged.push({ sha256, reason });
      count += 1;
      bytes += size;
      after = sha256;
    }
  }
}

interface WantedFile {
  readonly batch: number;
  readonly sha256: string;
  readonly size: number;
}

/** Writes the file out in parts and answers with what is wrong with it in the store, if anything. */
async function* writeFile(
  store: FileStore,
  { batch, sha256, size }: WantedFile,
  progress: (bytes: number) => void,
): AsyncGenerator<ArchivePart, DamagedFile["reason"] | undefined> {
  const hash = createHash("sha256");
  let number = 0;
  let seen = 0;
  try {
    for await (const bytes of sliced(store.openUnchecked(sha256) as AsyncIterable<Buffer>)) {
      hash.update(bytes);
      seen += bytes.length;
      progress(bytes.length);
      number += 1;
      yield { name: partName.file(batch, sha256, number), bytes };
    }
  } catch (error) {
    if (seen === 0 && (error as NodeJS.ErrnoException).code === "ENOENT") return "missing";
    throw error;
  }
  return seen === size && hash.digest("hex") === sha256 ? undefined : "changed";
}

async function* sliced(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    held.push(chunk);
    size += chunk.length;
    if (size < PART_BYTES) continue;
    yield Buffer.concat(held, size);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held, size);
}

/** The chains of all dossiers in one figure. */
export async function evidence(client: Connection): Promise<Evidence> {
  const hash = createHash("sha256");
  let dossiers = 0;
  for await (const { bytes, rows } of copyOut(client, evidenceTexts.heads)) {
    hash.update(bytes);
    dossiers += rows;
  }
  return { dossiers, events: await countEvents(client), root: hash.digest("hex") };
}

/** SHA-256 in hexadecimal digits. */
export function digestOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
}
