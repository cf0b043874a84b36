import { inKnownYears } from "../calendar/opening.ts";
import { addWorkingTime } from "../calendar/working-time.ts";
import type { ProcessStep } from "../procedure/process.ts";
import type { Circumstances } from "./circumstances.ts";
import type { Dossier } from "./dossier.ts";
import type { NewStay } from "./event.ts";
import type { RefusalReason } from "./reasons.ts";

export type StartedStay =
  | { readonly ok: true; readonly stay: NewStay }
  | { readonly ok: false; readonly reason: RefusalReason };

/** A stay at the step that begins now: at which agency, and when the step's own hours are used up. */
export function startStay(
  step: ProcessStep,
  dossier: Dossier,
  { now, calendar, agencyIdOf }: Pick<Circumstances, "now" | "calendar" | "agencyIdOf">,
): StartedStay {
  const agencyId = agencyOf(step, dossier, agencyIdOf);
  if (agencyId === null) return { ok: false, reason: "agency-unknown" };
  if (step.hours === 0) return { ok: true, stay: { stepKey: step.key, agencyId, officerId: null, dueAt: null } };
  const dueAt = inKnownYears(() => addWorkingTime(now, step.hours * 3600, calendar));
  if (!dueAt.ok) return { ok: false, reason: "calendar-year-missing" };
  return { ok: true, stay: { stepKey: step.key, agencyId, officerId: null, dueAt: dueAt.value } };
}

function agencyOf({ unit }: ProcessStep, dossier: Dossier, agencyIdOf: (code: string) => string | null): string | null {
  if (unit === "receiving") return dossier.receivingAgencyId;
  return unit === "resolving" ? dossier.resolvingAgencyId : agencyIdOf(unit.agencyCode);
}
