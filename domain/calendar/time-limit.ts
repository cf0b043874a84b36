import type { Moment } from "../shared/moment.ts";

/** Units in which laws write time limits; 8 working hours are one working day. */
export const TIME_UNITS = ["working-hour", "working-day", "day", "month"] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export interface TimeLimit {
  readonly amount: number;
  readonly unit: TimeUnit;
}

/** After a supplement the remaining time runs on, or the whole limit starts anew (NĐ 61/2018 art. 19.4). */
export type SupplementPolicy = "pause" | "restart";

/** A time in which the clock stands still. `to` is null while it lasts. */
export interface Pause {
  readonly from: Moment;
  readonly to: Moment | null;
  /** A financial obligation always resumes with the time that was left, whatever the supplement policy. */
  readonly kind: "supplement" | "financial-obligation";
}
