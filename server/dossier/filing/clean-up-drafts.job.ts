import Type from "typebox";
import { fromEpoch, toEpoch } from "../../../domain/shared/moment.ts";
import { defineJob } from "../../platform/jobs/job.ts";
import { deleteDraftsBefore } from "./draft.queries.ts";

const KEPT_DAYS = 90;

/** Drafts that nobody has touched for 90 days hold personal data for no purpose any more. */
export const cleanUpDrafts = defineJob({
  name: "draft.clean-up",
  payload: Type.Object({}),
  // 01:20 in Vietnam.
  cron: "20 18 * * *",
  run: (deps) => deleteDraftsBefore(deps.db, fromEpoch(toEpoch(deps.now()) - KEPT_DAYS * 86_400_000)),
});
