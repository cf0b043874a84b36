import type { ProcessStep } from "../procedure/process.ts";
import type { Circumstances } from "./circumstances.ts";
import type { Dossier } from "./dossier.ts";
import type { NewStay } from "./event.ts";
import type { RefusalReason } from "./reasons.ts";
import { stayDueAt, type StepClock } from "./stay-deadline.ts";

export type StartedStay =
  | { readonly ok: true; readonly stay: NewStay }
  | { readonly ok: false; readonly reason: RefusalReason };

/** A stay at the step that begins now: at which agency, and when what is left of the step's time is used up. */
export function startStay(
  step: ProcessStep,
  dossier: Dossier,
  { now, agencyIdOf, ...clock }: StepClock & Pick<Circumstances, "now" | "agencyIdOf">,
): StartedStay {
  const agencyId = agencyOf(step, dossier, agencyIdOf);
  if (agencyId === null) return { ok: false, reason: "agency-unknown" };
  const due = stayDueAt({ stepKey: step.key, startedAt: now }, dossier, clock);
  if (!due.ok) return { ok: false, reason: due.reason };
  return { ok: true, stay: { stepKey: step.key, agencyId, officerId: null, dueAt: due.dueAt } };
}

function agencyOf({ unit }: ProcessStep, dossier: Dossier, agencyIdOf: (code: string) => string | null): string | null {
  if (unit === "receiving") return dossier.receivingAgencyId;
  return unit === "resolving" ? dossier.resolvingAgencyId : agencyIdOf(unit.agencyCode);
}
