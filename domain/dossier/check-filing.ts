import { hasFormat, isIdentityNumber, isTaxCode } from "../eform/field-check.ts";
import type { Actor } from "../identity/actor.ts";
import type { ProcedureContent } from "../procedure/procedure.ts";
import type { Applicant, Authorisation, Channel, DossierPaper } from "./dossier.ts";

export interface FilingFault {
  /** Path of what is wrong: `applicant.identityNumber`. */
  readonly field: string;
  readonly code:
    | "channel-not-yours"
    | "channel-authorised-online"
    | "channel-of-counter"
    | "name-missing"
    | "identity-number-invalid"
    | "tax-code-invalid"
    | "phone-invalid"
    | "email-invalid"
    | "applicant-not-self"
    | "authorisation-missing"
    | "authorisation-unneeded"
    | "authorisation-paper-missing"
    | "authorised-not-self"
    | "originals-not-online"
    | "case-missing"
    | "case-unknown";
}

interface Filed {
  readonly channel: Channel;
  readonly applicant: Applicant;
  readonly authorisation: Authorisation | null;
  readonly papers: readonly DossierPaper[];
}

const OWN_CHANNELS: readonly Channel[] = ["self-online", "authorised-online"];

/** Whether somebody else than the applicant files on this channel. */
export function isAuthorised(channel: Channel): boolean {
  return channel.startsWith("authorised-");
}

/**
 * What is wrong with the people of a filing, all at once. A person files online for himself or, with a power of
 * attorney, for somebody else; every other channel passes over a counter and is entered by its officer.
 */
export function checkFiling(filed: Filed, actor: Actor): readonly FilingFault[] {
  const { channel, applicant, authorisation, papers } = filed;
  const online = actor.kind === "citizen";
  return [
    ...checkChannel(channel, online),
    ...checkApplicant(applicant),
    ...faultIf(
      channel === "self-online" &&
        actor.kind === "citizen" &&
        applicant.kind === "person" &&
        applicant.identityNumber !== actor.identityNumber,
      "applicant.identityNumber",
      "applicant-not-self",
    ),
    ...checkAuthorisation(channel, authorisation, actor),
    ...papers.flatMap(({ componentCode, keptOriginals }) =>
      faultIf(online && keptOriginals > 0, `papers.${componentCode}`, "originals-not-online"),
    ),
  ];
}

/**
 * Whether the case is one of the procedure's, null being none of them. Where everybody is in one, whoever files online
 * must say in which; at a counter the officer sees it from the papers.
 */
export function checkCase(
  { cases, casesComplete = false }: Pick<ProcedureContent, "cases" | "casesComplete">,
  caseName: string | null,
  actor: Actor,
): readonly FilingFault[] {
  if (caseName !== null) return faultIf(!cases.includes(caseName), "caseName", "case-unknown");
  return faultIf(casesComplete && actor.kind === "citizen", "caseName", "case-missing");
}

/**
 * Each way of filing is told truthfully: online by an authorised person is signed in and sent by himself. Whoever stands
 * at the counter with a power of attorney files directly; an officer who helps says that he helped.
 */
function checkChannel(channel: Channel, online: boolean): readonly FilingFault[] {
  if (online) return faultIf(!OWN_CHANNELS.includes(channel), "channel", "channel-of-counter");
  if (channel === "authorised-online") return [{ field: "channel", code: "channel-authorised-online" }];
  return faultIf(OWN_CHANNELS.includes(channel), "channel", "channel-not-yours");
}

function checkApplicant({ kind, name, identityNumber, phone, email }: Applicant): readonly FilingFault[] {
  return [
    ...faultIf(name.trim().length < 2, "applicant.name", "name-missing"),
    ...(kind === "organisation"
      ? faultIf(!isTaxCode(identityNumber), "applicant.identityNumber", "tax-code-invalid")
      : faultIf(!isIdentityNumber(identityNumber), "applicant.identityNumber", "identity-number-invalid")),
    ...faultIf(!emptyOr(phone, "phone"), "applicant.phone", "phone-invalid"),
    ...faultIf(!emptyOr(email, "email"), "applicant.email", "email-invalid"),
  ];
}

function checkAuthorisation(
  channel: Channel,
  authorisation: Authorisation | null,
  actor: Actor,
): readonly FilingFault[] {
  if (!isAuthorised(channel)) return faultIf(authorisation !== null, "authorisation", "authorisation-unneeded");
  if (authorisation === null) return [{ field: "authorisation", code: "authorisation-missing" }];
  const { name, identityNumber, phone, email, paper } = authorisation;
  return [
    ...faultIf(name.trim().length < 2, "authorisation.name", "name-missing"),
    ...faultIf(!isIdentityNumber(identityNumber), "authorisation.identityNumber", "identity-number-invalid"),
    ...faultIf(
      actor.kind === "citizen" && actor.identityNumber !== identityNumber,
      "authorisation.identityNumber",
      "authorised-not-self",
    ),
    ...faultIf(!emptyOr(phone, "phone"), "authorisation.phone", "phone-invalid"),
    ...faultIf(!emptyOr(email, "email"), "authorisation.email", "email-invalid"),
    ...faultIf(!paper.trim(), "authorisation.paper", "authorisation-paper-missing"),
  ];
}

function emptyOr(text: string, format: "phone" | "email"): boolean {
  return text.trim() === "" || hasFormat(text, format);
}

function faultIf(isFault: boolean, field: string, code: FilingFault["code"]): readonly FilingFault[] {
  return isFault ? [{ field, code }] : [];
}
