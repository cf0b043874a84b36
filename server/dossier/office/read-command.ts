import type { DossierAction, DossierCommand } from "../../../domain/dossier/command.ts";
import type { CodedReason, DossierPaper } from "../../../domain/dossier/dossier.ts";
import { LINK_KINDS, type LinkKind } from "../../../domain/dossier/link-kind.ts";
import { moment } from "../../../domain/shared/moment.ts";
import { isPlainDate } from "../../../domain/shared/plain-date.ts";
import { ApiError } from "../../platform/errors.ts";

type Fields = Readonly<Record<string, string | undefined>>;

/** What came with the form besides its texts, already stored. */
export interface Attachments {
  readonly documentIds: readonly string[];
  readonly papers: readonly DossierPaper[];
}

/** The command that an officer's form means; what is missing is left to the rules to refuse by name. */
export function readCommand(
  action: DossierAction,
  fields: Fields,
  { documentIds, papers }: Attachments,
): DossierCommand {
  const text = (name: string): string => fields[name]?.trim() ?? "";
  const note = text("note");
  // Only an officer with several open steps is asked which of them he means.
  const stay = text("stayId") ? { stayId: Number(text("stayId")) } : {};
  switch (action) {
    case "receive":
      return { action };
    case "refuse-reception":
    case "request-supplement":
      return { action, reasons: readReasons(fields) };
    case "supply":
      return { action, papers, answers: null, note };
    case "request-payment":
      return { action, items: [{ name: text("feeName"), amount: Number(text("feeAmount").replaceAll(/\D/g, "")) }] };
    case "confirm-payment":
      return { action, receipt: text("receipt") };
    case "assign":
      return { action, officerId: text("officerId"), note, ...stay };
    case "forward":
      return { action, next: text("next") || null, note, ...stay };
    case "consult":
      return { action, agencyId: text("agencyId"), question: text("question"), hours: Number(text("hours")) };
    case "answer":
      return { action, consultationId: Number(text("consultationId")), answer: text("answer") };
    case "return-to-step":
      return { action, stepKey: text("stepKey"), note, ...stay };
    case "propose-result":
      return { action, granted: text("granted") !== "no", summary: text("summary"), documentIds, ...stay };
    case "approve":
      return { action, note, ...stay };
    case "sign":
      return { action, ...stay };
    case "finish":
      return { action, number: text("number"), documentIds, ...stay };
    case "apologise":
      return { action, reason: text("reason"), newDueAt: readMoment(text("newDate"), text("newTime")) };
    case "withdraw":
    case "stop":
      return { action, reason: text("reason") };
    case "hand-out":
      return {
        action,
        receiver: text("receiver"),
        receiverIdentity: text("receiverIdentity") || null,
        authorisationPaper: text("authorisationPaper"),
        method: text("method"),
      };
    case "take-papers":
      return { action };
    case "return-papers":
      return { action, receiver: text("receiver") };
    case "link":
      return { action, kind: readLinkKind(text("kind")), code: text("code").toUpperCase() };
    case "correct":
      return { action, note, documentIds };
  }
}

function readReasons(fields: Fields): readonly CodedReason[] {
  return [0, 1, 2, 3].flatMap((row) => {
    const code = fields[`reason.${row}.code`] ?? "";
    const componentCode = fields[`reason.${row}.component`] || null;
    return code ? [{ code, componentCode, note: fields[`reason.${row}.note`]?.trim() ?? "" }] : [];
  });
}

function readLinkKind(kind: string): LinkKind {
  return LINK_KINDS.find((known) => known === kind) ?? "related";
}

function readMoment(date: string, time: string) {
  const [day = "", month = "", year = ""] = date.split("/");
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (!isPlainDate(iso) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new ApiError(422, "apology-date-not-later");
  return moment(`${iso}T${time}:00+07:00`);
}
