import Type from "typebox";
import { fromEpoch, toEpoch, type Moment } from "../../domain/shared/moment.ts";
import { defineJob } from "../platform/jobs/job.ts";
import { deleteOutlived } from "./attempt.queries.ts";

/** Longer than the longest window and wait of a tally. */
const TALLY_DAYS = 2;
const BROWSER_DAYS = 180;

/** Failures that count no more, browsers that nobody uses any more and sessions that have ended are kept for nothing. */
export const cleanUpSignIns = defineJob({
  name: "identity.clean-up",
  payload: Type.Object({}),
  // 01:40 in Vietnam.
  cron: "40 18 * * *",
  run: async (deps) => {
    const now = deps.now();
    const before = (days: number): Moment => fromEpoch(toEpoch(now) - days * 86_400_000);
    await deleteOutlived(deps.db, { now, tallies: before(TALLY_DAYS), browsers: before(BROWSER_DAYS) });
  },
});
