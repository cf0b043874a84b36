import { recomputeDatesAnew } from "./calendar/recompute-dates.job.ts";
import { cleanUpFiles } from "./document/clean-up-files.job.ts";
import { scanHeld } from "./document/scan-held.job.ts";
import { cleanUpDrafts } from "./dossier/filing/clean-up-drafts.job.ts";
import { stopUnsuppliedDaily } from "./dossier/stop-unsupplied.job.ts";
import { linkReadsByMinute } from "./evidence/link-reads.job.ts";
import { sealDaily } from "./evidence/seal-days.job.ts";
import { deliverOutbox } from "./exchange/deliver-outbox.job.ts";
import { cleanUpSignIns } from "./identity/clean-up-sign-ins.job.ts";
import { refreshScopeByDate } from "./organisation/refresh-scope.job.ts";
import type { Job } from "./platform/jobs/job.ts";

/** Everything that a worker runs, as `app.ts` is everything that is served. */
export const jobs: readonly Job[] = [
  recomputeDatesAnew,
  refreshScopeByDate,
  stopUnsuppliedDaily,
  cleanUpDrafts,
  cleanUpSignIns,
  deliverOutbox,
  scanHeld,
  linkReadsByMinute,
  sealDaily,
  cleanUpFiles,
];
