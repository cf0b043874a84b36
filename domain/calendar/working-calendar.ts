import type { PlainDate } from "../shared/plain-date.ts";

/** Minutes of the day between which an office is open, the end not included: 07:30–11:30 is `{from: 450, to: 690}`. */
export interface OpenInterval {
  readonly from: number;
  readonly to: number;
}

/** A day that the week alone does not tell: a holiday, a make-up working day, or a day with hours of its own. */
export interface SpecialDay {
  readonly kind: "off" | "makeup" | "hours";
  readonly name: string;
  /** Only with kind `hours`: the intervals of that day, such as a half day. */
  readonly intervals?: readonly OpenInterval[];
}

/**
 * When one agency works: its own settings over those inherited from above, already merged.
 * Labour Code 2019 arts. 111–112; the days of each year come from the province's notice, so all is data.
 */
export interface WorkingCalendar {
  /** Years for which the days are known. A date outside them is an error, never a guess. */
  readonly years: ReadonlySet<number>;
  readonly days: ReadonlyMap<PlainDate, SpecialDay>;
  /** Office hours by ISO weekday (1 Monday … 7 Sunday); a weekday that is absent is not worked. */
  readonly week: ReadonlyMap<number, readonly OpenInterval[]>;
  /** Hours of a make-up day: a whole day, even on a Saturday that is otherwise worked for half of it. */
  readonly makeupHours: readonly OpenInterval[];
  /** Later office hours, in order of `from`; before the first of them `week` and `makeupHours` hold. */
  readonly changes?: readonly WeekChange[];
}

/** Office hours that hold from a date on, so that an amended week never rewrites the past. */
export interface WeekChange {
  readonly from: PlainDate;
  readonly week: ReadonlyMap<number, readonly OpenInterval[]>;
  readonly makeupHours: readonly OpenInterval[];
}
