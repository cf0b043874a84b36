import { fromEpoch, type Moment } from "../../domain/shared/moment.ts";

/** The only clock of the system. Rules never look at it: they are given the moment. */
export function now(): Moment {
  return fromEpoch(Date.now());
}
