import { fromEpoch, toEpoch, type Moment } from "../shared/moment.ts";
import { fromDayNumber, weekday, type PlainDate } from "../shared/plain-date.ts";
import type { OpenInterval, SpecialDay, WorkingCalendar } from "./working-calendar.ts";

/** A year was asked for whose days nobody has confirmed. `computeDue` and `inKnownYears` turn it into a value. */
export class CalendarYearMissing extends RangeError {
  override readonly name = "CalendarYearMissing";
  readonly year: number;

  constructor(year: number) {
    super(`The calendar does not hold the year ${year}`);
    this.year = year;
  }
}

export interface YearMissing {
  readonly ok: false;
  readonly reason: "calendar-year-missing";
  readonly year: number;
}

/** Runs calendar arithmetic and answers with a value, also when a year is missing in the calendar. */
export function inKnownYears<T>(work: () => T): { readonly ok: true; readonly value: T } | YearMissing {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof CalendarYearMissing) return { ok: false, reason: "calendar-year-missing", year: error.year };
    throw error;
  }
}

/** A moment as day number (0 is 1970-01-01) and second of that day, in Vietnam. */
export interface Instant {
  readonly day: number;
  readonly second: number;
}

const DAY = 86_400;
const ZONE = 7 * 3600;

/** Splits a moment into its Vietnamese day number and second of the day. */
export function toInstant(at: Moment): Instant {
  const seconds = toEpoch(at) / 1000 + ZONE;
  const day = Math.floor(seconds / DAY);
  return { day, second: seconds - day * DAY };
}

/** The moment at a second of a day. */
export function fromInstant({ day, second }: Instant): Moment {
  return fromEpoch((day * DAY + second - ZONE) * 1000);
}

/** Whether `a` comes before `b`. */
export function isBefore(a: Instant, b: Instant): boolean {
  return a.day === b.day ? a.second < b.second : a.day < b.day;
}

/** What one day is: worked out once for each calendar, because spans touch the same days again and again. */
export interface DayFacts {
  readonly date: PlainDate;
  readonly open: readonly OpenInterval[];
  readonly special: SpecialDay | undefined;
  /** A day off that the week alone would have worked. */
  readonly isHoliday: boolean;
}

const KNOWN = new WeakMap<WorkingCalendar, Map<number, DayFacts>>();

/**
 * The facts of a day given by its number.
 * @throws CalendarYearMissing when the calendar does not hold the year.
 */
export function dayFacts(day: number, calendar: WorkingCalendar): DayFacts {
  let known = KNOWN.get(calendar);
  if (!known) KNOWN.set(calendar, (known = new Map()));
  let facts = known.get(day);
  if (!facts) known.set(day, (facts = workOut(day, calendar)));
  return facts;
}

/** Opening hours of a day given by its number; empty when it is not worked. @throws CalendarYearMissing */
export function openOnDay(day: number, calendar: WorkingCalendar): readonly OpenInterval[] {
  return dayFacts(day, calendar).open;
}

function workOut(day: number, calendar: WorkingCalendar): DayFacts {
  // A year of five digits has no PlainDate, so the year is looked at before the date is written.
  const year = new Date(day * DAY * 1000).getUTCFullYear();
  if (!calendar.years.has(year)) throw new CalendarYearMissing(year);
  const date = fromDayNumber(day);
  const special = calendar.days.get(date);
  const { week, makeupHours } = calendar.changes?.findLast((change) => change.from <= date) ?? calendar;
  const usual = week.get(weekday(date)) ?? [];
  const isHoliday = special?.kind === "off" && usual.length > 0;
  return { date, open: openHours(special, usual, makeupHours), special, isHoliday };
}

type Hours = readonly OpenInterval[];

function openHours(special: SpecialDay | undefined, usual: Hours, makeupHours: Hours): Hours {
  if (!special) return usual;
  if (special.kind === "off") return [];
  return special.kind === "makeup" ? makeupHours : (special.intervals ?? []);
}
