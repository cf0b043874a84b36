import { isOfficer, principalIn, type Actor, type Principal } from "../identity/actor.ts";
import type { Moment } from "../shared/moment.ts";
import { no, yes, type Answer } from "./answer.ts";
import { apologise } from "./apologise.ts";
import { answerConsultation, consult, requestPayment, requestSupplement } from "./ask.ts";
import type { Circumstances } from "./circumstances.ts";
import { correct, handOut, returnPapers, stop } from "./close.ts";
import type { DossierCommand } from "./command.ts";
import { openStays, type Dossier } from "./dossier.ts";
import type { DossierEvent, DossierFact } from "./event.ts";
import { link } from "./link.ts";
import { moveOn } from "./move-on.ts";
import { capacityFor, refusal } from "./permission.ts";
import { codedFault, REFUSAL_CODES, type RefusalReason } from "./reasons.ts";
import { receive } from "./receive.ts";
import { confirmPayment, supply } from "./resume.ts";

export type Decision =
  | { readonly ok: true; readonly event: DossierEvent }
  | { readonly ok: false; readonly reason: RefusalReason };

/**
 * What a command does to a dossier: the event to append, or why not. Pure; the caller locks, saves and appends.
 */
export function decide(dossier: Dossier, command: DossierCommand, circumstances: Circumstances): Decision {
  const reason = refusal(command.action, dossier, circumstances.actor, circumstances.process);
  if (reason) return { ok: false, reason };
  const answer = answerTo(dossier, command, circumstances);
  if (!answer.ok) return answer;
  const { actor, now, process } = circumstances;
  const stayId = "stayId" in answer.fact ? answer.fact.stayId : undefined;
  const as = capacityFor(command.action, dossier, actor, { process, stayId });
  return {
    ok: true,
    event: {
      dossierId: dossier.id,
      version: dossier.version + 1,
      at: now,
      actor: { kind: actor.kind, id: actor.id, name: actor.name },
      agencyId: actingAgency(dossier, answer.fact, as),
      dueBefore: dossier.dueAt,
      dueAfter: dueAfter(dossier, answer.fact),
      fact: onBehalf(answer.fact, principalIn(as, actor)),
    },
  };
}

/** The fact, with the one for whom it was done where it was done for somebody else. */
export function onBehalf(fact: DossierFact, principal: Principal | undefined): DossierFact {
  return principal ? { ...fact, onBehalfOf: principal } : fact;
}

function dueAfter(dossier: Dossier, fact: DossierFact): Moment | null {
  if (fact.type === "apologised") return fact.newDueAt;
  return "dueAt" in fact && fact.type !== "consulted" ? fact.dueAt : dossier.dueAt;
}

/** The agency for which the actor acts: the one that the fact is about, then one where the dossier is, then any of his. */
function actingAgency(dossier: Dossier, fact: DossierFact, actor: Actor): string | null {
  if (!isOfficer(actor)) return null;
  const own = actor.appointments.map(({ agencyId }) => agencyId);
  const near = [
    agencyOf(fact, dossier),
    ...openStays(dossier).map((stay) => stay.agencyId),
    dossier.receivingAgencyId,
    dossier.resolvingAgencyId,
  ];
  return near.find((id) => id !== undefined && own.includes(id)) ?? own[0] ?? null;
}

function agencyOf(fact: DossierFact, { stays, consultations }: Dossier): string | undefined {
  if ("stayId" in fact) return stays.find(({ id }) => id === fact.stayId)?.agencyId;
  if (fact.type === "consulted") return fact.askedByAgencyId;
  if (fact.type === "papers-taken") return fact.byAgencyId;
  return fact.type === "consultation-answered"
    ? consultations.find(({ id }) => id === fact.consultationId)?.agencyId
    : undefined;
}

function answerTo(dossier: Dossier, command: DossierCommand, c: Circumstances): Answer {
  switch (command.action) {
    case "receive":
      return receive(dossier, command.keptOriginals ?? {}, c);
    case "refuse-reception": {
      const fault = codedFault(command.reasons, REFUSAL_CODES);
      return fault ? no(fault) : yes({ type: "reception-refused", reasons: command.reasons });
    }
    case "request-supplement":
      return requestSupplement(dossier, command.reasons, c);
    case "supply":
      return supply(dossier, command, c);
    case "request-payment":
      return requestPayment(command.items, c);
    case "confirm-payment":
      return confirmPayment(dossier, command.receipt, c);
    case "consult":
      return consult(dossier, command, c);
    case "answer":
      return answerConsultation(dossier, command, c);
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
      return stop(dossier, command.reason, c);
    case "hand-out":
      return handOut(dossier, command);
    case "take-papers":
      return takePapers(dossier);
    case "return-papers":
      return returnPapers(command.receiver);
    case "link":
      return link(dossier, command, c);
    case "correct":
      return correct(command);
  }
}

function takePapers({ custody }: Dossier): Answer {
  if (!custody?.inTransitTo) return no("no-papers-on-the-way");
  return yes({ type: "papers-taken", fromAgencyId: custody.holderAgencyId, byAgencyId: custody.inTransitTo });
}
