import { hasRoleAnywhere, type OfficerActor } from "../../domain/identity/actor.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { administers, listAdministered } from "./administered.ts";
import { findOfficer, listAppointments, type Officer } from "./officer.queries.ts";
import { listScope } from "./organisation.queries.ts";

/**
 * Whether the actor keeps the person and the account: an administrator over every agency where the person has a task,
 * so that nobody appoints a superior at home and then takes over the account.
 */
export async function managesOfficer({ db, actor, now }: UseCase, officerId: string): Promise<boolean> {
  if (actor.kind === "system") return true;
  const today = dateOf(now);
  const all = await listAppointments(db, officerId);
  const open = all.filter(({ to }) => to === null || to > today);
  const agencies = new Set((open.length > 0 ? open : all).map(({ agencyId }) => agencyId));
  for (const agencyId of agencies) if (!(await administers(db, actor, agencyId))) return false;
  return agencies.size > 0;
}

/** The officer, for somebody who keeps that person. Throws 403 `officer-of-another` when only others do, 403, 404. */
export async function getManaged(context: UseCase, officerId: string): Promise<Officer> {
  const { db, actor } = context;
  if (actor.kind !== "system" && !(actor.kind === "officer" && hasRoleAnywhere(actor, "administrator")))
    throw new ApiError(403, "not-your-role");
  const officer = await findOfficer(db, officerId);
  if (!officer) throw notFound();
  if (await managesOfficer(context, officerId)) return officer;
  const kept = await listAdministered(db, actor);
  const shared = (await listAppointments(db, officerId)).some(({ agencyId }) => kept.has(agencyId));
  throw shared ? new ApiError(403, "officer-of-another") : notFound();
}

/** The officer, for a reader in whose scope the person has, had or will have a task. Throws 403, 404. */
export async function getSeen(db: Db, actor: OfficerActor, officerId: string): Promise<Officer> {
  requireOverseer(actor);
  const officer = await findOfficer(db, officerId);
  const scope = await listScope(db, actor.id);
  const seen = (await listAppointments(db, officerId)).some(({ agencyId }) => scope.has(agencyId));
  if (!officer || !seen) throw notFound();
  return officer;
}

/** Whether the officer looks over agencies: administrators, control officers and auditors do. */
export function isOverseer(actor: OfficerActor): boolean {
  return (["administrator", "control-officer", "auditor"] as const).some((role) => hasRoleAnywhere(actor, role));
}

/** Refuses everybody who looks over no agency. Throws 403. */
export function requireOverseer(actor: OfficerActor): void {
  if (!isOverseer(actor)) throw new ApiError(403, "not-your-role");
}
