import type { Moment } from "./moment.ts";

/** A calendar date in Vietnam, written `2026-09-02`. It carries no time of day and no zone. */
export type PlainDate = string & { readonly __plainDate: unique symbol };

/** There is no year 0, for PostgreSQL neither. */
const PATTERN = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

/** @throws RangeError when the text is not a date that exists, such as `2026-02-30`. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`Not a calendar date such as 2026-09-02: ${text}`);
  return text;
}

export function isPlainDate(text: string): text is PlainDate {
  if (!PATTERN.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** The day in Vietnam on which the moment falls. */
export function dateOf(at: Moment): PlainDate {
  return at.slice(0, 10) as PlainDate;
}

/** The date of day number `n`, day 0 being 1970-01-01. */
export function fromDayNumber(n: number): PlainDate {
  return new Date(n * 86_400_000).toISOString().slice(0, 10) as PlainDate;
}

/** Days since 1970-01-01. */
export function toDayNumber(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

/** Monday is 1 and Sunday is 7, as in ISO 8601. */
export function weekday(date: PlainDate): number {
  return ((toDayNumber(date) + 3) % 7) + 1;
}
