import Type from "typebox";
import { defineJob } from "../platform/jobs/job.ts";
import { linkReads } from "./link-reads.ts";

/** Chains the rows that the access log has gained in the last minute. */
export const linkReadsByMinute = defineJob({
  name: "evidence.link-reads",
  payload: Type.Object({}),
  cron: "* * * * *",
  atStart: true,
  run: async (deps) => {
    await linkReads(deps.db, deps.now());
  },
});
