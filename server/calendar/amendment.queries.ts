import { sql } from "kysely";
import type { CalendarAmendment } from "../../domain/calendar/amendment.ts";
import type { SpecialDay } from "../../domain/calendar/working-calendar.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

/** Who changes a calendar, and when. */
export interface Amender {
  readonly id: string;
  readonly name: string;
  readonly at: Moment;
  /** The dates of open dossiers are not reckoned anew with this change; an administrator is asked to. */
  readonly appliesLater?: boolean;
}

/** The calendars as somebody saw them: the last amendment and the mark, which changes with every change. */
export async function getCalendarVersion(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select coalesce((select max(a.id) from calendar_amendment a), 0) || '.' || v.mark as version
    from calendar_version v`.execute(db);
  return rows[0]?.version ?? "";
}

/** As `getCalendarVersion`; until the transaction ends nobody else changes a calendar. */
export async function lockCalendarVersion(tx: Db): Promise<string> {
  await sql`select v.mark from calendar_version v for update`.execute(tx);
  return getCalendarVersion(tx);
}

/** Writes an amendment and the record of it, and answers with its number; to be called inside a transaction. */
export async function saveAmendment(tx: Db, amendment: CalendarAmendment, by: Amender): Promise<number> {
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
      values (${year}, ${basis}, ${by.id}, ${by.at}::timestamptz)
      on conflict (year) do update
      set basis = excluded.basis, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at`.execute(
      tx,
    );
  }
  const { rows } = await sql<{ id: number }>`
    insert into calendar_amendment (at, officer_id, officer_name, agency_id, basis, change, applies_later)
    values (${by.at}::timestamptz, ${by.id}, ${by.name}, ${agencyId}::uuid, ${basis},
      ${JSON.stringify(amendment)}::jsonb, ${by.appliesLater ?? false})
    returning id`.execute(tx);
  return rows[0]?.id ?? 0;
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

export interface Amended {
  readonly id: number;
  readonly at: Moment;
  readonly by: string;
  readonly agencyId: string | null;
  readonly basis: string;
  readonly change: CalendarAmendment;
}

/** Amendments after the given one, the newest first. */
export async function listAmendmentsAfter(db: Db, id: number, limit: number): Promise<readonly Amended[]> {
  const { rows } = await sql<Amended>`
    select a.id, a.at, a.officer_name as by, a.agency_id::text as "agencyId", a.basis, a.change
    from calendar_amendment a
    where a.id > ${id}
    order by a.id desc
    limit ${limit}`.execute(db);
  return rows;
}

export async function findAmendment(db: Db, id: number): Promise<Amended | undefined> {
  const { rows } = await sql<Amended>`
    select a.id, a.at, a.officer_name as by, a.agency_id::text as "agencyId", a.basis, a.change
    from calendar_amendment a
    where a.id = ${id}`.execute(db);
  return rows[0];
}
