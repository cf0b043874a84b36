import { hasRole, inOwnName, type OfficerActor } from "../../domain/identity/actor.ts";
import {
  checkDelegation,
  delegationState,
  rolesToDelegate,
  type DelegationFacts,
} from "../../domain/organisation/delegation.ts";
import { lastDayOf } from "../../domain/organisation/validity.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { inTransaction, type Db } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { isId, newId } from "../platform/ids.ts";
import type { UseCase } from "../platform/use-case.ts";
import { administers, listAdministered } from "./administered.ts";
import { insertChange } from "./change-log.queries.ts";
import {
  endDelegationRow,
  insertDelegation,
  listUnended,
  lockDelegation,
  type Delegation,
} from "./delegation.queries.ts";
import { refuseFaults } from "./field-faults.ts";
import { isOverseer } from "./managed-officer.ts";
import { findOfficer, listAppointments, lockOfficer } from "./officer.queries.ts";
import { getAgency, listScope } from "./organisation.queries.ts";

/** Without roles, all that can be handed over. */
export type NewDelegation = Omit<DelegationFacts, "roles"> & { readonly roles: DelegationFacts["roles"] | null };

/**
 * Hands the work of one officer of an agency to another for some days. Throws 403, 404 for an agency or an officer that
 * are not this leader's or administrator's to arrange, 422 with every fault.
 */
export async function makeDelegation(context: UseCase<OfficerActor>, wanted: NewDelegation): Promise<string> {
  const { actor, now } = context;
  const { agencyId, principalId, substituteId } = wanted;
  await requireKeeper(context.db, actor, agencyId);
  refuseFaults([
    ...(isId(principalId) ? [] : [{ field: "principal", code: "officer-not-chosen", seen: principalId }]),
    ...(isId(substituteId) ? [] : [{ field: "substitute", code: "officer-not-chosen", seen: substituteId }]),
  ]);
  return inTransaction(context.db, async (tx) => {
    // Always in the same order: what each of them hands over or takes on is decided by one person at a time.
    for (const id of [...new Set([principalId, substituteId])].toSorted())
      if (!(await lockOfficer(tx, id))) throw notFound();
    const here = async (id: string) =>
      (await listAppointments(tx, id)).filter((appointment) => appointment.agencyId === agencyId);
    const principal = await here(principalId);
    const roles = [...new Set(wanted.roles ?? rolesToDelegate(principal, wanted.from))];
    const facts = { ...wanted, basis: wanted.basis.trim().normalize("NFC"), roles };
    const around = { today: dateOf(now), principal, substitute: await here(substituteId) };
    refuseFaults(checkDelegation(facts, { ...around, others: await listUnended(tx, [principalId, substituteId]) }));
    const id = newId();
    await insertDelegation(tx, { ...facts, id, madeAt: now, madeBy: actor.name });
    await logChange({ db: tx, actor, now }, "delegation-made", facts);
    return id;
  });
}

/**
 * Ends a delegation at once, before its last day; what was done by it stands. Whoever may make it may end it, and so may
 * the officer whose work it is. Throws 403, 404, 409 `delegation-over`, 422 `reason-missing`.
 */
export async function endDelegation(context: UseCase<OfficerActor>, id: string, reason: string): Promise<void> {
  const { actor, now } = context;
  await inTransaction(context.db, async (tx) => {
    const found = await lockDelegation(tx, id, dateOf(now));
    if (!found || !(await seesDelegation(tx, actor, found))) throw notFound();
    if (found.principal.id !== actor.id && !(await keeps(tx, actor, found.agency.id)))
      throw new ApiError(403, "not-your-role");
    if (delegationState(found, dateOf(now)) === "past") throw new ApiError(409, "delegation-over");
    const said = reason.trim().normalize("NFC");
    refuseFaults(said === "" ? [{ field: "reason", code: "reason-missing", seen: "" }] : []);
    await endDelegationRow(tx, id, { at: now, by: actor.name, reason: said });
    const facts = { ...found, agencyId: found.agency.id, principalId: found.principal.id };
    await logChange({ db: tx, actor, now }, "delegation-ended", {
      ...facts,
      substituteId: found.substitute.id,
      basis: said,
    });
  });
}

/** Whether the officer arranges the work of the agency: its leader in his own name, or an administrator over it. */
export async function keeps(db: Db, actor: OfficerActor, agencyId: string): Promise<boolean> {
  return hasRole(inOwnName(actor), "leader", agencyId) || administers(db, actor, agencyId);
}

/** The agencies whose work the officer arranges. */
export async function listKept(db: Db, actor: OfficerActor): Promise<ReadonlySet<string>> {
  const led = inOwnName(actor).appointments.filter(({ roles }) => roles.has("leader"));
  return new Set([...led.map(({ agencyId }) => agencyId), ...(await listAdministered(db, actor))]);
}

/** The agencies all of whose delegations the officer may read: those he arranges or looks over. */
export async function listShown(db: Db, actor: OfficerActor): Promise<ReadonlySet<string>> {
  const kept = await listKept(db, actor);
  return isOverseer(actor) ? new Set([...kept, ...(await listScope(db, actor.id))]) : kept;
}

/** Whether the officer may read it: it is his own, or of an agency that he arranges or looks over. */
export async function seesDelegation(db: Db, actor: OfficerActor, one: Delegation): Promise<boolean> {
  if ([one.principal.id, one.substitute.id].includes(actor.id)) return true;
  return (await listShown(db, actor)).has(one.agency.id);
}

async function requireKeeper(db: Db, actor: OfficerActor, agencyId: string): Promise<void> {
  if (isId(agencyId) && (await keeps(db, actor, agencyId))) return;
  const elsewhere = (await listKept(db, actor)).size > 0;
  throw elsewhere ? notFound() : new ApiError(403, "not-your-role");
}

type Logged = Omit<DelegationFacts, "kind">;

async function logChange(context: UseCase, action: string, facts: Logged): Promise<void> {
  const { agencyId, principalId, substituteId, roles, from, to, basis } = facts;
  const agency = await getAgency(context.db, agencyId);
  const substitute = await findOfficer(context.db, substituteId);
  const after = { agency: agency.code, substitute: substitute?.name, roles, from, lastDay: lastDayOf(to) };
  await insertChange(context, { action, agencyId, officerId: principalId, before: null, after, basis });
}
