import Type from "typebox";
import { defineJob } from "../platform/jobs/job.ts";
import { RECOMPUTE_DATES } from "./recompute-job-name.ts";
import { recomputeDates } from "./recompute-dates.ts";

/** Reckons the dates of open dossiers anew after an amendment; what a worker leaves undone the next one takes up. */
export const recomputeDatesAnew = defineJob({
  ...RECOMPUTE_DATES,
  payload: Type.Object({}),
  atStart: true,
  run: async (deps, _payload, signal) => {
    const failures: string[] = [];
    await recomputeDates({
      db: deps.db,
      now: () => deps.now(),
      stopped: () => signal?.aborted ?? false,
      failed: (dossierId, error) => failures.push(`${dossierId}: ${error instanceof Error ? error.message : "?"}`),
    });
    // The others are done; the amendment's page counts these, and the log says why.
    if (failures.length > 0) throw new Error(`Dates not reckoned anew: ${failures.slice(0, 20).join("; ")}`);
  },
});
