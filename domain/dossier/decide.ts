import { computeDue, type DueAnswer } from "../calendar/due-date.ts";
import { apologyDeadline } from "../calendar/procedural-deadlines.ts";
import { addWorkingTime } from "../calendar/working-time.ts";
import { inKnownYears } from "../calendar/opening.ts";
import { isOfficer, type Actor } from "../identity/actor.ts";
import type { Moment } from "../shared/moment.ts";
import type { DossierCommand } from "./command.ts";
import type { CodedReason, Dossier } from "./dossier.ts";
import type { DossierEvent, DossierFact } from "./event.ts";
import type { Circumstances } from "./circumstances.ts";
import { moveOn } from "./move-on.ts";
import { refusal } from "./permission.ts";
import { REFUSAL_CODES, SUPPLEMENT_REASONS, type RefusalReason } from "./reasons.ts";
import { startStay } from "./step-stay.ts";

export type Decision =
  | { readonly ok: true; readonly event: DossierEvent }
  | { readonly ok: false; readonly reason: RefusalReason };

type Answer =
  | { readonly ok: true; readonly fact: DossierFact }
  | { readonly ok: false; readonly reason: RefusalReason };

const yes = (fact: DossierFact): Answer => ({ ok: true, fact });
const no = (reason: RefusalReason): Answer => ({ ok: false, reason });

/**
 * What a command does to a dossier: the event to append, or why not. Pure; the caller locks, saves and appends.
 */
export function decide(dossier: Dossier, command: DossierCommand, circumstances: Circumstances): Decision {
  const reason = refusal(command.action, dossier, circumstances.actor, circumstances.process);
  if (reason) return { ok: false, reason };
  const answer = answerTo(dossier, command, circumstances);
  if (!answer.ok) return answer;
  const { actor, now } = circumstances;
  return {
    ok: true,
    event: {
      dossierId: dossier.id,
      version: dossier.version + 1,
      at: now,
      actor: { kind: actor.kind, id: actor.id, name: actor.name },
      agencyId: actingAgency(dossier, circumstances),
      dueBefore: dossier.dueAt,
      dueAfter: dueAfter(dossier, answer.fact),
      fact: answer.fact,
    },
  };
}

function dueAfter(dossier: Dossier, fact: DossierFact): Moment | null {
  if (fact.type === "apologised") return fact.newDueAt;
  return "dueAt" in fact && fact.type !== "consulted" ? fact.dueAt : dossier.dueAt;
}

/** The agency for which the actor acts: one where the dossier is, before any other of his. */
function actingAgency(dossier: Dossier, { actor }: Circumstances): string | null {
  if (!isOfficer(actor)) return null;
  const own = actor.appointments.map(({ agencyId }) => agencyId);
  const near = [
    ...dossier.stays.filter((stay) => stay.endedAt === null).map((s) => s.agencyId),
    dossier.receivingAgencyId,
  ];
  return near.find((id) => own.includes(id)) ?? own[0] ?? null;
}

function answerTo(dossier: Dossier, command: DossierCommand, c: Circumstances): Answer {
  switch (command.action) {
    case "receive":
      return receive(dossier, command.keptOriginals ?? {}, c);
    case "refuse-reception":
      return coded(command.reasons, REFUSAL_CODES) ?? yes({ type: "reception-refused", reasons: command.reasons });
    case "request-supplement":
      return (
        coded(command.reasons, SUPPLEMENT_REASONS) ?? yes({ type: "supplement-requested", reasons: command.reasons })
      );
    case "supply": {
      if (command.papers.length === 0 && !command.answers && !command.note.trim()) return no("papers-missing");
      const { papers, answers, note } = command;
      return resumed(dossier, c, (dueAt) => ({ type: "supplied", papers, answers, note, dueAt }));
    }
    case "request-payment":
      return command.items.length > 0 && command.items.every(({ amount }) => amount > 0)
        ? yes({ type: "payment-requested", items: command.items })
        : no("payment-amount-missing");
    case "confirm-payment":
      return resumed(dossier, c, (dueAt) => ({ type: "payment-confirmed", receipt: command.receipt, dueAt }));
    case "consult":
      return consult(dossier, command, c);
    case "answer": {
      const asked = dossier.consultations.find(({ id }) => id === command.consultationId);
      const { consultationId, answer } = command;
      if (!asked || asked.answer !== null || !worksAt(c.actor, asked.agencyId)) return no("no-such-consultation");
      return answer.trim() ? yes({ type: "consultation-answered", consultationId, answer }) : no("note-missing");
    }
    case "assign":
    case "forward":
    case "return-to-step":
    case "propose-result":
    case "approve":
    case "sign":
    case "finish":
      return moveOn(dossier, command, c);
    case "apologise":
      return apologise(dossier, command, c);
    case "withdraw":
      return command.reason.trim() ? yes({ type: "withdrawn", reason: command.reason }) : no("note-missing");
    case "stop":
      return command.reason.trim() ? yes({ type: "stopped", reason: command.reason }) : no("note-missing");
    case "hand-out":
      return command.receiver.trim()
        ? yes({ type: "handed-out", receiver: command.receiver, method: command.method })
        : no("note-missing");
    case "correct":
      return command.note.trim()
        ? yes({ type: "corrected", note: command.note, documentIds: command.documentIds })
        : no("note-missing");
  }
}

function worksAt(actor: Actor, agencyId: string): boolean {
  return isOfficer(actor) && actor.appointments.some((held) => held.agencyId === agencyId);
}

function coded(reasons: readonly CodedReason[], known: readonly string[]): Answer | null {
  if (reasons.length === 0 || reasons.some(({ note }) => !note.trim())) return no("reasons-missing");
  return reasons.every(({ code }) => known.includes(code)) ? null : no("reason-unknown");
}

/** Reception starts the clock: the appointment is fixed here, by the calendar of that moment (form 01). */
function receive(dossier: Dossier, keptOriginals: Readonly<Record<string, number>>, c: Circumstances): Answer {
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

/** The clock runs on after a pause; before reception there is none. */
function resumed(dossier: Dossier, c: Circumstances, fact: (dueAt: Moment | null) => DossierFact): Answer {
  const due = dueNow(dossier, c);
  if (due === null) return yes(fact(dossier.dueAt));
  if (!due.ok) return no("calendar-year-missing");
  // A date that was promised in an apology is kept unless the pause moves it later still.
  const promised = dossier.apology?.newDueAt ?? null;
  return yes(fact(promised && due.due && promised > due.due ? promised : due.due));
}

/** The due date of a received dossier whose open pause, if any, ends now; null when it has none. */
export function dueNow(dossier: Dossier, { now, calendar }: Pick<Circumstances, "now" | "calendar">): DueAnswer | null {
  const { receivedAt, limit, supplementPolicy } = dossier;
  if (receivedAt === null || limit === null) return null;
  const pauses = dossier.pauses.map((pause) => (pause.to === null ? { ...pause, to: now } : pause));
  return computeDue({ received: receivedAt, limit, policy: supplementPolicy, pauses }, calendar);
}

function consult(dossier: Dossier, command: Extract<DossierCommand, { action: "consult" }>, c: Circumstances): Answer {
  if (!command.question.trim() || !(command.hours > 0)) return no("note-missing");
  const dueAt = inKnownYears(() => addWorkingTime(c.now, command.hours * 3600, c.calendar));
  if (!dueAt.ok) return no("calendar-year-missing");
  const askedByAgencyId = actingAgency(dossier, c) ?? dossier.resolvingAgencyId;
  const { agencyId, question } = command;
  return yes({ type: "consulted", agencyId, askedByAgencyId, question, dueAt: dueAt.value });
}

/** At the latest one working day before the date, to a later date, once (NĐ 61/2018 art. 19.9). */
function apologise(
  dossier: Dossier,
  command: Extract<DossierCommand, { action: "apologise" }>,
  c: Circumstances,
): Answer {
  if (dossier.dueAt === null) return no("no-due-date");
  const latest = apologyDeadline(dossier.dueAt, c.calendar);
  if (!latest.ok) return no("calendar-year-missing");
  if (c.now > latest.at) return no("apology-too-late");
  if (command.newDueAt <= dossier.dueAt) return no("apology-date-not-later");
  if (!command.reason.trim()) return no("note-missing");
  return yes({ type: "apologised", reason: command.reason, newDueAt: command.newDueAt });
}
