import { computeDue, type DueAnswer } from "../calendar/due-date.ts";
import type { Pause } from "../calendar/time-limit.ts";
import { cleanForm, validateForm } from "../eform/parse-form.ts";
import { isOfficer } from "../identity/actor.ts";
import type { Moment } from "../shared/moment.ts";
import { no, yes, type Answer } from "./answer.ts";
import type { Circumstances } from "./circumstances.ts";
import type { DossierCommand } from "./command.ts";
import type { Dossier } from "./dossier.ts";
import type { DossierFact, StayDeadline } from "./event.ts";
import { supplementWait } from "./supplement-wait.ts";
import { movedStays } from "./stay-deadline.ts";

/**
 * The person, or the counter for him, brings what was asked for while it is waited for; the clock runs again. Asked
 * once, he answers once: a paper that was asked for comes, or it is explained why not; a corrected declaration passes
 * the form's own checks.
 */
export function supply(
  dossier: Dossier,
  { papers, answers, note }: Extract<DossierCommand, { action: "supply" }>,
  c: Circumstances,
): Answer {
  if (supplementWait(dossier, c) === "over") return no("supplement-overdue");
  if (papers.length === 0 && !answers && !note.trim()) return no("papers-missing");
  // An original is handed over at a counter; online there are only files.
  const atCounter = isOfficer(c.actor);
  if (!atCounter && papers.some(({ keptOriginals }) => keptOriginals > 0)) return no("originals-not-online");
  if (papers.some(({ documentIds, keptOriginals }) => documentIds.length + keptOriginals === 0))
    return no("papers-missing");
  if (papers.some(({ componentCode }) => !c.componentCodes.has(componentCode))) return no("component-unknown");
  const brought = new Set(papers.map(({ componentCode }) => componentCode));
  if (!note.trim() && askedPapers(dossier).some((code) => !brought.has(code))) return no("asked-papers-missing");
  const declared = answers && c.eform ? cleanForm(c.eform, answers) : null;
  if (answers && !(c.eform && declared && validateForm(c.eform, declared).length === 0)) return no("answers-faulty");
  return resumed(dossier, c, (again) => ({ type: "supplied", papers, answers: declared, note, ...again }));
}

/** Codes of the components that the open request for a supplement names, each once. */
export function askedPapers({ supplement }: Dossier): readonly string[] {
  return [...new Set(supplement?.reasons.flatMap(({ componentCode }) => componentCode ?? []))];
}

/** The money has come: the number of its receipt is kept, and what was left of the limit makes the second appointment. */
export function confirmPayment(dossier: Dossier, receipt: string, c: Circumstances): Answer {
  if (!receipt.trim()) return no("receipt-missing");
  return resumed(dossier, c, (again) => ({ type: "payment-confirmed", receipt: receipt.trim(), ...again }));
}

interface Again {
  readonly dueAt: Moment | null;
  readonly stays: readonly StayDeadline[];
}

/** The clock runs on after a pause, the steps' own with it; before reception there is none. */
function resumed(dossier: Dossier, c: Circumstances, fact: (again: Again) => DossierFact): Answer {
  const moved = movedStays(dossier, pausesUntil(dossier, c.now), c);
  if (!moved.ok) return no(moved.reason);
  const { stays } = moved;
  const due = dueNow(dossier, c);
  if (due === null) return yes(fact({ dueAt: dossier.dueAt, stays }));
  if (!due.ok) return no("calendar-year-missing");
  // A date that was promised in an apology is kept unless the pause moves it later still.
  const promised = dossier.apology?.newDueAt ?? null;
  return yes(fact({ dueAt: promised && due.due && promised > due.due ? promised : due.due, stays }));
}

/** The due date of a received dossier whose open pause, if any, ends now; null when it has none. */
function dueNow(dossier: Dossier, { now, calendar }: Pick<Circumstances, "now" | "calendar">): DueAnswer | null {
  const { receivedAt, limit, supplementPolicy } = dossier;
  if (receivedAt === null || limit === null) return null;
  const pauses = pausesUntil(dossier, now);
  return computeDue({ received: receivedAt, limit, policy: supplementPolicy, pauses }, calendar);
}

function pausesUntil({ pauses }: Dossier, now: Moment): readonly Pause[] {
  return pauses.map((pause) => (pause.to === null ? { ...pause, to: now } : pause));
}
