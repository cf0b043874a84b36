import Type from "typebox";
import { defineJob } from "../platform/jobs/job.ts";
import { refreshScope } from "./organisation.queries.ts";

/** Who may see what follows the date: appointments that begin or end today take effect just after midnight. */
export const refreshScopeByDate = defineJob({
  name: "organisation.refresh-scope",
  payload: Type.Object({}),
  // Every hour, so also one minute past midnight in Vietnam.
  cron: "1 * * * *",
  atStart: true,
  run: ({ db }) => refreshScope(db),
});
