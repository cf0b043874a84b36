import type { DossierCommand } from "../../../domain/dossier/command.ts";
import type { Dossier } from "../../../domain/dossier/dossier.ts";
import { isAboutDeclaration } from "../../../domain/dossier/reasons.ts";
import { askedPapers } from "../../../domain/dossier/resume.ts";
import { cleanForm, parseForm, validateForm } from "../../../domain/eform/parse-form.ts";
import { UPDATE_FORM } from "../../../web/eform/EFormFields.tsx";
import { errorItems } from "../../../web/eform/eform-text.ts";
import { withoutPaper, type AskedSupplement } from "../../../web/portal/SupplementForm.tsx";
import { SUPPLY_FAULT } from "../../../web/portal/supply-text.ts";
import type { ProcedureVersion } from "../../procedure/index.ts";
import { papersOf, type ReadForm } from "../filing/read-form.pages.ts";
import type { DossierPicture } from "../view-dossier.ts";

type Fields = ReadForm["fields"];

interface FieldFault {
  readonly field: string;
  readonly text: string;
}

/** What is asked of the applicant, with what he has typed so far; null when nothing may be supplied now. */
export function askedSupplement(
  { dossier, procedure, actions }: Pick<DossierPicture, "dossier" | "procedure" | "actions">,
  fields: Fields,
): AskedSupplement | null {
  const { supplement } = dossier;
  if (!supplement || !actions.includes("supply")) return null;
  const { components } = procedure.content;
  return {
    until: supplement.supplyBy,
    reasons: supplement.reasons.map(({ code, componentCode, note }) => ({
      code,
      note,
      component: components.find((one) => one.code === componentCode) ?? null,
    })),
    declaration: declarationOf(dossier, procedure, fields),
  };
}

/** Whether the form was only asked to show what the answers call for. */
export function isUpdate(fields: Fields): boolean {
  return fields[UPDATE_FORM] !== undefined;
}

function declarationOf(
  dossier: Dossier,
  { eform }: Pick<ProcedureVersion, "eform">,
  fields: Fields,
): AskedSupplement["declaration"] {
  if (!eform || !dossier.supplement?.reasons.some(({ code }) => isAboutDeclaration(code))) return null;
  if (!Object.keys(fields).some((name) => name.startsWith("f.")))
    return { form: eform, values: dossier.answers, errors: [] };
  const values = parseForm(eform, fields);
  const errors = isUpdate(fields) ? [] : validateForm(eform, cleanForm(eform, values));
  return { form: eform, values, errors };
}

export interface ReadSupply {
  readonly command: DossierCommand;
  /** What keeps it from being sent, each beside its field. */
  readonly faults: readonly FieldFault[];
}

/**
 * The supplement that the form means. It is asked for once and answered once, so a form that left something out comes
 * back: a paper without file that is not said to be missing, a declaration that the form refuses, and nothing changed.
 */
export function readSupply(dossier: Dossier, version: ProcedureVersion, form: ReadForm): ReadSupply {
  const { fields, files } = form;
  const note = fields["note"]?.trim() ?? "";
  const asked = askedPapers(dossier);
  const nameOf = (code: string): string => version.content.components.find((one) => one.code === code)?.name ?? code;
  const absent = asked.filter((code) => (files.get(`tep.${code}`) ?? []).length === 0);
  const declaration = declarationOf(dossier, version, fields);
  const values = declaration && cleanForm(declaration.form, declaration.values);
  const changed = values !== null && JSON.stringify(values) !== JSON.stringify(cleaned(dossier, version));
  const faults = [
    ...(declaration ? errorItems(declaration.form, declaration.errors) : []).map(({ id, text }) => ({
      field: id,
      text,
    })),
    ...absent
      .filter((code) => fields[withoutPaper(code)] === undefined)
      .map((code) => ({ field: `tep.${code}`, text: SUPPLY_FAULT.paperAbsent(nameOf(code)) })),
    ...(absent.length > 0 && !note && absent.some((code) => fields[withoutPaper(code)] !== undefined)
      ? [{ field: "note", text: SUPPLY_FAULT.reasonMissing }]
      : []),
    ...(declaration && !changed && !note ? [{ field: "note", text: SUPPLY_FAULT.declarationUnchanged }] : []),
  ];
  const papers = papersOf(form, version.content.components, []);
  return { command: { action: "supply", papers, answers: changed ? values : null, note }, faults };
}

/** The declaration as it is, in the order of its form, so that it can be compared. */
function cleaned(dossier: Dossier, { eform }: Pick<ProcedureVersion, "eform">): Readonly<Record<string, unknown>> {
  return eform ? cleanForm(eform, dossier.answers) : {};
}
