import { sql } from "kysely";
import type { EForm } from "../../domain/eform/eform.ts";
import type { ProcedureContent, ServiceLevel } from "../../domain/procedure/procedure.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

/** What a version says, with its time and its author. */
export interface SavedVersion {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly content: ProcedureContent;
  readonly eform: EForm | null;
  readonly validFrom: PlainDate;
  readonly madeAt: Moment;
  readonly madeBy: string;
  /** The province has decided about the procedure, not the national catalogue alone. */
  readonly isOwn: boolean;
}

/** Makes changes of the catalogue wait for one another until the transaction ends. */
export async function lockCatalogue(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('procedure-catalogue', 0))`.execute(tx);
}

/** As `lockCatalogue`, for a change of many procedures that `undoChange` can take back. */
export async function beginChange(tx: Db): Promise<void> {
  await lockCatalogue(tx);
  await sql`savepoint catalogue_change`.execute(tx);
}

/** Takes back what was saved since `beginChange`; the transaction goes on. */
export async function undoChange(tx: Db): Promise<void> {
  await sql`rollback to savepoint catalogue_change`.execute(tx);
}

/** The versions without an end of the procedures with these codes; whoever publishes a process has decided as well. */
export async function listOpenVersions(db: Db, codes: readonly string[]): Promise<readonly SavedVersion[]> {
  const { rows } = await sql<SavedVersion>`
    select v.id, p.code, v.name, v.field, v.service_level as "serviceLevel", v.content, v.eform,
      v.valid_from as "validFrom", v.made_at as "madeAt", v.made_by as "madeBy",
      v.is_own or exists (
        select from process_version q join procedure_version w on w.id = q.procedure_version_id
        where w.procedure_id = p.id) as "isOwn"
    from procedure p join procedure_version v on v.procedure_id = p.id
    where p.code = any(${[...codes]}) and v.valid_to is null`.execute(db);
  return rows;
}

/**
 * Adds one version for each code in a few statements, however many there are; the version before ends the day on which
 * the new one begins, and stays for the dossiers that were filed on it. The procedure is made when its code is new.
 */
export async function saveVersions(tx: Db, versions: readonly SavedVersion[]): Promise<void> {
  if (versions.length === 0) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) as g(
    id uuid, code text, name text, field text, "serviceLevel" text, content jsonb, eform jsonb,
    "validFrom" date, "madeAt" timestamptz, "madeBy" text, "isOwn" boolean)`;
  await sql`
    insert into procedure (id, code) select g.id, g.code from ${given}
    on conflict (code) do nothing`.execute(tx);
  await sql`
    update procedure_version v set valid_to = greatest(v.valid_from, g."validFrom")
    from ${given} join procedure p on p.code = g.code
    where v.procedure_id = p.id and v.valid_to is null`.execute(tx);
  await sql`
    insert into procedure_version
      (id, procedure_id, number, name, field, service_level, content, eform, valid_from, made_at, made_by, is_own)
    select g.id, p.id,
      coalesce((select max(b.number) from procedure_version b where b.procedure_id = p.id), 0) + 1,
      g.name, g.field, g."serviceLevel", g.content, g.eform,
      greatest(g."validFrom", (select max(b.valid_to) from procedure_version b where b.procedure_id = p.id)),
      g."madeAt", g."madeBy", g."isOwn"
    from ${given} join procedure p on p.code = g.code`.execute(tx);
}

/** Procedures in force whose codes are none of these, by code. */
export async function listOthers(
  db: Db,
  codes: readonly string[],
): Promise<readonly { readonly code: string; readonly name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select p.code, v.name from procedure p join procedure_version v on v.procedure_id = p.id
    where v.valid_to is null and p.code <> all(${[...codes]}) order by p.code`.execute(db);
  return rows;
}
