import Type from "typebox";
import { fromEpoch, toEpoch } from "../../../domain/shared/moment.ts";
import { defineJob } from "../../platform/jobs/job.ts";
import { deleteDraftsBefore, deleteUnclaimedDrafts } from "./draft.queries.ts";

const KEPT_DAYS = 90;
/** As long as the browser is known by its cookie. */
const UNCLAIMED_DAYS = 30;

/**
 * Drafts that nobody has touched for 90 days, and those that no account has claimed for 30, hold personal data for no
 * purpose any more.
 */
export const cleanUpDrafts = defineJob({
  name: "draft.clean-up",
  payload: Type.Object({}),
  // 01:20 in Vietnam.
  cron: "20 18 * * *",
  run: async ({ db, ...deps }) => {
    const before = (days: number) => fromEpoch(toEpoch(deps.now()) - days * 86_400_000);
    await deleteUnclaimedDrafts(db, before(UNCLAIMED_DAYS));
    await deleteDraftsBefore(db, before(KEPT_DAYS));
  },
});
