import { sql } from "kysely";
import { detectLegacyEncoding } from "../../../domain/shared/legacy-encoding.ts";
import { ApiError } from "../errors.ts";
import { readSheet } from "./read-sheet.ts";
import type { RowFault, SavedRows, SheetContext, SheetKind, SheetRow } from "./sheet-kind.ts";

/** Take the good rows although others are bad, or nothing unless all are good. */
export type ImportMode = "good-rows" | "all-or-nothing";

export interface ReportedRow extends SheetRow {
  /** `undone`: good, but another row was bad and all or nothing was asked. */
  readonly outcome: SavedRows["outcome"] | "error" | "undone";
  readonly faults: readonly RowFault[];
  readonly notes: readonly string[];
}

export interface ImportReport {
  readonly kind: string;
  readonly mode: ImportMode;
  readonly rows: readonly ReportedRow[];
}

interface Sheet {
  readonly bytes: Uint8Array;
  readonly mode: ImportMode;
}

/**
 * Brings a table in: one transaction, in which each group of rows stands or falls alone. The report has every row with
 * what became of it. Throws 403 for a person who may not, 422 for a file that is no such table.
 */
export async function importSheet<T>(kind: SheetKind<T>, sheet: Sheet, context: SheetContext): Promise<ImportReport> {
  await kind.authorise(context);
  const read = readSheet(sheet.bytes, kind.columns);
  const rows = (await kind.arrange?.(read, context)) ?? read;
  const reported = await runAll(kind, groupRows(kind, rows), { ...context, mode: sheet.mode });
  return { kind: kind.kind, mode: sheet.mode, rows: reported.toSorted((a, b) => a.number - b.number) };
}

/**
 * Brings rows in within the caller's transaction, who decides what becomes of it when some are bad. Throws 403 for a
 * person who may not.
 */
export async function importRows<T>(
  kind: SheetKind<T>,
  read: readonly SheetRow[],
  context: SheetContext,
): Promise<readonly ReportedRow[]> {
  await kind.authorise(context);
  const reported: ReportedRow[] = [];
  const rows = (await kind.arrange?.(read, context)) ?? read;
  for (const group of groupRows(kind, rows)) reported.push(...(await runGroup(kind, group, context)));
  return reported.toSorted((a, b) => a.number - b.number);
}

function groupRows<T>(kind: SheetKind<T>, rows: readonly SheetRow[]): readonly (readonly SheetRow[])[] {
  const groups = new Map<string, SheetRow[]>();
  for (const row of rows) {
    const key = kind.groupOf?.(row) ?? String(row.number);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

type Running = SheetContext & { readonly mode: ImportMode };

/** Thrown to roll back an import of which all or nothing was asked. */
class Undone extends Error {
  override readonly name = "Undone";
}

async function runAll<T>(
  kind: SheetKind<T>,
  groups: readonly (readonly SheetRow[])[],
  { db, mode, ...rest }: Running,
): Promise<readonly ReportedRow[]> {
  const reported: ReportedRow[] = [];
  try {
    await db.transaction().execute(async (tx) => {
      for (const group of groups) reported.push(...(await runGroup(kind, group, { ...rest, db: tx })));
      await addLastNotes(kind, reported, { ...rest, db: tx });
      if (mode === "all-or-nothing" && reported.some(({ outcome }) => outcome === "error")) throw new Undone();
    });
    return reported;
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    return reported.map((row) => (row.outcome === "error" ? row : { ...row, outcome: "undone", notes: [] }));
  }
}

/** What there is to say of the table as a whole stands on the first row that changed something. */
async function addLastNotes<T>(kind: SheetKind<T>, reported: ReportedRow[], context: SheetContext): Promise<void> {
  const index = reported.findIndex(({ outcome }) => outcome === "created" || outcome === "changed");
  const row = reported[index];
  if (!kind.finish || !row) return;
  reported[index] = { ...row, notes: [...row.notes, ...(await kind.finish(context))] };
}

async function runGroup<T>(
  kind: SheetKind<T>,
  rows: readonly SheetRow[],
  context: SheetContext,
): Promise<readonly ReportedRow[]> {
  const basic = rows.flatMap((row) => basicFaults(kind, row));
  if (basic.length > 0) return failed(rows, basic);
  const checked = await kind.check(rows, context);
  if (!checked.ok) return failed(rows, checked.faults);
  await sql`savepoint sheet_rows`.execute(context.db);
  try {
    const { outcome, notes = [] } = await kind.save(checked.value, context);
    await sql`release savepoint sheet_rows`.execute(context.db);
    return rows.map((row, index) => ({ ...row, outcome, faults: [], notes: index === 0 ? notes : [] }));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    await sql`rollback to savepoint sheet_rows`.execute(context.db);
    return failed(rows, faultsOf(error, rows));
  }
}

function basicFaults<T>({ columns }: SheetKind<T>, { number, cells }: SheetRow): RowFault[] {
  return columns.flatMap(({ key, required }): RowFault[] => {
    const seen = cells[key] ?? "";
    if (seen === "") return required ? [{ number, column: key, code: "cell-missing", seen }] : [];
    const legacy = detectLegacyEncoding(seen);
    return legacy ? [{ number, column: key, code: `encoding-${legacy.toLowerCase()}`, seen }] : [];
  });
}

/** A refusal's own list of faults by field, or the refusal as a whole. */
function faultsOf({ code, details }: ApiError, rows: readonly SheetRow[]): readonly RowFault[] {
  const number = rows[0]?.number ?? 0;
  const { faults, seen } = details;
  if (!Array.isArray(faults)) return [{ number, column: null, code, seen: typeof seen === "string" ? seen : "" }];
  return (faults as readonly FieldFault[]).map((fault) => ({
    number: fault.number ?? number,
    column: fault.field,
    code: fault.code,
    seen: fault.seen,
  }));
}

interface FieldFault {
  readonly number?: number;
  readonly field: string | null;
  readonly code: string;
  readonly seen: string;
}

function failed(rows: readonly SheetRow[], faults: readonly RowFault[]): readonly ReportedRow[] {
  return rows.map((row) => ({
    ...row,
    outcome: "error",
    faults: faults.filter(({ number }) => number === row.number),
    notes: [],
  }));
}
