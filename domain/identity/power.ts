import { isIdentityNumber } from "../eform/field-check.ts";
import type { FieldFault } from "../organisation/agency.ts";
import { holdsOn, type Validity } from "../organisation/validity.ts";
import type { PlainDate } from "../shared/plain-date.ts";
import { fold } from "../shared/vietnamese-text.ts";

/** A power of attorney that holds today, as its attorney uses it. */
export interface HeldPower {
  readonly id: string;
  readonly ownerName: string;
  readonly ownerIdentity: string;
  /** Codes of procedures; null for all. */
  readonly procedures: readonly string[] | null;
  /** The day after its last. */
  readonly to: PlainDate;
}

/** What its owner writes down: to whom, for what, from the first day until the day before `to`. */
export interface PowerFacts extends Validity {
  readonly to: PlainDate;
  readonly attorneyName: string;
  /** The 12-digit personal number of the one who is empowered. */
  readonly attorneyIdentity: string;
  readonly procedures: readonly string[] | null;
}

interface Surroundings {
  readonly today: PlainDate;
  readonly ownerIdentity: string;
  /** Of the codes that were named, those that no procedure has. */
  readonly unknown: readonly string[];
  /** How many powers of the owner are open: offered, or in force now or later. */
  readonly open: number;
}

/** More than anybody needs, and few enough that nobody is flooded with offers. */
export const MOST_POWERS = 20;

/** Every fault of a power of attorney. It always has an end (Bộ luật Dân sự 2015 art. 563). */
export function checkPower(facts: PowerFacts, around: Surroundings): readonly FieldFault[] {
  const { attorneyName, attorneyIdentity, procedures, from, to } = facts;
  const { today, ownerIdentity, unknown, open } = around;
  return [
    ...faultIf(attorneyName.trim().length < 2, "name", "attorney-name-missing"),
    ...faultIf(!isIdentityNumber(attorneyIdentity), "identityNumber", "attorney-number-form"),
    ...faultIf(attorneyIdentity === ownerIdentity, "identityNumber", "power-to-self"),
    ...faultIf(procedures?.length === 0, "procedures", "power-procedures-missing"),
    ...faultIf(unknown.length > 0, "procedures", "power-procedure-unknown", unknown.join(", ")),
    ...faultIf(from < today, "from", "power-in-past", from),
    ...faultIf(to <= from, "to", "power-order", to),
    ...faultIf(open >= MOST_POWERS, "name", "power-too-many", String(open)),
  ];
}

function faultIf(is: boolean, field: string, code: string, seen = ""): readonly FieldFault[] {
  return is ? [{ field, code, seen }] : [];
}

/** Whether the offer is for this person: the number and, so that a mistyped number tells a stranger nothing, the name. */
export function isOfferedTo(
  { attorneyName, attorneyIdentity }: Pick<PowerFacts, "attorneyName" | "attorneyIdentity">,
  person: { readonly name: string; readonly identityNumber: string },
): boolean {
  return attorneyIdentity === person.identityNumber && fold(attorneyName) === fold(person.name);
}

/** How a power of attorney stands. */
export type PowerState = "offered" | "declined" | "coming" | "current" | "ended" | "revoked";

interface Standing extends Validity {
  readonly answeredAt: string | null;
  readonly accepted: boolean;
  readonly revokedAt: string | null;
}

/** How it stands on the day. */
export function powerState(power: Standing, today: PlainDate): PowerState {
  if (power.revokedAt !== null) return "revoked";
  if (power.answeredAt !== null && !power.accepted) return "declined";
  if (power.to !== null && power.to <= today) return "ended";
  if (power.answeredAt === null) return "offered";
  return holdsOn(power, today) ? "current" : "coming";
}

/** Whether it can still be taken back: it is offered, in force, or will be. */
export function isOpenPower(state: PowerState): boolean {
  return state === "offered" || state === "coming" || state === "current";
}

/** Whether the power is for that procedure. */
export function covers({ procedures }: Pick<HeldPower, "procedures">, code: string): boolean {
  return procedures === null || procedures.includes(code);
}
