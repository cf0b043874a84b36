import type { Moment } from "../shared/moment.ts";
import { toDayNumber, type PlainDate } from "../shared/plain-date.ts";
import { fromInstant, isBefore, openOnDay, toInstant, type Instant } from "./opening.ts";
import type { OpenInterval, WorkingCalendar } from "./working-calendar.ts";

/**
 * Opening hours of a date, in order; empty when it is not worked.
 * @throws CalendarYearMissing when the calendar does not hold the year.
 */
export function openIntervals(date: PlainDate, calendar: WorkingCalendar): readonly OpenInterval[] {
  return openOnDay(toDayNumber(date), calendar);
}

/**
 * The moment itself while the office is open, otherwise its next opening. At closing time it is closed.
 * @throws CalendarYearMissing
 */
export function nextOpening(at: Moment, calendar: WorkingCalendar): Moment {
  const { day, second } = toInstant(at);
  for (let date = day; ; date += 1) {
    for (const { from, to } of openOnDay(date, calendar)) {
      if (date > day || second < from * 60) return fromInstant({ day: date, second: from * 60 });
      if (second < to * 60) return at;
    }
  }
}

/**
 * The moment at which so many seconds of opening hours have run since `from`. A period that ends exactly at
 * closing time ends there; one of no length ends at `from`, or at the next opening when the office is shut.
 * @throws RangeError when `seconds` is negative, CalendarYearMissing when it runs out of the known years
 */
export function addWorkingTime(from: Moment, seconds: number, calendar: WorkingCalendar): Moment {
  if (!(seconds >= 0)) throw new RangeError(`Working time runs forward only: ${seconds} s`);
  const start = toInstant(from);
  let left = seconds;
  for (let day = start.day; ; day += 1) {
    for (const interval of openOnDay(day, calendar)) {
      const begin = day === start.day ? Math.max(interval.from * 60, start.second) : interval.from * 60;
      const length = interval.to * 60 - begin;
      if (length >= left) return fromInstant({ day, second: begin + left });
      left -= Math.max(length, 0);
    }
  }
}

/**
 * Seconds of opening hours between two moments; negative when `to` comes first, so that spans always add up.
 * @throws CalendarYearMissing
 */
export function workingTime(from: Moment, to: Moment, calendar: WorkingCalendar): number {
  const [a, b] = [toInstant(from), toInstant(to)];
  return isBefore(b, a) ? 0 - span(b, a, calendar) : span(a, b, calendar);
}

function span(from: Instant, to: Instant, calendar: WorkingCalendar): number {
  let seconds = 0;
  for (let day = from.day; day <= to.day; day += 1) {
    for (const interval of openOnDay(day, calendar)) {
      const begin = day === from.day ? Math.max(interval.from * 60, from.second) : interval.from * 60;
      const end = day === to.day ? Math.min(interval.to * 60, to.second) : interval.to * 60;
      seconds += Math.max(end - begin, 0);
    }
  }
  return seconds;
}
