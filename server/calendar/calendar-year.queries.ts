import { sql } from "kysely";
import type { OpenInterval, SpecialDay } from "../../domain/calendar/working-calendar.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

/** A special day as somebody set it, with the document and the agency that did; no agency means the province. */
export interface SetDay {
  readonly date: PlainDate;
  readonly kind: SpecialDay["kind"];
  readonly name: string;
  readonly intervals: readonly OpenInterval[] | null;
  readonly basis: string;
  readonly agencyId: string | null;
}

/** Every special day of a year that the province or one of the agencies has set, in order of date. */
export async function listSetDays(db: Db, agencyIds: readonly string[], year: number): Promise<readonly SetDay[]> {
  const { rows } = await sql<SetDay>`
    select d.date, d.kind, d.name, d.intervals, d.basis, d.agency_id::text as "agencyId"
    from calendar_day d
    where (d.agency_id is null or d.agency_id = any(${sql.val([...agencyIds])}::uuid[]))
      and d.date >= make_date(${year}, 1, 1)
      and d.date < make_date(${year + 1}, 1, 1)
    order by d.date`.execute(db);
  return rows;
}

/** Office hours of one weekday from a date on, with the document and the agency that set them. */
export interface SetHours {
  readonly weekday: number;
  readonly intervals: readonly OpenInterval[];
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly basis: string;
  readonly agencyId: string | null;
}

/** Every row of office hours that the province or one of the agencies has set, by weekday and date. */
export async function listSetHours(db: Db, agencyIds: readonly string[]): Promise<readonly SetHours[]> {
  const { rows } = await sql<SetHours>`
    select h.weekday, h.intervals, h.valid_from as "from", h.valid_to as "to", h.basis,
      h.agency_id::text as "agencyId"
    from office_hours h
    where h.agency_id is null or h.agency_id = any(${sql.val([...agencyIds])}::uuid[])
    order by h.weekday, h.valid_from`.execute(db);
  return rows;
}

export interface ConfirmedYear {
  readonly year: number;
  readonly basis: string;
  readonly at: Moment;
}

/** The years whose days are confirmed, the earliest first. */
export async function listConfirmedYears(db: Db): Promise<readonly ConfirmedYear[]> {
  const { rows } = await sql<ConfirmedYear>`
    select y.year, y.basis, y.confirmed_at as at from calendar_year y order by y.year`.execute(db);
  return rows;
}
