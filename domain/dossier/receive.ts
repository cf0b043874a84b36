import { computeDue } from "../calendar/due-date.ts";
import { no, yes, type Answer } from "./answer.ts";
import type { Circumstances } from "./circumstances.ts";
import type { Dossier } from "./dossier.ts";
import { startStay } from "./step-stay.ts";

/** Reception starts the clock: the appointment is fixed here, by the calendar of that moment (form 01). */
export function receive(dossier: Dossier, keptOriginals: Readonly<Record<string, number>>, c: Circumstances): Answer {
  const { limit, supplementPolicy } = c.terms;
  const due = limit ? computeDue({ received: c.now, limit, policy: supplementPolicy, pauses: [] }, c.calendar) : null;
  if (due && !due.ok) return no("calendar-year-missing");
  const first = c.process.steps.find((step) => step.kind === "reception");
  const stay = first && startStay(first, dossier, c);
  if (!stay) return no("no-such-step");
  if (!stay.ok) return no(stay.reason);
  const dueAt = due?.due ?? null;
  return yes({ type: "received", code: c.newCode, limit, supplementPolicy, dueAt, stay: stay.stay, keptOriginals });
}
