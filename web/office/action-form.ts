import type { DossierAction } from "../../domain/dossier/command.ts";
import { RESTORED_TEXT } from "../dossier/dossier-text.ts";
import { errorSentence } from "../i18n/error-text.ts";
import type { StoredFile } from "../ui/FileField.tsx";
import type { Choice } from "../ui/fields.tsx";

export interface ActionChoices {
  readonly components: readonly Choice[];
  /** Components asked for in the supplement, before the others. */
  readonly asked: readonly Choice[];
  readonly colleagues: readonly Choice[];
  readonly nextSteps: readonly Choice[];
  /** Where a step leads whose next steps leave nothing to choose. */
  readonly onward: readonly string[];
  readonly earlierSteps: readonly Choice[];
  readonly agencies: readonly Choice[];
  readonly consultations: readonly Choice[];
  /** Open steps in which the officer may take an action; asked for when there are several. */
  readonly stays: Partial<Record<DossierAction, readonly Choice[]>>;
  /** Result files that are there already: of the draft when finishing, of the result when correcting. */
  readonly resultFiles: readonly StoredFile[];
  readonly applicantName: string;
  /** What the process expects next of this officer, when it can be told; shown open. */
  readonly usual: DossierAction | null;
  /** Names of those for whom the officer would take an action that he may not take in his own name. */
  readonly onBehalfOf: Partial<Record<DossierAction, string>>;
}

export interface FieldFault {
  /** Name within the form, such as `note`. */
  readonly field: string;
  readonly text: string;
}

/** A form that comes back: what was typed and chosen, and what has to be put right. */
export interface PostedAction {
  readonly action: DossierAction;
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, readonly StoredFile[]>>;
  readonly faults: readonly FieldFault[];
  /** What happened, when it is no matter of a single field. */
  readonly message: string | null;
  /** Brought back after a sign-in, not yet tried again. */
  readonly restored: boolean;
}

/** Said above a form that was brought back after a sign-in. */
export const RESTORED = `${RESTORED_TEXT} Tệp đã chọn thì chọn lại.`;

/** Field of each action that the code of a refusal is about. */
const FIELD_OF: Readonly<Record<string, Partial<Record<DossierAction, string>> | string>> = {
  "reason-unknown": "reason.0.code",
  "note-missing": {
    "propose-result": "summary",
    "return-to-step": "note",
    answer: "answer",
    consult: "question",
    "hand-out": "receiver",
    correct: "note",
    withdraw: "reason",
    stop: "reason",
    apologise: "reason",
  },
  "next-step-missing": { forward: "next", "return-to-step": "stepKey" },
  "next-step-unknown": { forward: "next", "return-to-step": "stepKey" },
  "step-ambiguous": "stayId",
  "officer-not-suitable": "officerId",
  "payment-amount-missing": "feeAmount",
  "apology-date-not-later": "newDate",
  "no-such-consultation": "consultationId",
  "result-number-missing": "number",
  "result-document-missing": "tep",
  "papers-missing": "note",
  "asked-papers-missing": "note",
  "agency-unknown": "agencyId",
};

/** The refusal of an action beside the field it is about; empty when it is about the dossier as a whole. */
export function actionFaults(
  action: DossierAction,
  code: string,
  fields: Readonly<Record<string, string>>,
): readonly FieldFault[] {
  if (code === "reasons-missing") return reasonFaults(fields);
  const known = FIELD_OF[code];
  const field = typeof known === "string" ? known : known?.[action];
  return field ? [{ field, text: errorSentence(code) }] : [];
}

function reasonFaults(fields: Readonly<Record<string, string>>): readonly FieldFault[] {
  const chosen = Object.keys(fields).filter((name) => /^reason\.\d\.code$/.test(name) && fields[name]);
  if (chosen.length === 0) return [{ field: "reason.0.code", text: "Chọn ít nhất một lý do." }];
  return chosen
    .map((name) => name.replace("code", "note"))
    .filter((name) => !fields[name]?.trim())
    .map((field) => ({ field, text: "Viết nội dung cụ thể của lý do này." }));
}
