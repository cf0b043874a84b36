import { sql } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import type { ImportMode } from "../platform/sheet/import-sheet.ts";
import type { CatalogueReport, ImportedRow } from "./import-procedures.ts";

export interface ProcedureImport {
  readonly id: string;
  readonly fileName: string;
  /** Of the file as it was brought. */
  readonly sha256: string;
  readonly broughtAt: Moment;
  readonly actorId: string;
  readonly actorName: string;
  /** Null, as its time, while the file is only previewed. */
  readonly mode: ImportMode | null;
  readonly takenAt: Moment | null;
}

/** What became of a row; `missing` is none of the file's, but a procedure in force that it does not name. */
export type RowOutcome = ImportedRow["outcome"] | "missing";

export interface KeptRow extends Pick<ImportedRow, "code" | "name" | "fault" | "notes" | "differences"> {
  readonly line: number | null;
  readonly outcome: RowOutcome;
}

export type OutcomeCounts = Readonly<Partial<Record<RowOutcome, number>>>;

/** Keeps a file with its report, and forgets what the same person has only previewed before. */
export async function insertImport(
  tx: Db,
  { id, fileName, sha256, broughtAt, actorId, actorName, mode, takenAt }: ProcedureImport,
  report: CatalogueReport,
): Promise<void> {
  await tx.deleteFrom("procedure_import").where("actor_id", "=", actorId).where("taken_at", "is", null).execute();
  const brought = { file_name: fileName, brought_at: broughtAt, actor_id: actorId, actor_name: actorName };
  await tx
    .insertInto("procedure_import")
    .values({ id, sha256, mode, taken_at: takenAt, ...brought })
    .execute();
  await insertRows(tx, id, report);
}

/** What really became of the rows takes the place of the preview. */
export async function saveTaken(
  tx: Db,
  { id, mode, takenAt }: { readonly id: string; readonly mode: ImportMode; readonly takenAt: Moment },
  report: CatalogueReport,
): Promise<void> {
  await tx.deleteFrom("procedure_import_row").where("import_id", "=", id).execute();
  await insertRows(tx, id, report);
  await tx.updateTable("procedure_import").set({ mode, taken_at: takenAt }).where("id", "=", id).execute();
}

async function insertRows(tx: Db, id: string, { rows, missing }: CatalogueReport): Promise<void> {
  const kept = [
    ...rows.map(({ line, code, name, outcome, ...detail }) => ({ line, code, name, outcome, detail })),
    ...missing.map(({ code, name }) => ({
      line: null,
      code,
      name,
      outcome: "missing",
      detail: { fault: null, notes: [], differences: [] },
    })),
  ].map((row, index) => ({ ...row, number: index + 1 }));
  await sql`
    insert into procedure_import_row (import_id, number, line, code, name, outcome, detail)
    select ${id}::uuid, g.number, g.line, g.code, g.name, g.outcome, g.detail
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
      as g(number int, line int, code text, name text, outcome text, detail jsonb)`.execute(tx);
}

const columns = [
  "i.id",
  "i.file_name as fileName",
  "i.sha256",
  "i.brought_at as broughtAt",
  "i.actor_id as actorId",
  "i.actor_name as actorName",
  "i.taken_at as takenAt",
] as const;

/** The file that was brought, or undefined; with `lock` held until the transaction ends. */
export async function findImport(db: Db, id: string, lock = false): Promise<ProcedureImport | undefined> {
  const query = db.selectFrom("procedure_import as i").select(columns).select("i.mode").where("i.id", "=", id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && { ...row, mode: row.mode as ImportMode | null };
}

/** How many rows there are of each outcome. */
export async function countOutcomes(db: Db, id: string): Promise<OutcomeCounts> {
  const { rows } = await sql<{ outcome: RowOutcome; count: number }>`
    select r.outcome, count(*)::int as count from procedure_import_row r where r.import_id = ${id}::uuid
    group by r.outcome`.execute(db);
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

/** The rows of one outcome, or all, in the order of the file; what is missing in it stands last. */
export async function listImportRows(
  db: Db,
  id: string,
  {
    outcome,
    skip,
    limit,
  }: { readonly outcome: RowOutcome | null; readonly skip: number; readonly limit: number | null },
): Promise<readonly KeptRow[]> {
  const { rows } = await sql<Pick<KeptRow, "line" | "code" | "name" | "outcome"> & { detail: KeptRow }>`
    select r.line, r.code, r.name, r.outcome, r.detail from procedure_import_row r
    where r.import_id = ${id}::uuid and (${outcome}::text is null or r.outcome = ${outcome})
    order by r.number offset ${skip} limit ${limit}`.execute(db);
  return rows.map(({ detail, ...row }) => ({ ...row, ...detail }));
}

/** The files that were taken in last, the newest first, with how many rows came to what. */
export async function listTakenImports(
  db: Db,
  limit: number,
): Promise<readonly (ProcedureImport & { readonly counts: OutcomeCounts })[]> {
  const rows = await db
    .selectFrom("procedure_import as i")
    .select(columns)
    .select("i.mode")
    .where("i.taken_at", "is not", null)
    .orderBy("i.taken_at", "desc")
    .limit(limit)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      mode: row.mode as ImportMode | null,
      counts: await countOutcomes(db, row.id),
    })),
  );
}
