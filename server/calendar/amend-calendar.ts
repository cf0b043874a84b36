import type { CalendarAmendment } from "../../domain/calendar/amendment.ts";
import { hasRole, hasRoleAnywhere, type OfficerActor } from "../../domain/identity/actor.ts";
import type { Db } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { getChain, listRootAgencyIds, saveAmendment } from "./calendar.queries.ts";

/**
 * Changes the calendar of an agency or of the province, on the basis of a document. Administrators only: of that
 * agency or one above it, and for the province of a topmost agency. Throws 403, 404, or 422 without a basis.
 */
export async function amendCalendar(
  { db, actor, now }: UseCase<OfficerActor>,
  amendment: CalendarAmendment,
): Promise<void> {
  await requireCalendarAdministrator(db, actor, amendment.agencyId);
  if (amendment.basis.trim() === "") throw new ApiError(422, "basis-missing");
  if (amendment.agencyId !== null && amendment.confirmYears.length > 0) throw new ApiError(422, "years-are-provincial");
  await db.transaction().execute((tx) => saveAmendment(tx, amendment, { officerId: actor.id, at: now }));
}

/** Refuses everybody but an administrator over that calendar; others do not learn whether the agency exists. */
export async function requireCalendarAdministrator(
  db: Db,
  actor: OfficerActor,
  agencyId: string | null,
): Promise<void> {
  if (!hasRoleAnywhere(actor, "administrator")) throw new ApiError(403, "not-your-role");
  const over = agencyId === null ? await listRootAgencyIds(db) : (await getChain(db, agencyId)).agencyIds;
  if (over.some((id) => hasRole(actor, "administrator", id))) return;
  throw agencyId === null ? new ApiError(403, "not-your-role") : notFound();
}
