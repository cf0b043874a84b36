import type { Moment } from "../shared/moment.ts";
import type { PlainDate } from "../shared/plain-date.ts";
import type { Pause, TimeLimit } from "./time-limit.ts";

/** Days on end, both ends included, with the names of the holidays among them. */
export interface DayRange {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly names: readonly string[];
}

/** One step of the reckoning of a due date, in the order in which a person would tell it. */
export type DueStep =
  /** `countedFrom` differs from `at` when the office was shut: it is the next opening. */
  | { readonly kind: "received"; readonly at: Moment; readonly countedFrom: Moment }
  | { readonly kind: "limit"; readonly limit: TimeLimit }
  /** Working days that the calendar takes away, weekends in between swallowed. */
  | { readonly kind: "off"; readonly days: readonly DayRange[] }
  | { readonly kind: "makeup"; readonly days: readonly PlainDate[] }
  /** Days with hours of their own, such as a half day. */
  | { readonly kind: "own-hours"; readonly days: readonly PlainDate[] }
  /** The due day was no working day. */
  | { readonly kind: "moved"; readonly from: PlainDate; readonly to: PlainDate }
  /** The kept time of day lies outside the hours of the due day. */
  | { readonly kind: "adjusted"; readonly from: Moment; readonly to: Moment }
  | { readonly kind: "due"; readonly at: Moment }
  /** `left` is the seconds of working time that stand still; null when the limit starts anew afterwards. */
  | { readonly kind: "paused"; readonly pause: Pause; readonly left: number | null }
  /** The time had run out before the pause began, so the pause moves nothing. */
  | { readonly kind: "late-pause"; readonly pause: Pause }
  | { readonly kind: "resumed"; readonly at: Moment; readonly left: number }
  | { readonly kind: "restarted"; readonly at: Moment; readonly countedFrom: Moment };
