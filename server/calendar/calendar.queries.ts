import { sql } from "kysely";
import type { CalendarLayer, OfficeHours } from "../../domain/calendar/merge-calendar.ts";
import type { OpenInterval, SpecialDay } from "../../domain/calendar/working-calendar.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

export interface Chain {
  /** Changes with every change of any calendar, and is never used twice. */
  readonly mark: string;
  /** The agency and those above it, the topmost first; empty when there is no such agency. */
  readonly agencyIds: readonly string[];
}

/** The agencies from which an agency inherits, and the mark of the calendars as they are now; none for the province. */
export async function getChain(db: Db, agencyId: string | null): Promise<Chain> {
  const { rows } = await sql<Chain>`
    with recursive up as (
      select a.id, a.parent_id, 0 as height
      from agency a
      where a.id = ${agencyId}::uuid
      union all
      select a.id, a.parent_id, up.height + 1
      from up
      join agency a on a.id = up.parent_id
    )
    select v.mark::text as mark,
      array(select up.id::text from up order by up.height desc) as "agencyIds"
    from calendar_version v`.execute(db);
  const chain = rows[0];
  if (!chain) throw new Error("calendar_version has lost its row");
  return chain;
}

/** As `getChain` for many agencies in one question; of one that there is none of, nothing. */
export async function getChains(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Chain>> {
  const { rows } = await sql<Chain & { id: string }>`
    with recursive up as (
      select a.id as agency, a.id, a.parent_id, 0 as height
      from agency a
      where a.id = any(${sql.val([...ids])}::uuid[])
      union all
      select up.agency, a.id, a.parent_id, up.height + 1
      from up
      join agency a on a.id = up.parent_id
    )
    select up.agency::text as id, v.mark::text as mark, array_agg(up.id::text order by up.height desc) as "agencyIds"
    from up cross join calendar_version v
    group by up.agency, v.mark`.execute(db);
  return new Map(rows.map(({ id, ...chain }) => [id, chain]));
}

/** The agencies at the top of the tree: their administrators keep the calendar of the province. */
export async function listRootAgencyIds(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select a.id::text as id from agency a where a.parent_id is null`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** Years whose days are confirmed. */
export async function listYears(db: Db): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ year: number }>`select y.year from calendar_year y`.execute(db);
  return new Set(rows.map((row) => row.year));
}

/** The layers of a calendar, the province first and then in the order of the given agencies. */
export async function listLayers(db: Db, agencyIds: readonly string[]): Promise<CalendarLayer[]> {
  const ids = sql`${sql.val([...agencyIds])}::uuid[]`;
  const days = await sql<SpecialDayRow>`
    select d.agency_id::text as "agencyId", d.date, d.kind, d.name, d.intervals
    from calendar_day d
    where d.agency_id is null or d.agency_id = any(${ids})`.execute(db);
  const hours = await sql<OfficeHours & { agencyId: string | null }>`
    select h.agency_id::text as "agencyId", h.weekday, h.intervals, h.valid_from as "from", h.valid_to as "to"
    from office_hours h
    where h.agency_id is null or h.agency_id = any(${ids})
    order by h.valid_from`.execute(db);
  return [null, ...agencyIds].map((id) => ({
    days: new Map(days.rows.filter((row) => row.agencyId === id).map((row) => [row.date, toSpecialDay(row)])),
    hours: hours.rows
      .filter((row) => row.agencyId === id)
      .map(({ weekday, intervals, from, to }) => ({ weekday, intervals, from, to })),
  }));
}

interface SpecialDayRow {
  readonly agencyId: string | null;
  readonly date: PlainDate;
  readonly kind: SpecialDay["kind"];
  readonly name: string;
  readonly intervals: readonly OpenInterval[] | null;
}

function toSpecialDay({ kind, name, intervals }: SpecialDayRow): SpecialDay {
  return intervals ? { kind, name, intervals } : { kind, name };
}
