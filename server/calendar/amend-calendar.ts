import type { CalendarAmendment } from "../../domain/calendar/amendment.ts";
import { checkAmendment } from "../../domain/calendar/check-amendment.ts";
import { hasRole, hasRoleAnywhere, type OfficerActor } from "../../domain/identity/actor.ts";
import type { Db } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { wake } from "../platform/jobs/job.ts";
import { newId } from "../platform/ids.ts";
import type { UseCase } from "../platform/use-case.ts";
import { listAmendmentsAfter, lockCalendarVersion, saveAmendment } from "./amendment.queries.ts";
import { getChain, listRootAgencyIds } from "./calendar.queries.ts";
import { RECOMPUTE_DATES } from "./recompute-job-name.ts";
import { insertRecompute } from "./recompute.queries.ts";

const MOST_TOLD = 20;

/**
 * Changes the calendar of an agency or of the province, on the basis of a document, and orders the dates of open
 * dossiers to be reckoned anew; answers with the amendment's number. `seenVersion` is the version that the
 * administrator looked at; null takes any. Administrators only: of that agency or one above it, and for the province
 * of a topmost agency. Throws 403, 404, 409 `calendar-changed-meanwhile` with what changed, 422 with every fault.
 */
export async function amendCalendar(
  { db, actor, now }: UseCase<OfficerActor>,
  amendment: CalendarAmendment,
  seenVersion: string | null = null,
): Promise<number> {
  const faults = checkAmendment(amendment);
  const agencyId = await requireCalendarAdministrator(db, actor, amendment.agencyId);
  if (faults[0]) throw new ApiError(422, faults[0].code, { faults });
  return db.transaction().execute(async (tx) => {
    await refuseStale(tx, seenVersion);
    const by = { id: actor.id, name: actor.name, at: now };
    const amendmentId = await saveAmendment(tx, amendment, by);
    await insertRecompute(tx, {
      id: newId(),
      amendmentId,
      agencyId: amendment.agencyId,
      basis: amendment.basis,
      actor: { id: actor.id, name: actor.name, agencyId },
      orderedAt: now,
    });
    await wake(tx, RECOMPUTE_DATES);
    return amendmentId;
  });
}

async function refuseStale(tx: Db, seen: string | null): Promise<void> {
  const version = await lockCalendarVersion(tx);
  if (seen === null || seen === version) return;
  const changes = await listAmendmentsAfter(
    tx,
    Math.min(Number.parseInt(seen, 10) || 0, Number.MAX_SAFE_INTEGER),
    MOST_TOLD,
  );
  throw new ApiError(409, "calendar-changed-meanwhile", {
    version,
    changes: changes.map(({ at, by, basis, agencyId }) => ({ at, by, basis, agencyId })),
  });
}

/**
 * Refuses everybody but an administrator over that calendar, and answers with the agency for which he acts; others do
 * not learn whether the agency exists.
 */
export async function requireCalendarAdministrator(
  db: Db,
  actor: OfficerActor,
  agencyId: string | null,
): Promise<string> {
  if (!hasRoleAnywhere(actor, "administrator")) throw new ApiError(403, "not-your-role");
  const over = agencyId === null ? await listRootAgencyIds(db) : (await getChain(db, agencyId)).agencyIds;
  const own = over.find((id) => hasRole(actor, "administrator", id));
  if (own !== undefined) return own;
  throw agencyId === null ? new ApiError(403, "not-your-role") : notFound();
}
