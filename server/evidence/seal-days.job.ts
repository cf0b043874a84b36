import Type from "typebox";
import { defineJob } from "../platform/jobs/job.ts";
import { sealDays } from "./seal-days.ts";

/** The root over all chains of the day that has ended, and of days on which nothing was running. */
export const sealDaily = defineJob({
  name: "evidence.seal",
  payload: Type.Object({}),
  // 00:20 in Vietnam.
  cron: "20 17 * * *",
  atStart: true,
  run: async (deps) => {
    await sealDays(deps.db, deps.now());
  },
});
