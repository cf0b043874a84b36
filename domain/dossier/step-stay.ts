import { inKnownYears } from "../calendar/opening.ts";
import { forwardBy } from "../calendar/procedural-deadlines.ts";
import { addWorkingTime, workingTime } from "../calendar/working-time.ts";
import { findStep, type ProcessStep } from "../procedure/process.ts";
import type { Circumstances } from "./circumstances.ts";
import type { Moment } from "../shared/moment.ts";
import { openStays, type Dossier, type StepStay } from "./dossier.ts";
import type { NewStay, StayDeadline } from "./event.ts";
import type { RefusalReason } from "./reasons.ts";
import { spentBefore } from "./worked-time.ts";

export type StartedStay =
  | { readonly ok: true; readonly stay: NewStay }
  | { readonly ok: false; readonly reason: RefusalReason };

type Clock = Pick<Circumstances, "now" | "calendar" | "counterCalendar">;

/**
 * A stay at the step that begins now: at which agency, and when what is left of the step's hours is used up. The counter must
 * have forwarded by the rule of 15:00, whatever hours its step was given (NĐ 61/2018 art. 18).
 */
export function startStay(
  step: ProcessStep,
  dossier: Dossier,
  { now, calendar, counterCalendar, agencyIdOf }: Clock & Pick<Circumstances, "agencyIdOf">,
): StartedStay {
  const agencyId = agencyOf(step, dossier, agencyIdOf);
  if (agencyId === null) return { ok: false, reason: "agency-unknown" };
  if (step.kind === "reception") {
    const by = forwardBy(now, counterCalendar);
    if (!by.ok) return { ok: false, reason: "calendar-year-missing" };
    return { ok: true, stay: { stepKey: step.key, agencyId, officerId: null, dueAt: by.at } };
  }
  if (step.hours === 0) return { ok: true, stay: { stepKey: step.key, agencyId, officerId: null, dueAt: null } };
  const dueAt = inKnownYears(() => {
    const left = step.hours * 3600 - spentBefore(dossier, { stepKey: step.key }, calendar);
    return addWorkingTime(now, Math.max(0, left), calendar);
  });
  if (!dueAt.ok) return { ok: false, reason: "calendar-year-missing" };
  return { ok: true, stay: { stepKey: step.key, agencyId, officerId: null, dueAt: dueAt.value } };
}

function agencyOf({ unit }: ProcessStep, dossier: Dossier, agencyIdOf: (code: string) => string | null): string | null {
  if (unit === "receiving") return dossier.receivingAgencyId;
  return unit === "resolving" ? dossier.resolvingAgencyId : agencyIdOf(unit.agencyCode);
}

export type RenewedStays =
  | { readonly ok: true; readonly stays: readonly StayDeadline[] }
  | { readonly ok: false; readonly reason: RefusalReason };

/** The deadlines of the open stays when a pause that began at `from` ends now: each keeps the working time it had left. */
export function renewStays(
  dossier: Dossier,
  from: Moment,
  clock: Clock & Pick<Circumstances, "process">,
): RenewedStays {
  const renewed = inKnownYears(() => openStays(dossier).flatMap((stay) => renewStay(stay, from, clock)));
  return renewed.ok ? { ok: true, stays: renewed.value } : { ok: false, reason: "calendar-year-missing" };
}

function renewStay(
  { id, stepKey, dueAt }: StepStay,
  from: Moment,
  { now, calendar, counterCalendar, process }: Clock & Pick<Circumstances, "process">,
): readonly StayDeadline[] {
  // What was late before the pause stays late.
  if (dueAt === null || dueAt <= from) return [];
  if (findStep(process, stepKey)?.kind === "reception") {
    const by = forwardBy(now, counterCalendar);
    return by.ok ? [{ id, dueAt: by.at }] : [];
  }
  return [{ id, dueAt: addWorkingTime(now, workingTime(from, dueAt, calendar), calendar) }];
}
