import { inKnownYears } from "../calendar/opening.ts";
import { returnIneligibleBy, supplyBy } from "../calendar/procedural-deadlines.ts";
import { addWorkingTime } from "../calendar/working-time.ts";
import { isOfficer, type Actor } from "../identity/actor.ts";
import { no, yes, type Answer } from "./answer.ts";
import type { Circumstances } from "./circumstances.ts";
import type { DossierCommand } from "./command.ts";
import type { CodedReason, Dossier, FeeItem } from "./dossier.ts";
import { staysFor } from "./permission.ts";
import { codedFault, SUPPLEMENT_REASONS } from "./reasons.ts";

/**
 * Everything that is wrong, said at once and only once (NĐ 118/2025 art. 11), each fault of a paper with the paper it
 * is about. After three working days from reception it comes too late (NĐ 61/2018 art. 19.4): possible, but marked.
 */
export function requestSupplement(dossier: Dossier, reasons: readonly CodedReason[], c: Circumstances): Answer {
  const fault = codedFault(reasons, SUPPLEMENT_REASONS);
  if (fault) return no(fault);
  if (reasons.some(({ code, componentCode }) => code.startsWith("paper-") && componentCode === null))
    return no("reason-component-missing");
  if (reasons.some(({ componentCode }) => componentCode !== null && !c.componentCodes.has(componentCode)))
    return no("component-unknown");
  const by = dossier.receivedAt === null ? null : returnIneligibleBy(dossier.receivedAt, c.calendar);
  if (by && !by.ok) return no("calendar-year-missing");
  // The day on which the system stops the dossier may lie in a year not yet known; then it is worked out later.
  const until = supplyBy(c.now, c.calendar);
  const late = by !== null && c.now > by.at;
  return yes({ type: "supplement-requested", reasons, late, supplyBy: until.ok ? until.at : null });
}

/** What must be paid: the items named, or the fees of the procedure when none is. */
export function requestPayment(named: readonly FeeItem[], c: Circumstances): Answer {
  const items = named.length > 0 ? named : c.fees;
  const payable = items.length > 0 && items.every(({ name, amount }) => name.trim() && amount > 0);
  return payable ? yes({ type: "payment-requested", items }) : no("payment-amount-missing");
}

/** Asks another agency for its opinion within so many working hours; the clock goes on (NĐ 61/2018 art. 19.5). */
export function consult(
  dossier: Dossier,
  { agencyId, question, hours }: Extract<DossierCommand, { action: "consult" }>,
  c: Circumstances,
): Answer {
  if (!question.trim() || !(hours > 0)) return no("note-missing");
  if (!c.isOpenAgency(agencyId)) return no("agency-unknown");
  const dueAt = inKnownYears(() => addWorkingTime(c.now, hours * 3600, c.calendar));
  if (!dueAt.ok) return no("calendar-year-missing");
  const [stay] = isOfficer(c.actor) ? staysFor("consult", dossier, c.actor, c.process) : [];
  if (!stay) return no("step-not-yours");
  if (agencyId === stay.agencyId) return no("agency-unknown");
  return yes({ type: "consulted", agencyId, askedByAgencyId: stay.agencyId, question, dueAt: dueAt.value });
}

/** The opinion; one that comes after its deadline is marked, so that the head of the one-stop is told. */
export function answerConsultation(
  dossier: Dossier,
  { consultationId, answer }: Extract<DossierCommand, { action: "answer" }>,
  c: Circumstances,
): Answer {
  const asked = dossier.consultations.find(({ id }) => id === consultationId);
  if (!asked || asked.answer !== null || !worksAt(c.actor, asked.agencyId)) return no("no-such-consultation");
  if (!answer.trim()) return no("note-missing");
  return yes({ type: "consultation-answered", consultationId, answer, late: c.now > asked.dueAt });
}

function worksAt(actor: Actor, agencyId: string): boolean {
  return isOfficer(actor) && actor.appointments.some((held) => held.agencyId === agencyId);
}
