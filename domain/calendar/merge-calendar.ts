import type { PlainDate } from "../shared/plain-date.ts";
import type { OpenInterval, SpecialDay, WeekChange, WorkingCalendar } from "./working-calendar.ts";

/** Office hours of one weekday (1 Monday … 7 Sunday) from a date on, until the day before `to` if it is set. */
export interface OfficeHours {
  readonly weekday: number;
  /** Empty: that weekday is not worked. */
  readonly intervals: readonly OpenInterval[];
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

/** What one agency, or the province, has set for itself. */
export interface CalendarLayer {
  readonly days: ReadonlyMap<PlainDate, SpecialDay>;
  readonly hours: readonly OfficeHours[];
}

/**
 * The calendar of one agency from its layers, the province first and the agency last: an own day replaces the
 * inherited day, own hours of a weekday the inherited hours of that weekday. Years are confirmed for the province.
 */
export function mergeCalendar(years: ReadonlySet<number>, layers: readonly CalendarLayer[]): WorkingCalendar {
  const days = new Map(layers.flatMap((layer) => [...layer.days]));
  const starts = new Set(layers.flatMap(({ hours }) => hours.flatMap(({ from, to }) => (to ? [from, to] : [from]))));
  const changes = [...starts].toSorted().map((from) => weekFrom(from, layers));
  return { years, days, week: new Map(), makeupHours: [], changes };
}

function weekFrom(date: PlainDate, layers: readonly CalendarLayer[]): WeekChange {
  const week = new Map<number, readonly OpenInterval[]>();
  for (const { hours } of layers) {
    for (const { weekday, intervals, from, to } of hours) {
      if (from <= date && (to === null || date < to)) week.set(weekday, intervals);
    }
  }
  return { from: date, week, makeupHours: longestDay(week) };
}

/** The hours of the longest day of the week: what a make-up day is worked, since it stands for a whole day. */
export function longestDay(week: ReadonlyMap<number, readonly OpenInterval[]>): readonly OpenInterval[] {
  const byLength = [...week.values()].toSorted((a, b) => minutes(b) - minutes(a));
  return byLength[0] ?? [];
}

function minutes(intervals: readonly OpenInterval[]): number {
  return intervals.reduce((sum, { from, to }) => sum + to - from, 0);
}
