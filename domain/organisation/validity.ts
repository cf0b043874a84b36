import { fromDayNumber, toDayNumber, type PlainDate } from "../shared/plain-date.ts";

/** From the first day until the day before `to`; null: until further notice. */
export interface Validity {
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

export function holdsOn({ from, to }: Validity, day: PlainDate): boolean {
  return from <= day && (to === null || day < to);
}

/** Whether both hold on some day. */
export function overlaps(one: Validity, other: Validity): boolean {
  return (other.to === null || one.from < other.to) && (one.to === null || other.from < one.to);
}

/** Whether `inner` never holds without `outer`. */
export function isWithin(inner: Validity, outer: Validity): boolean {
  return outer.from <= inner.from && (outer.to === null || (inner.to !== null && inner.to <= outer.to));
}

/** The last day of something that has an end: people name that one, not the day after. */
export function lastDayOf(to: PlainDate): PlainDate {
  return fromDayNumber(toDayNumber(to) - 1);
}

/** The day after the last one, until which it holds. */
export function dayAfter(last: PlainDate): PlainDate {
  return fromDayNumber(toDayNumber(last) + 1);
}
