import type { PlainDate } from "../shared/plain-date.ts";
import type { FieldFault } from "./agency.ts";
import type { Role } from "./role.ts";
import { holdsOn, overlaps, type Validity } from "./validity.ts";

/** Somebody stands in for an officer who is away, or an officer hands some of his own work to another. */
export const DELEGATION_KINDS = ["substitution", "delegation"] as const;

export type DelegationKind = (typeof DELEGATION_KINDS)[number];

/** Work that another may do for an officer. Who keeps accounts or inspects is appointed for it, with dates of his own. */
export const DELEGABLE_ROLES = [
  "receiver",
  "handler",
  "appraiser",
  "leader",
  "seal-clerk",
  "control-officer",
] as const satisfies readonly Role[];

export function isDelegable(role: Role): boolean {
  return (DELEGABLE_ROLES as readonly Role[]).includes(role);
}

/** From the first day until the day before `to`; it always has an end. */
interface Span extends Validity {
  readonly to: PlainDate;
}

/** Who does which work for whom in one agency. */
export interface DelegationFacts extends Span {
  readonly kind: DelegationKind;
  readonly agencyId: string;
  /** Whose work it is. */
  readonly principalId: string;
  /** Who does it. */
  readonly substituteId: string;
  readonly roles: readonly Role[];
  /** Why, or by which document. */
  readonly basis: string;
}

interface Held extends Validity {
  readonly roles: readonly Role[];
}

interface Surroundings {
  readonly today: PlainDate;
  /** Appointments of the one whose work it is, in the agency. */
  readonly principal: readonly Held[];
  /** Appointments of the one who is to do it, in the agency. */
  readonly substitute: readonly Held[];
  /** Delegations of either of them that nobody has ended, in whatever agency. */
  readonly others: readonly Omit<DelegationFacts, "kind" | "basis">[];
}

/** The roles of an officer on the day that can be handed over. */
export function rolesToDelegate(appointments: readonly Held[], day: PlainDate): readonly Role[] {
  return appointments.filter((held) => holdsOn(held, day)).flatMap(({ roles }) => roles.filter(isDelegable));
}

/**
 * Every fault of a delegation. Both belong to the agency and the work is the absent officer's own; it goes to one person
 * at a time, and whoever does another's work has nobody doing his own meanwhile, so that nothing is passed on (Bộ luật
 * Dân sự 2015 art. 564).
 */
export function checkDelegation(facts: DelegationFacts, around: Surroundings): readonly FieldFault[] {
  return [...checkSpan(facts, around.today), ...checkPeople(facts, around), ...checkOthers(facts, around.others)];
}

function checkSpan({ from, to, basis }: DelegationFacts, today: PlainDate): readonly FieldFault[] {
  return [
    ...(from < today ? [{ field: "from", code: "delegation-in-past", seen: from }] : []),
    ...(to <= from ? [{ field: "to", code: "delegation-order", seen: to }] : []),
    ...(basis.trim() === "" ? [{ field: "basis", code: "delegation-basis-missing", seen: "" }] : []),
  ];
}

function checkPeople(facts: DelegationFacts, { principal, substitute }: Surroundings): readonly FieldFault[] {
  const { principalId, substituteId, roles, from } = facts;
  if (principalId === substituteId) return [{ field: "substitute", code: "delegation-to-self", seen: "" }];
  const faults: FieldFault[] = [];
  const own = rolesToDelegate(principal, from);
  const foreign = roles.find((role) => !own.includes(role));
  if (own.length === 0) faults.push({ field: "principal", code: "principal-without-work", seen: "" });
  else if (roles.length === 0) faults.push({ field: "roles", code: "roles-missing", seen: "" });
  else if (foreign) faults.push({ field: "roles", code: "role-of-another", seen: foreign });
  if (!substitute.some((held) => holdsOn(held, from)))
    faults.push({ field: "substitute", code: "substitute-of-another-agency", seen: "" });
  return faults;
}

function checkOthers(facts: DelegationFacts, others: Surroundings["others"]): readonly FieldFault[] {
  const { principalId, substituteId, agencyId, roles } = facts;
  const meanwhile = others.filter((other) => overlaps(facts, other));
  const sameWork = meanwhile.some(
    (other) =>
      other.principalId === principalId &&
      other.agencyId === agencyId &&
      other.roles.some((role) => roles.includes(role)),
  );
  if (sameWork) return [{ field: "principal", code: "delegation-overlaps", seen: "" }];
  // Somebody else does the substitute's work, or the absent officer does somebody else's: it would be passed on.
  if (meanwhile.some((other) => other.principalId === substituteId))
    return [{ field: "substitute", code: "substitute-is-away", seen: "" }];
  if (meanwhile.some((other) => other.substituteId === principalId))
    return [{ field: "principal", code: "principal-stands-in", seen: "" }];
  return [];
}

/** When a delegation holds, as a list sorts it. */
export type DelegationState = "current" | "coming" | "past";

/** Whether it holds on the day, will hold, or is over: by its days, or because it was ended. */
export function delegationState(
  { from, to, endedAt }: Span & { readonly endedAt: string | null },
  today: PlainDate,
): DelegationState {
  if (endedAt !== null || to <= today) return "past";
  return from <= today ? "current" : "coming";
}
