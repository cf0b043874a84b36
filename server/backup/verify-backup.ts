import { createHash, type Hash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip as gunzipWithCallback } from "node:zlib";
import {
  ARCHIVE_FORMAT,
  PART_BYTES,
  fileOfPart,
  partName,
  tableOfPart,
  type ArchiveHead,
  type ArchiveManifest,
  type ArchivePart,
} from "./archive.ts";
import { digestOf, type Progress } from "./make-backup.ts";
import { ArchiveError, readArchive } from "./read-archive.ts";
import { SealError } from "./seal.ts";

const gunzip = promisify(gunzipWithCallback);

/** What is wrong with an archive; `at` names the part, table or file. */
export interface ArchiveFault {
  readonly code:
    | "not-an-archive"
    | "unknown-format"
    | "passphrase-missing"
    | "passphrase-wrong"
    | "cut-off"
    | "changed"
    | "part-changed"
    | "part-missing"
    | "rows-differ"
    | "file-changed"
    | "file-missing"
    | "file-unnamed";
  readonly at: string;
}

export interface ArchiveCheck {
  readonly faults: readonly ArchiveFault[];
  /** Undefined when it could not be read. */
  readonly head: ArchiveHead | undefined;
  readonly manifest: ArchiveManifest | undefined;
}

/** Recomputes every digest of the archive without restoring it and names everything that is not as it was written. */
export async function verifyBackup(
  file: string,
  passphrase: string | undefined,
  onProgress?: (progress: Progress) => void,
): Promise<ArchiveCheck> {
  const check = newCheck();
  let bytes = 0;
  try {
    for await (const part of readArchive(file, passphrase)) {
      bytes += part.bytes.length;
      onProgress?.({ what: tableOfPart(part.name) ?? "files", bytes });
      await check.take(part);
      if (check.stopped()) break;
    }
  } catch (error) {
    if (error instanceof SealError) check.fault(error.reason, `byte ${error.at}`);
    else if (error instanceof ArchiveError) check.fault(error.reason, error.after);
    else throw error;
  }
  return check.finish();
}

interface OpenFile {
  readonly sha256: string;
  readonly hash: Hash;
}

/** Takes the parts one by one and keeps only digests. */
function newCheck() {
  const faults: ArchiveFault[] = [];
  let head: ArchiveHead | undefined;
  let headDigest = "";
  let manifest: ArchiveManifest | undefined;
  const tables = new Map<string, { readonly hash: Hash; readonly parts: string[]; rows: number; bytes: number }>();
  const indexes: string[] = [];
  /** Files that the last index names and that have not come yet. */
  let expected = new Set<string>();
  const absent: string[] = [];
  const changed: string[] = [];
  let open: OpenFile | undefined;
  let files = 0;
  const fault = (code: ArchiveFault["code"], at: string): void => void faults.push({ code, at });

  const closeFile = (): void => {
    if (open && open.hash.digest("hex") !== open.sha256) changed.push(open.sha256);
    open = undefined;
  };
  const closeBatch = (): void => {
    closeFile();
    absent.push(...expected);
    expected = new Set();
  };
  const takeTable = async (table: string, { name, bytes }: ArchivePart): Promise<void> => {
    const seen = tables.get(table) ?? { hash: createHash("sha256"), parts: [], rows: 0, bytes: 0 };
    tables.set(table, seen);
    seen.parts.push(digestOf(bytes));
    try {
      const rows = await gunzip(bytes, { maxOutputLength: 128 * PART_BYTES });
      seen.hash.update(rows);
      seen.bytes += rows.length;
      // In COPY's text form a line end stands for nothing but the end of a row.
      for (let at = rows.indexOf(10); at >= 0; at = rows.indexOf(10, at + 1)) seen.rows += 1;
    } catch {
      fault("part-changed", name);
    }
  };
  const takeFile = (sha256: string | undefined, { name, bytes }: ArchivePart): void => {
    if (sha256 === undefined) {
      closeBatch();
      indexes.push(digestOf(bytes));
      expected = new Set(
        bytes
          .toString("latin1")
          .split("\n")
          .flatMap((line) => line.split(" ")[0] || []),
      );
      files += expected.size;
      return;
    }
    if (open?.sha256 !== sha256) {
      closeFile();
      open = { sha256, hash: createHash("sha256") };
      if (!expected.delete(sha256)) fault("file-unnamed", name);
    }
    open.hash.update(bytes);
  };
  return {
    fault,
    stopped: () => faults.some(({ code }) => code === "unknown-format" || code === "not-an-archive"),
    async take(part: ArchivePart): Promise<void> {
      const table = tableOfPart(part.name);
      const file = fileOfPart(part.name);
      if (!head) {
        headDigest = digestOf(part.bytes);
        head = part.name === partName.head ? (parse(part.bytes) as ArchiveHead | undefined) : undefined;
        if (!head) fault("not-an-archive", part.name);
        else if (head.format !== ARCHIVE_FORMAT) fault("unknown-format", String(head.format));
      } else if (table !== undefined) await takeTable(table, part);
      else if (file) takeFile(file.sha256, part);
      else if (part.name === partName.manifest) manifest = parse(part.bytes) as ArchiveManifest | undefined;
      else fault("changed", part.name);
    },
    finish(): ArchiveCheck {
      closeBatch();
      if (!manifest) {
        if (faults.length === 0) fault("cut-off", partName.manifest);
        return { faults, head, manifest };
      }
      if (manifest.head !== headDigest) fault("part-changed", partName.head);
      compareTables(manifest, tables, fault);
      compareFiles(manifest, { indexes, absent, changed, files }, fault);
      return { faults: withoutEcho(faults), head, manifest };
    },
  };
}

type Fault = (code: ArchiveFault["code"], at: string) => void;

interface SeenTable {
  readonly hash: Hash;
  readonly parts: readonly string[];
  readonly rows: number;
  readonly bytes: number;
}

function compareTables(manifest: ArchiveManifest, seen: ReadonlyMap<string, SeenTable>, fault: Fault): void {
  for (const [table, wanted] of Object.entries(manifest.tables)) {
    const found = seen.get(table);
    const parts = found?.parts ?? [];
    for (const [index, digest] of wanted.parts.entries()) {
      const name = partName.table(table, index + 1);
      if (parts[index] === undefined) fault("part-missing", name);
      else if (parts[index] !== digest) fault("part-changed", name);
    }
    if (found && (found.rows !== wanted.rows || found.hash.digest("hex") !== wanted.sha256))
      fault("rows-differ", table);
  }
  for (const table of seen.keys()) if (!manifest.tables[table]) fault("changed", `tables/${table}`);
}

interface SeenFiles {
  readonly indexes: readonly string[];
  readonly absent: readonly string[];
  readonly changed: readonly string[];
  readonly files: number;
}

function compareFiles({ files: wanted }: ArchiveManifest, seen: SeenFiles, fault: Fault): void {
  const known = new Set(wanted.damaged.map(({ sha256 }) => sha256));
  for (const [index, digest] of wanted.indexes.entries()) {
    const name = partName.index(index + 1);
    if (seen.indexes[index] === undefined) fault("part-missing", name);
    else if (seen.indexes[index] !== digest) fault("part-changed", name);
  }
  for (const sha256 of seen.changed) if (!known.has(sha256)) fault("file-changed", sha256);
  for (const sha256 of seen.absent) if (!known.has(sha256)) fault("file-missing", sha256);
  if (seen.files !== wanted.count) fault("rows-differ", "files");
}

/** Once a part is named, that the whole differs as well says nothing more. */
function withoutEcho(faults: readonly ArchiveFault[]): readonly ArchiveFault[] {
  const named = faults.some(({ code }) => code.startsWith("part-") || code.startsWith("file-"));
  const seen = new Set<string>();
  return faults.filter(({ code, at }) => {
    if (named && (code === "rows-differ" || (code === "changed" && at === partName.manifest))) return false;
    return seen.size !== seen.add(`${code} ${at}`).size;
  });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
