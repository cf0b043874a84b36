import { isIdentityNumber } from "../eform/field-check.ts";
import { no, yes, type Answer } from "./answer.ts";
import type { Circumstances } from "./circumstances.ts";
import type { DossierCommand } from "./command.ts";
import type { Dossier } from "./dossier.ts";
import { HAND_OUT_METHODS } from "./reasons.ts";
import { supplementWait } from "./supplement-wait.ts";

/**
 * Ends a dossier before its decision, on the applicant's request (NĐ 118/2025 art. 21). The system itself may do so
 * only where nothing was supplied for fifteen working days.
 */
export function stop(dossier: Dossier, reason: string, c: Circumstances): Answer {
  if (!reason.trim()) return no("note-missing");
  if (c.actor.kind !== "system") return yes({ type: "stopped", reason, cause: "request" });
  if (dossier.status !== "awaiting-supplement") return no("supplement-not-overdue");
  const wait = supplementWait(dossier, c);
  if (wait === "unknown") return no("calendar-year-missing");
  return wait === "over" ? yes({ type: "stopped", reason, cause: "unsupplied" }) : no("supplement-not-overdue");
}

/** The result goes out against the receiver's identity, and with it every original that was kept (NĐ 61/2018 art. 20). */
export function handOut(dossier: Dossier, command: Extract<DossierCommand, { action: "hand-out" }>): Answer {
  const { method, authorisationPaper = "" } = command;
  const receiver = command.receiver.trim();
  if (!receiver) return no("note-missing");
  if (!HAND_OUT_METHODS.some((known) => known === method)) return no("method-unknown");
  const given = command.receiverIdentity?.trim() || null;
  if (given !== null && !isIdentityNumber(given)) return no("receiver-identity-missing");
  const entitled = entitledPeople(dossier);
  const receiverIdentity = given ?? entitled.find(({ name }) => sameName(name, receiver))?.identityNumber ?? null;
  if (method === "direct") {
    if (receiverIdentity === null) return no("receiver-identity-missing");
    const known = entitled.some(({ identityNumber }) => identityNumber === receiverIdentity);
    if (!known && !authorisationPaper.trim()) return no("receiver-not-authorised");
  }
  const originals = Object.fromEntries(
    dossier.papers
      .filter(({ keptOriginals }) => keptOriginals > 0)
      .map(({ componentCode, keptOriginals }) => [componentCode, keptOriginals]),
  );
  return yes({ type: "handed-out", receiver, receiverIdentity, authorisationPaper, method, originals });
}

/** Gives back what was handed in with a dossier that ended without a result. */
export function returnPapers(receiver: string): Answer {
  return receiver.trim() ? yes({ type: "papers-returned", receiver: receiver.trim() }) : no("note-missing");
}

/** Replaces a faulty result by a new document, also after it was handed out (NĐ 61/2018 art. 21). */
export function correct({ note, documentIds }: Extract<DossierCommand, { action: "correct" }>): Answer {
  if (!note.trim()) return no("note-missing");
  return documentIds.length > 0 ? yes({ type: "corrected", note, documentIds }) : no("result-document-missing");
}

function entitledPeople({ applicant, authorisation }: Dossier): readonly { name: string; identityNumber: string }[] {
  return [...(applicant.kind === "person" ? [applicant] : []), ...(authorisation ? [authorisation] : [])];
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase("vi") === b.toLocaleLowerCase("vi");
}
