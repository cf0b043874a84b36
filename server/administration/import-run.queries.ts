import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import type { ImportMode, ImportReport, ReportedRow } from "../platform/sheet/import-sheet.ts";

export interface ImportRun extends ImportReport {
  readonly id: string;
  readonly fileName: string;
  readonly at: Moment;
  readonly actorId: string;
  readonly actorName: string;
}

export async function insertImportRun(db: Db, run: ImportRun): Promise<void> {
  const { id, kind, mode, fileName, at, actorId, actorName, rows } = run;
  await db
    .insertInto("import_run")
    .values({
      id,
      kind,
      mode,
      file_name: fileName,
      at,
      actor_id: actorId,
      actor_name: actorName,
      rows: JSON.stringify(rows),
    })
    .execute();
}

/** One's own run, or undefined: the rows hold what was in the file, so nobody else reads them. */
export async function findImportRun(db: Db, id: string, actorId: string): Promise<ImportRun | undefined> {
  const row = await db
    .selectFrom("import_run as r")
    .selectAll("r")
    .where("r.id", "=", id)
    .where("r.actor_id", "=", actorId)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      kind: row.kind,
      mode: row.mode as ImportMode,
      fileName: row.file_name,
      at: row.at,
      actorId: row.actor_id,
      actorName: row.actor_name,
      rows: row.rows as readonly ReportedRow[],
    }
  );
}
