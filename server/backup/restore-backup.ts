import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { gunzip as gunzipWithCallback } from "node:zlib";
import { verifyChains, type ChainsReport } from "../dossier/index.ts";
import { copyOut, type Connection } from "../platform/copy.ts";
import { databaseOver } from "../platform/database.ts";
import { takeOver } from "../platform/files/check-mark.ts";
import type { FileStore } from "../platform/files/file-store.ts";
import { holdSchemas, knownMigrations, migrateWithin, releaseSchemas } from "../platform/migrate.ts";
import {
  fileOfPart,
  partName,
  tableOfPart,
  type ArchiveHead,
  type ArchiveManifest,
  type ArchivePart,
  type DamagedFile,
} from "./archive.ts";
import { evidence, type Progress } from "./make-backup.ts";
import { readArchive } from "./read-archive.ts";
import { fileTaker } from "./take-files.ts";
import {
  addJobs,
  advanceSequences,
  beginLoad,
  countRunning,
  dropSchema,
  loadRows,
  prepareJobs,
  putBack,
  takeOff,
  useSchema,
} from "./restore.queries.ts";
import { connectExactly, copyOutText, isEmptySchema, jobsTable, listFiles } from "./snapshot.queries.ts";
import { verifyBackup, type ArchiveFault } from "./verify-backup.ts";

const gunzip = promisify(gunzipWithCallback);
const PAGE = 1000;

export interface RestoreOrder {
  /** Address as the owner of the schema. */
  readonly url: string;
  readonly schema: string;
  readonly files: FileStore;
  readonly passphrase?: string | undefined;
  /** Takes the place of what is there; called first, to keep what is there. Undefined refuses an instance that is not empty. */
  readonly replace?: (() => Promise<void>) | undefined;
  /** Restores beside everything, compares and leaves nothing behind. */
  readonly rehearsal?: boolean;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface RestoreReport {
  readonly head: ArchiveHead;
  readonly rows: number;
  readonly files: number;
  readonly jobs: number;
  readonly chains: ChainsReport;
  /** Files that documents name and the store does not have. */
  readonly absentFiles: readonly string[];
  readonly damagedFiles: readonly DamagedFile[];
}

/** Why a restore was not done; nothing has been changed. */
export class RestoreError extends Error {
  override readonly name = "RestoreError";
  readonly reason: "damaged" | "newer" | "edited" | "not-empty" | "running" | "differs";
  readonly faults: readonly ArchiveFault[];
  readonly seen: string;

  constructor(
    reason: RestoreError["reason"],
    { faults = [], seen = "" }: { readonly faults?: readonly ArchiveFault[]; readonly seen?: string },
  ) {
    super(`${reason} ${seen}`.trim());
    this.reason = reason;
    this.faults = faults;
    this.seen = seen;
  }
}

interface Checked {
  readonly head: ArchiveHead;
  readonly manifest: ArchiveManifest;
}

/**
 * Restores an archive: checked whole first, then loaded at its own schema version, compared with its digests, and
 * brought to this release, all in one transaction, so that it is there whole or not at all, however it ends.
 */
export async function restoreBackup(file: string, order: RestoreOrder): Promise<RestoreReport> {
  const checked = await checkFirst(file, order);
  const client = await connectExactly(order.url);
  try {
    // Whoever starts meanwhile waits here until it is decided.
    await holdSchemas(client, order.url);
    if (order.rehearsal) await releaseSchemas(client);
    else await refuseOccupied(client, order);
    await beginLoad(client);
    const report = await load(client, { file, ...order, ...checked });
    await client.query(order.rehearsal ? "rollback" : "commit");
    return report;
  } finally {
    await client.end();
  }
}

async function checkFirst(file: string, { passphrase, onProgress }: RestoreOrder): Promise<Checked> {
  const { faults, head, manifest } = await verifyBackup(file, passphrase, onProgress);
  if (faults.length > 0 || !head || !manifest) throw new RestoreError("damaged", { faults });
  const known = new Map(knownMigrations().map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of head.migrations) {
    if (!known.has(name)) throw new RestoreError("newer", { seen: name });
    if (known.get(name) !== checksum) throw new RestoreError("edited", { seen: name });
  }
  return { head, manifest };
}

async function refuseOccupied(client: Connection, { schema, replace }: RestoreOrder): Promise<void> {
  const empty = await isEmptySchema(client, schema);
  if (!empty && !replace) throw new RestoreError("not-empty", {});
  const running = await countRunning(client, schema);
  if (!empty && running > 0) throw new RestoreError("running", { seen: String(running) });
  if (!empty) await replace?.();
}

type Loading = RestoreOrder & Checked & { readonly file: string };

async function load(client: Connection, loading: Loading): Promise<RestoreReport> {
  const { schema, head, manifest, files: store, rehearsal } = loading;
  if (!rehearsal) await dropSchema(client, schema);
  await migrateWithin(client, schema, new Set(head.migrations.map(({ name }) => name)));
  await useSchema(client, schema);
  await prepareJobs(client);
  const off = await takeOff(client, schema);
  const files = await loadParts(client, loading);
  await putBack(client, off);
  await advanceSequences(client, head.sequences);
  await compare(client, loading);
  const jobs = rehearsal ? 0 : await addJobs(client, schema);
  await migrateWithin(client, schema);
  await useSchema(client, schema);
  if (!rehearsal) await takeOver(databaseOver(client), store);
  return {
    head,
    rows: Object.values(manifest.tables).reduce((sum, { rows }) => sum + rows, 0),
    files,
    jobs,
    chains: await verifyChains(databaseOver(client)),
    absentFiles: rehearsal ? [] : await listAbsent(client, store),
    damagedFiles: manifest.files.damaged,
  };
}

/** Rows into the tables, files into the store; answers with the number of files. */
async function loadParts(client: Connection, loading: Loading): Promise<number> {
  const { file, passphrase, head, manifest, files, rehearsal, onProgress } = loading;
  const tables = new Map(head.tables.map((table) => [table.name, table]));
  const taker = fileTaker(files, new Set(manifest.files.damaged.map(({ sha256 }) => sha256)));
  let bytes = 0;
  try {
    for await (const part of readArchive(file, passphrase)) {
      bytes += part.bytes.length;
      onProgress?.({ what: tableOfPart(part.name) ?? "files", bytes });
      await loadPart(client, part, tables);
      const sha256 = fileOfPart(part.name)?.sha256;
      if (!rehearsal) await taker.take(sha256, part.bytes);
      if (part.name === partName.manifest) await taker.finish();
    }
  } finally {
    await taker.abandon();
  }
  return rehearsal ? manifest.files.count : taker.count();
}

async function loadPart(
  client: Connection,
  { name, bytes }: ArchivePart,
  tables: ReadonlyMap<string, ArchiveHead["tables"][number]>,
): Promise<void> {
  const table = tables.get(tableOfPart(name) ?? "");
  if (table) await loadRows(client, table, await gunzip(bytes));
}

/** Reads everything back and compares it with what the archive says. Throws RestoreError `differs`. */
async function compare(client: Connection, { head, manifest }: Checked): Promise<void> {
  for (const table of head.tables) {
    if (table.name === jobsTable.name) continue;
    const hash = createHash("sha256");
    for await (const { bytes } of copyOut(client, copyOutText(client, table))) hash.update(bytes);
    if (hash.digest("hex") !== manifest.tables[table.name]?.sha256)
      throw new RestoreError("differs", { seen: table.name });
  }
  const { root } = await evidence(client);
  if (root !== manifest.evidence.root) throw new RestoreError("differs", { seen: "evidence" });
}

/** Files that documents name and that cannot be opened in the store. */
async function listAbsent(client: Connection, store: FileStore): Promise<readonly string[]> {
  const absent: string[] = [];
  for (let after = ""; ;) {
    const page = await listFiles(client, after, PAGE);
    for (const { sha256 } of page) if (!(await canOpen(store.open(sha256)))) absent.push(sha256);
    after = page.at(-1)?.sha256 ?? "";
    if (page.length < PAGE) return absent;
  }
}

async function canOpen(file: Readable): Promise<boolean> {
  return new Promise((resolve) => {
    file
      .once("readable", () => resolve(true))
      .once("error", () => resolve(false))
      .once("end", () => resolve(true));
  }).then((found) => {
    file.destroy();
    return found as boolean;
  });
}
