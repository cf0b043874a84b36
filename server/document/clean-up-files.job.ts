import Type from "typebox";
import { fromEpoch, toEpoch, type Moment } from "../../domain/shared/moment.ts";
import type { Deps } from "../platform/deps.ts";
import { defineJob } from "../platform/jobs/job.ts";
import { holdDigests } from "./arrival.queries.ts";
import { deleteOrphans, forgetBytes, listOldArrivals, listOrphans } from "./orphan.queries.ts";
import { deleteExpired } from "./upload.queries.ts";

/** A form that was left open may still name what was brought with it. */
const ORPHAN_DAYS = 7;
const ARRIVAL_DAYS = 1;
const AT_ONCE = 200;

/**
 * Removes what nobody has a use for: uploads that were not finished within a day, files that no dossier and no draft
 * has named within seven days, and bytes that a crash left without a row.
 */
export const cleanUpFiles = defineJob({
  name: "document.clean-up",
  payload: Type.Object({}),
  // 02:00 in Vietnam.
  cron: "0 19 * * *",
  run: cleanUp,
});

async function cleanUp(deps: Deps): Promise<void> {
  const now = deps.now();
  const before = (days: number): Moment => fromEpoch(toEpoch(now) - days * 86_400_000);
  await deleteExpired(deps.db, now);
  for (;;) {
    const found = await listOrphans(deps.db, before(ORPHAN_DAYS), AT_ONCE);
    const digests = await deps.db.transaction().execute((tx) => deleteOrphans(tx, found, before(ORPHAN_DAYS)));
    for (const digest of new Set(digests)) await removeBytes(deps, digest, before(ARRIVAL_DAYS));
    // What somebody is naming just now is left to the next night.
    if (digests.length === 0) break;
  }
  for (const digest of await listOldArrivals(deps.db, before(ARRIVAL_DAYS)))
    await removeBytes(deps, digest, before(ARRIVAL_DAYS));
}

async function removeBytes({ db, files }: Deps, digest: string, before: Moment): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await holdDigests(tx, [digest]);
    if (await forgetBytes(tx, digest, before)) await files.remove(digest);
  });
}
