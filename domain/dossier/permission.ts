import { capacitiesOf, hasRole, type Actor, type CitizenActor, type OfficerActor } from "../identity/actor.ts";
import { findStep, type Process } from "../procedure/process.ts";
import { ACTION_TABLE, DOSSIER_ACTIONS, type ActionRule, type Place } from "./action-table.ts";
import type { DossierAction } from "./command.ts";
import { involvedAgencies, openStays, type Dossier, type StepStay } from "./dossier.ts";
import { bundlePlace } from "./paper-bundle.ts";
import type { RefusalReason } from "./reasons.ts";

/** The open stays in which the officer may take the action, in his own name or for somebody else. */
export function staysFor(
  action: DossierAction,
  dossier: Dossier,
  officer: OfficerActor,
  process: Process,
): readonly StepStay[] {
  const capacities = capacitiesOf(officer);
  return openStays(dossier).filter((stay) => capacities.some((as) => mayTake(action, stay, as, process)));
}

function mayTake(action: DossierAction, stay: StepStay, officer: OfficerActor, process: Process): boolean {
  const rule = ACTION_TABLE[action];
  const step = findStep(process, stay.stepKey);
  if (!step || !rule.steps?.includes(step.kind)) return false;
  if (action === "assign") return hasRole(officer, "leader", stay.agencyId);
  // A named officer keeps the work; colleagues do not take it by accident. Leaders may always reassign.
  if (stay.officerId !== null && stay.officerId !== officer.id) return false;
  return (
    rule.by.some(({ role, at }) => at === "step" && role === step.role) && hasRole(officer, step.role, stay.agencyId)
  );
}

/** Why this actor may not take the action on this dossier now, or null when he may. */
export function refusal(action: DossierAction, dossier: Dossier, actor: Actor, process: Process): RefusalReason | null {
  const rule = ACTION_TABLE[action];
  const who = whoRefusal(action, dossier, actor, process);
  if (who === "another-agency") return who;
  if (!rule.from.includes(dossier.status)) return "wrong-status";
  return who ?? needRefusal(action, dossier);
}

/** What this actor may do with this dossier now. The API sends it; a screen shows no other button. */
export function allowedActions(dossier: Dossier, actor: Actor, process: Process): readonly DossierAction[] {
  return DOSSIER_ACTIONS.filter((action) => refusal(action, dossier, actor, process) === null);
}

function whoRefusal(action: DossierAction, dossier: Dossier, actor: Actor, process: Process): RefusalReason | null {
  const rule = ACTION_TABLE[action];
  if (actor.kind === "system") return rule.system ? null : "not-your-role";
  if (actor.kind === "citizen") {
    if (!isApplicant(dossier, actor)) return "another-agency";
    return rule.applicant ? null : "not-your-role";
  }
  const reasons = capacitiesOf(actor).map((as) => officerRefusal(action, dossier, as, process));
  // What comes nearest to being allowed says best what is missing.
  return NEAREST_FIRST.find((reason) => reasons.includes(reason)) ?? null;
}

const NEAREST_FIRST = [null, "step-not-yours", "not-your-role", "another-agency"] as const;

function officerRefusal(
  action: DossierAction,
  dossier: Dossier,
  officer: OfficerActor,
  process: Process,
): (typeof NEAREST_FIRST)[number] {
  const rule = ACTION_TABLE[action];
  if (!touches(dossier, officer)) return "another-agency";
  if (rule.by.some(({ role, at }) => at !== "step" && agenciesAt(at, dossier).some((id) => hasRole(officer, role, id))))
    return null;
  if (staysFor(action, dossier, officer, process).length > 0) return null;
  return mightAct(rule, officer) && rule.steps ? "step-not-yours" : "not-your-role";
}

/**
 * As whom the officer takes the action: in his own name where he may, else for the first for whom he may; with a stay, for
 * the one whose step it is. Anybody else acts in his own name.
 */
export function capacityFor(
  action: DossierAction,
  dossier: Dossier,
  actor: Actor,
  { process, stayId }: { readonly process: Process; readonly stayId: number | undefined },
): Actor {
  if (actor.kind !== "officer") return actor;
  const able = capacitiesOf(actor).filter((as) => whoRefusal(action, dossier, as, process) === null);
  const there = able.find((as) => staysFor(action, dossier, as, process).some(({ id }) => id === stayId));
  return there ?? able[0] ?? actor;
}

/** Whether the person is the dossier's applicant or filed it; by a power of attorney only as long as that holds. */
export function isApplicant(
  { applicant, submittedBy, authorisation }: Dossier,
  { id, identityNumber, powers = [] }: Pick<CitizenActor, "id" | "identityNumber" | "powers">,
): boolean {
  if (applicant.identityNumber === identityNumber) return true;
  if (submittedBy.id !== id) return false;
  const powerId = authorisation?.powerId;
  return powerId === undefined || powers.some((power) => power.id === powerId);
}

function mightAct({ by }: ActionRule, officer: OfficerActor): boolean {
  return officer.appointments.some(({ roles }) => by.some(({ role }) => roles.has(role)));
}

function touches(dossier: Dossier, officer: OfficerActor): boolean {
  const agencies = involvedAgencies(dossier);
  return officer.appointments.some(({ agencyId }) => agencies.includes(agencyId));
}

function agenciesAt(place: Exclude<Place, "step">, dossier: Dossier): readonly string[] {
  if (place === "receiving") return [dossier.receivingAgencyId];
  if (place === "resolving") return [dossier.resolvingAgencyId];
  if (place === "involved") return involvedAgencies(dossier);
  if (place === "addressee") return dossier.custody?.inTransitTo ? [dossier.custody.inTransitTo] : [];
  return dossier.consultations.filter(({ answer }) => answer === null).map(({ agencyId }) => agencyId);
}

function needRefusal(action: DossierAction, dossier: Dossier): RefusalReason | null {
  switch (action) {
    case "request-supplement":
      // Once in the whole life of a dossier (NĐ 61/2018 art. 11.2.c, NĐ 118/2025 art. 11).
      return dossier.supplement ? "supplement-already-requested" : null;
    case "apologise":
      if (dossier.dueAt === null) return "no-due-date";
      return dossier.apology ? "apology-already-made" : null;
    case "take-papers":
      return dossier.custody?.inTransitTo ? null : "no-papers-on-the-way";
    case "return-papers":
      return dossier.custody && bundlePlace(dossier.custody) === dossier.receivingAgencyId ? null : "no-papers-here";
    case "withdraw":
    case "stop":
      return dossier.approvedBy || dossier.signedBy ? "decision-already-made" : null;
    default:
      return null;
  }
}
