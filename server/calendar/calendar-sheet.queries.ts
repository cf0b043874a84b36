import { sql } from "kysely";
import type { Db } from "../platform/database.ts";
import type { SetDay } from "./calendar-year.queries.ts";

/** The day that the province (null) or an agency itself has set, or undefined. */
export async function findSetDay(
  db: Db,
  { agencyId, date }: Pick<SetDay, "agencyId" | "date">,
): Promise<SetDay | undefined> {
  const { rows } = await sql<SetDay>`
    select d.date, d.kind, d.name, d.intervals, d.basis, d.agency_id::text as "agencyId"
    from calendar_day d
    where d.agency_id is not distinct from ${agencyId}::uuid
      and d.date = ${date}::date`.execute(db);
  return rows[0];
}

export type ExportedDay = SetDay & { readonly agencyCode: string };

/** Every special day of the province and of the agencies in the officer's scope (null: of all), by agency and date. */
export async function listAllSetDays(db: Db, officerId: string | null): Promise<readonly ExportedDay[]> {
  const inScope = sql`
    d.agency_id is null
    or d.agency_id in (select s.agency_id from user_scope s where s.officer_id = ${officerId}::uuid)`;
  const { rows } = await sql<ExportedDay>`
    select d.date, d.kind, d.name, d.intervals, d.basis, d.agency_id::text as "agencyId",
      coalesce(a.code, '') as "agencyCode"
    from calendar_day d
    left join agency a on a.id = d.agency_id
    where ${officerId === null ? sql`true` : inScope}
    order by a.code nulls first, d.date`.execute(db);
  return rows;
}

/** Years from which days are set although nobody has confirmed them, the earliest first. */
export async function listUnconfirmedYears(db: Db): Promise<readonly number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from d.date)::integer as year
    from calendar_day d
    where not exists (select from calendar_year y where y.year = extract(year from d.date)::integer)
    order by 1`.execute(db);
  return rows.map(({ year }) => year);
}
