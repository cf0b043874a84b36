import {
  AUTHORISATION,
  FILING_FOR,
  filingForFaults,
  FOR_SELF,
  type FilingFor,
} from "../../../domain/dossier/filing-for.ts";
import type { HeldPower } from "../../../domain/identity/power.ts";
import { cleanForm, parseForm, validateForm } from "../../../domain/eform/parse-form.ts";
import { caseNames, papersFor, requiredComponents, type Component } from "../../../domain/procedure/procedure.ts";
import { errorSentence } from "../../../web/i18n/error-text.ts";
import { BY_POWER, NO_CASE, type FilingFaults } from "../../../web/portal/FilePage.tsx";
import type { ProcedureVersion } from "../../procedure/index.ts";
import type { Draft } from "./draft.queries.ts";
import { papersOf, type ReadForm } from "./read-form.pages.ts";

const AUTHORISATION_PAPER = { code: AUTHORISATION, name: "Văn bản ủy quyền" };

/** Components whose files a filing may bring, with the authorisation of whoever files for another. */
export function fileableComponents({ content }: ProcedureVersion): readonly Pick<Component, "code" | "name">[] {
  return [...content.components, AUTHORISATION_PAPER];
}

/** The case at that place of the list, empty for none of them, null when nothing was chosen. */
export function caseAt({ content }: ProcedureVersion, index: string | undefined): string | null {
  if (index === NO_CASE) return caseNames(content).includes("") ? "" : null;
  return (/^\d{1,3}$/.test(index ?? "") && content.cases[Number(index)]) || null;
}

interface Filled extends ReadForm {
  /** By which whoever fills it in may file for others. */
  readonly powers: readonly HeldPower[];
}

/** The draft as the form of one section, or of all of them, leaves it. */
export function draftFromForm(version: ProcedureVersion, before: Draft, form: Filled): Draft {
  const { fields } = form;
  const section = fields["phan"] || null;
  const within = (key: string): boolean => section === null || section === key;
  const layout = version.eform?.layout.filter(({ key }) => within(key)) ?? [];
  const names = new Set(layout.flatMap((part) => part.fields));
  const typed = version.eform ? parseForm(version.eform, fields) : {};
  const kept = Object.entries(before.answers).filter(([name]) => !names.has(name));
  const newer = Object.entries(typed).filter(([name]) => names.has(name));
  const answers = Object.fromEntries([...kept, ...newer]);
  return {
    ...before,
    caseName: caseFrom(version, before, fields),
    filingFor: within("nguoi-dung-ten") ? readFilingFor(fields, form.powers) : before.filingFor,
    answers: version.eform ? cleanForm(version.eform, answers) : answers,
    papers: draftPapers(version, before, form),
    place: within("noi-nop") ? (fields["place"] ?? "") : before.place,
  };
}

function caseFrom(version: ProcedureVersion, before: Draft, fields: ReadForm["fields"]): string | null {
  if (fields["caseIndex"] !== undefined) return caseAt(version, fields["caseIndex"]) ?? before.caseName;
  const named = fields["caseName"];
  return caseNames(version.content).find((one) => one === named) ?? before.caseName;
}

/** A section's form speaks for its own files alone; those of other sections and of other cases stay. */
function draftPapers(version: ProcedureVersion, before: Draft, form: ReadForm): Draft["papers"] {
  const section = form.fields["phan"] || null;
  const caseName = form.fields["caseName"] ?? before.caseName;
  const shown = new Set(papersFor(version.content, caseName).map(({ code }) => code));
  const spoken = (code: string): boolean =>
    code === AUTHORISATION
      ? section === null || section === "nguoi-dung-ten"
      : shown.has(code) && (section === null || section === "giay-to");
  const stay = before.papers.filter(({ componentCode }) => !spoken(componentCode));
  return papersOf(form, fileableComponents(version), stay);
}

function readFilingFor(fields: ReadForm["fields"], powers: readonly HeldPower[]): FilingFor {
  const power = powers.find(({ id }) => fields["for"] === `${BY_POWER}${id}`);
  if (power) return { kind: "other", name: power.ownerName, identityNumber: power.ownerIdentity, powerId: power.id };
  const kind = FILING_FOR.find((one) => one === fields["for"]) ?? "self";
  if (kind === "self") return FOR_SELF;
  const [name, number] = kind === "organisation" ? ["organisation", "taxCode"] : ["person", "personNumber"];
  return {
    kind,
    name: (fields[`for.${name}`] ?? "").trim(),
    identityNumber: (fields[`for.${number}`] ?? "").replaceAll(/\s/g, ""),
  };
}

/** Everything that keeps the draft from being sent, and the files of the last form that were not taken. */
export function draftFaults(version: ProcedureVersion, draft: Draft, refused: ReadForm["refused"] = []): FilingFaults {
  const { eform, content } = version;
  const brought = new Set(draft.papers.map(({ componentCode }) => componentCode));
  const unauthorised =
    draft.filingFor.kind === "other" && draft.filingFor.powerId === undefined && !brought.has(AUTHORISATION);
  return {
    errors: eform ? validateForm(eform, cleanForm(eform, draft.answers)) : [],
    missing: requiredComponents(content, draft.caseName, "online")
      .filter(({ code }) => !brought.has(code))
      .map(({ code }) => code),
    filingFor: [...filingForFaults(draft.filingFor), ...(unauthorised ? (["authorisation"] as const) : [])],
    refused: refused.map(({ field, code, name }) => ({ field, text: `“${name}”: ${errorSentence(code)}` })),
    caseMissing: content.cases.length > 0 && !caseNames(content).some((name) => name === draft.caseName),
  };
}

/** Whether nothing is wrong. */
export function isSound({ errors, missing, filingFor, refused, caseMissing }: FilingFaults): boolean {
  return !caseMissing && errors.length + missing.length + filingFor.length + refused.length === 0;
}
