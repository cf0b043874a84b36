import type { CatalogueNote } from "../../domain/procedure/catalogue-clean-up.ts";
import type { Office } from "../../domain/procedure/catalogue-competence.ts";
import { compareVersions, type Difference } from "../../domain/procedure/compare-versions.ts";
import { keepOwn } from "../../domain/procedure/keep-own.ts";
import {
  readCatalogueRow,
  refuse,
  type CatalogueProcedure,
  type CatalogueRow,
  type RowFault,
} from "../../domain/procedure/national-catalogue.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { listAgencies } from "../organisation/index.ts";
import { inTransaction, type Db } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { ImportMode } from "../platform/sheet/import-sheet.ts";
import {
  beginChange,
  listOpenVersions,
  listOthers,
  saveVersions,
  undoChange,
  type SavedVersion,
} from "./version.queries.ts";

export interface ImportedRow {
  readonly line: number;
  readonly code: string;
  readonly name: string;
  /** `undone`: good, but another row was bad and all or nothing was asked. */
  readonly outcome: "created" | "changed" | "unchanged" | "error" | "undone";
  readonly fault: RowFault | null;
  /** What the row left open and was not guessed. */
  readonly notes: readonly CatalogueNote[];
  /** What a changed procedure says anew. */
  readonly differences: readonly Difference[];
}

export interface CatalogueReport {
  readonly rows: readonly ImportedRow[];
  /** Procedures in force that the file does not name: reported, never ended. */
  readonly missing: readonly { readonly code: string; readonly name: string }[];
}

/** Take the good rows, or nothing unless all are good, or nothing at all and only say what would become of each row. */
export type CatalogueMode = ImportMode | "preview";

interface Importing {
  readonly db: Db;
  readonly now: Moment;
  /** Name of whoever brings it in. */
  readonly by: string;
  readonly mode: CatalogueMode;
  /** Told after each batch how many lines have been read. */
  onProgress?(lines: number): void;
}

const BATCH = 200;

/**
 * Takes in the national catalogue, one JSON object a line, in one transaction. The same file again changes nothing; a
 * changed procedure gets a new version and the report names the differences. Good rows are taken although others are
 * bad, unless all or nothing is asked; a preview reads and changes nothing.
 */
export async function importProcedures(
  { db, mode, ...importing }: Importing,
  lines: AsyncIterable<string>,
): Promise<CatalogueReport> {
  return inTransaction(db, async (tx) => {
    // A preview makes nobody wait and says what holds at its moment.
    if (mode !== "preview") await beginChange(tx);
    const rows: ImportedRow[] = [];
    const offices = await listOffices(tx, importing.now);
    const known = new Set<string>();
    for await (const batch of inBatches(lines)) {
      const { rows: more, added } = await readBatch(batch, { ...importing, tx, known, offices });
      if (mode !== "preview") await saveVersions(tx, added);
      for (const { code } of more) known.add(code);
      rows.push(...more);
      importing.onProgress?.(batch.at(-1)?.line ?? 0);
    }
    if (mode === "all-or-nothing" && rows.some(({ outcome }) => outcome === "error")) {
      await undoChange(tx);
      return { rows: rows.map((row) => (row.outcome === "error" ? row : { ...row, outcome: "undone" })), missing: [] };
    }
    return { rows, missing: await listOthers(tx, [...known]) };
  });
}

/** Departments and other agencies of the province itself; neither its head nor its centre settles a procedure. */
async function listOffices(db: Db, now: Moment): Promise<readonly Office[]> {
  const agencies = await listAgencies(db, dateOf(now));
  return agencies.filter(({ level, parentId, isOneStop }) => level === "province" && parentId !== null && !isOneStop);
}

interface Line {
  readonly line: number;
  readonly text: string;
}

async function* inBatches(lines: AsyncIterable<string>): AsyncGenerator<readonly Line[]> {
  let batch: Line[] = [];
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim()) batch.push({ line, text: line === 1 ? text.replace(/^\uFEFF/, "") : text });
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

interface Batch {
  readonly tx: Db;
  readonly now: Moment;
  readonly by: string;
  readonly offices: readonly Office[];
  /** Codes of the rows before this batch. */
  readonly known: ReadonlySet<string>;
}

interface ReadBatch {
  readonly rows: readonly ImportedRow[];
  readonly added: readonly SavedVersion[];
}

async function readBatch(batch: readonly Line[], { tx, now, by, known, offices }: Batch): Promise<ReadBatch> {
  const read = readOnce(batch, known, offices);
  const codes = read.flatMap(({ row }) => (row.ok ? [row.procedure.code] : []));
  const open = new Map((await listOpenVersions(tx, codes)).map((version) => [version.code, version]));
  const added: SavedVersion[] = [];
  const rows = read.map(({ line, row }): ImportedRow => {
    if (!row.ok) return { ...EMPTY, line, code: row.code, outcome: "error", fault: row.fault };
    const { procedure } = row;
    const merged = merge(open.get(procedure.code), procedure);
    if (merged.version) {
      added.push({
        ...merged.version,
        id: newId(),
        code: procedure.code,
        validFrom: dateOf(now),
        madeAt: now,
        madeBy: by,
      });
    }
    const { outcome, differences } = merged;
    const notes = outcome === "unchanged" ? [] : procedure.notes;
    return { ...EMPTY, line, code: procedure.code, name: procedure.name, outcome, differences, notes };
  });
  return { rows, added };
}

const EMPTY = { name: "", fault: null, notes: [], differences: [] } as const;

/** Reads each line; a code that stood before is a fault, because nobody can tell which row is right. */
function readOnce(
  batch: readonly Line[],
  known: ReadonlySet<string>,
  offices: readonly Office[],
): readonly { readonly line: number; readonly row: CatalogueRow }[] {
  const seen = new Set(known);
  return batch.map(({ line, text }) => {
    const row = readLine(text, offices);
    if (!row.ok) return { line, row };
    const { code } = row.procedure;
    if (!seen.has(code)) {
      seen.add(code);
      return { line, row };
    }
    return { line, row: refuse(code, { field: "code", seen: code, expected: "once" }) };
  });
}

function readLine(text: string, offices: readonly Office[]): CatalogueRow {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refuse("", { field: "row", seen: text, expected: "json-object" });
  }
  return readCatalogueRow(parsed, offices);
}

interface Merged {
  readonly outcome: "created" | "changed" | "unchanged";
  readonly version: Pick<SavedVersion, "name" | "field" | "serviceLevel" | "content" | "eform" | "isOwn"> | null;
  readonly differences: readonly Difference[];
}

function merge(known: SavedVersion | undefined, procedure: CatalogueProcedure): Merged {
  const { name, field, serviceLevel, content } = procedure;
  if (!known)
    return {
      outcome: "created",
      version: { name, field, serviceLevel, content, eform: null, isOwn: false },
      differences: [],
    };
  const version = { ...keepOwn(known, procedure), isOwn: known.isOwn };
  const differences = compareVersions(known, version);
  return differences.length > 0
    ? { outcome: "changed", version, differences }
    : { outcome: "unchanged", version: null, differences };
}
