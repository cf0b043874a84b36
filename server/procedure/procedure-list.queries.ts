import { sql } from "kysely";
import type { EForm } from "../../domain/eform/eform.ts";
import type { Level, ProcedureContent, ServiceLevel } from "../../domain/procedure/procedure.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { fold } from "../../domain/shared/vietnamese-text.ts";
import type { Db } from "../platform/database.ts";

/** Which procedures are asked for; an empty text and nulls ask for all. */
export interface ProcedureFilter {
  readonly text: string;
  readonly field: string | null;
  readonly level: Level | null;
  readonly fileable: boolean | null;
}

export interface ListedProcedure {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly levels: readonly Level[];
  /** A process has been published, so it can be filed. */
  readonly fileable: boolean;
}

/** Where a page begins: after this name and id. */
export interface PageStart {
  readonly name: string;
  readonly id: string;
}

const hasProcess = sql`exists (
  select from process_version q join procedure_version w on w.id = q.procedure_version_id
  where w.procedure_id = v.procedure_id)`;

const matching = ({ text, field, level, fileable }: ProcedureFilter, similar: boolean) => {
  const key = fold(text);
  const typed = similar
    ? sql`${key} operator(public.<%) v.search_key`
    : sql`(strpos(v.search_key, ${key}) > 0 or strpos(p.code, ${key}) = 1)`;
  return sql`v.valid_to is null
    and (${key} = '' or ${typed})
    and (${field}::text is null or v.field = ${field})
    and (${level}::text is null or jsonb_exists(v.content -> 'levels', ${level}))
    and (${fileable}::boolean is null or ${hasProcess} = ${fileable})`;
};

/** A page of procedures in force by name, and how many there are in all; typing errors count when nothing else fits. */
export async function listProcedures(
  db: Db,
  filter: ProcedureFilter,
  { after, limit }: { readonly after: PageStart | null; readonly limit: number },
): Promise<{ readonly items: readonly ListedProcedure[]; readonly count: number }> {
  const exact = await countMatching(db, filter, false);
  const similar = exact === 0 && filter.text.trim() !== "";
  const count = similar ? await countMatching(db, filter, true) : exact;
  const { rows } = await sql<ListedProcedure>`
    select p.id, p.code, v.name, v.field, v.service_level as "serviceLevel", v.content -> 'levels' as levels,
      ${hasProcess} as fileable
    from procedure_version v join procedure p on p.id = v.procedure_id
    where ${matching(filter, similar)}
      and (${after?.id ?? null}::uuid is null
        or (v.name collate "vi-VN-x-icu", v.procedure_id) > (${after?.name ?? ""} collate "vi-VN-x-icu", ${after?.id ?? null}::uuid))
    order by v.name collate "vi-VN-x-icu", v.procedure_id
    limit ${limit}`.execute(db);
  return { items: rows, count };
}

async function countMatching(db: Db, filter: ProcedureFilter, similar: boolean): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from procedure_version v join procedure p on p.id = v.procedure_id
    where ${matching(filter, similar)}`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface HistoricVersion {
  readonly number: number;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly content: ProcedureContent;
  readonly eform: EForm | null;
  readonly validFrom: PlainDate;
  /** The day from which it no longer holds; null while it does. */
  readonly validTo: PlainDate | null;
  readonly madeAt: Moment;
  readonly madeBy: string;
}

/** Every version of the procedure, the newest first; empty when the code is none of ours. */
export async function listVersions(db: Db, code: string): Promise<readonly HistoricVersion[]> {
  const { rows } = await sql<HistoricVersion>`
    select v.number, v.name, v.field, v.service_level as "serviceLevel", v.content, v.eform,
      v.valid_from as "validFrom", v.valid_to as "validTo", v.made_at as "madeAt", v.made_by as "madeBy"
    from procedure_version v join procedure p on p.id = v.procedure_id
    where p.code = ${code} order by v.number desc`.execute(db);
  return rows;
}
/** The fields of procedures in force, by the Vietnamese alphabet. */
export async function listFields(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ field: string }>`
    select x.field from (select distinct v.field from procedure_version v where v.valid_to is null) x
    order by x.field collate "vi-VN-x-icu"`.execute(db);
  return rows.map(({ field }) => field);
}
