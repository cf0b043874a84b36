import { sql } from "kysely";
import type { CalendarAmendment } from "../../domain/calendar/amendment.ts";
import type { CalendarLayer, OfficeHours } from "../../domain/calendar/merge-calendar.ts";
import type { OpenInterval, SpecialDay } from "../../domain/calendar/working-calendar.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

export interface Chain {
  /** Changes with every change of any calendar, and is never used twice. */
  readonly mark: string;
  /** The agency and those above it, the topmost first; empty when there is no such agency. */
  readonly agencyIds: readonly string[];
}

/** The agencies from which an agency inherits, and the mark of the calendars as they are now. */
export async function getChain(db: Db, agencyId: string): Promise<Chain> {
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

/** Writes an amendment and the record of it; to be called inside a transaction. */
export async function saveAmendment(
  tx: Db,
  amendment: CalendarAmendment,
  by: { readonly officerId: string; readonly at: Moment },
): Promise<void> {
  const { agencyId, basis } = amendment;
  for (const { date, day } of amendment.days) {
    if (day) await saveDay(tx, { agencyId, basis, date, day });
    else await deleteDay(tx, { agencyId, date });
  }
  for (const { weekday, intervals, from, to } of amendment.hours) {
    await sql`
      insert into office_hours (agency_id, weekday, intervals, valid_from, valid_to, basis)
      values (${agencyId}::uuid, ${weekday}, ${JSON.stringify(intervals)}::jsonb, ${from}::date, ${to}::date, ${basis})
      on conflict (agency_id, weekday, valid_from)
      do update set intervals = excluded.intervals, valid_to = excluded.valid_to, basis = excluded.basis`.execute(tx);
  }
  for (const year of amendment.confirmYears) {
    await sql`
      insert into calendar_year (year, basis, confirmed_by, confirmed_at)
      values (${year}, ${basis}, ${by.officerId}, ${by.at}::timestamptz)
      on conflict (year) do update
      set basis = excluded.basis, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at`.execute(
      tx,
    );
  }
  await sql`
    insert into calendar_amendment (at, officer_id, agency_id, basis, change)
    values (${by.at}::timestamptz, ${by.officerId}, ${agencyId}::uuid, ${basis}, ${JSON.stringify(amendment)}::jsonb)`.execute(
    tx,
  );
}

interface OwnDay {
  readonly agencyId: string | null;
  readonly basis: string;
  readonly date: PlainDate;
  readonly day: SpecialDay;
}

async function saveDay(tx: Db, { agencyId, basis, date, day }: OwnDay): Promise<void> {
  const intervals = day.kind === "hours" ? JSON.stringify(day.intervals ?? []) : null;
  await sql`
    insert into calendar_day (agency_id, date, kind, name, intervals, basis)
    values (${agencyId}::uuid, ${date}::date, ${day.kind}, ${day.name}, ${intervals}::jsonb, ${basis})
    on conflict (agency_id, date)
    do update set kind = excluded.kind, name = excluded.name, intervals = excluded.intervals, basis = excluded.basis`.execute(
    tx,
  );
}

async function deleteDay(tx: Db, { agencyId, date }: Pick<OwnDay, "agencyId" | "date">): Promise<void> {
  await sql`
    delete from calendar_day d
    where d.agency_id is not distinct from ${agencyId}::uuid
      and d.date = ${date}::date`.execute(tx);
}
