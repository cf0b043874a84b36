/**
 * A moment written in Vietnam's time, to the second: `2024-08-30T16:20:00+07:00`.
 *
 * One fixed zone and one fixed width, so moments sort as text, are the same in events, SQL and JSON, and never
 * depend on the server's own zone. Vietnam has had no daylight saving time since 1975.
 */
export type Moment = string & { readonly __moment: unique symbol };

const OFFSET_MS = 7 * 3_600_000;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads an ISO 8601 date-time that names its zone. Fractions of a second are cut.
 * @throws RangeError when the text is no such date-time, because a zone is never guessed.
 */
export function moment(text: string): Moment {
  const ms = ISO.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`Not a date-time with a zone, such as 2024-08-30T16:20:00+07:00: ${text}`);
  return fromEpoch(ms);
}

/** The moment that is `ms` milliseconds after 1970-01-01T00:00:00Z, cut to the second. */
export function fromEpoch(ms: number): Moment {
  return `${new Date(ms + OFFSET_MS).toISOString().slice(0, 19)}+07:00` as Moment;
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function toEpoch(at: Moment): number {
  return Date.parse(at);
}
