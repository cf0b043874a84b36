import Type from "typebox";
import { defineJob } from "../platform/jobs/job.ts";
import { stopUnsupplied } from "./stop-unsupplied.ts";

/** Dossiers for which nothing was supplied in fifteen working days are stopped at the beginning of the day. */
export const stopUnsuppliedDaily = defineJob({
  name: "dossier.stop-unsupplied",
  payload: Type.Object({}),
  // 07:10 in Vietnam.
  cron: "10 0 * * *",
  atStart: true,
  run: async (deps) => {
    await stopUnsupplied({ db: deps.db, now: deps.now() });
  },
});
