import { mergeCalendar } from "../../domain/calendar/merge-calendar.ts";
import type { WorkingCalendar } from "../../domain/calendar/working-calendar.ts";
import type { Db } from "../platform/database.ts";
import { notFound } from "../platform/errors.ts";
import { getCalendarVersion } from "./amendment.queries.ts";
import {
  listConfirmedYears,
  listSetDays,
  listSetHours,
  type ConfirmedYear,
  type SetDay,
  type SetHours,
} from "./calendar-year.queries.ts";
import { getChain, listLayers } from "./calendar.queries.ts";

/** One year of a calendar as people read it: each special day and each row of hours with who set it and why. */
export interface CalendarYear {
  readonly year: number;
  /** The calendars as they were read; an amendment that names it is refused when something changed since. */
  readonly version: string;
  readonly confirmed: ConfirmedYear | null;
  readonly confirmedYears: readonly number[];
  /** The days in effect, in order of date; an own day stands in place of the inherited one. */
  readonly days: readonly SetDay[];
  readonly hours: readonly SetHours[];
  /** For looking at single days, this year included even when nobody has confirmed it yet. */
  readonly calendar: WorkingCalendar;
}

/** The calendar of an agency, or of the province (null), in a year. Throws 404 when there is no such agency. */
export async function readCalendarYear(db: Db, agencyId: string | null, year: number): Promise<CalendarYear> {
  const version = await getCalendarVersion(db);
  const { agencyIds } = await getChain(db, agencyId);
  if (agencyId !== null && agencyIds.length === 0) throw notFound();
  const rank = (day: SetDay): number => (day.agencyId === null ? -1 : agencyIds.indexOf(day.agencyId));
  const days = (await listSetDays(db, agencyIds, year)).toSorted((a, b) => rank(a) - rank(b));
  const inEffect = [...new Map(days.map((day) => [day.date, day])).values()];
  const years = await listConfirmedYears(db);
  return {
    year,
    version,
    confirmed: years.find((known) => known.year === year) ?? null,
    confirmedYears: years.map((known) => known.year),
    days: inEffect.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    hours: await listSetHours(db, agencyIds),
    calendar: mergeCalendar(new Set([year]), await listLayers(db, agencyIds)),
  };
}
