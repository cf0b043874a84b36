import type { FastifyReply } from "fastify";
import { checkForm } from "../../domain/eform/check-form.ts";
import type { EForm } from "../../domain/eform/eform.ts";
import { type OfficerActor, readerOf } from "../../domain/identity/actor.ts";
import { COMPETENCE_RULES } from "../../domain/procedure/procedure.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { SettingsPage } from "../../web/admin/SettingsPage.tsx";
import { formFaultText } from "../../web/eform/form-fault-text.ts";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { settingsFaultText, type SettingsError } from "../../web/procedure/settings-text.ts";
import { competenceText } from "../../web/procedure/version-text.ts";
import { requireOfficer } from "../identity/index.ts";
import { listAgencies } from "../organisation/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { changeSettings, type SettingsFault } from "./change-settings.ts";
import { findCurrentVersion, type ProcedureVersion } from "./procedure.queries.ts";
import { feeRowsOf, fieldsOf, readSettings, type Fields } from "./read-settings.ts";
import { requireCatalogueEditor } from "./require-catalogue-editor.ts";

const PATH = "/can-bo/quan-tri/thu-tuc/:code/thiet-lap";

interface Shown {
  readonly officer: OfficerActor;
  readonly version: ProcedureVersion;
  readonly fields: Fields;
  readonly errors: readonly SettingsError[];
  readonly preview: EForm | null;
  readonly status?: number;
}

/** The form in which the province's administrators decide about a procedure. */
export function settingsPages(app: App, deps: Deps): void {
  app.get<{ Params: { code: string } }>(PATH, async (request, reply) => {
    const officer = requireOfficer(request);
    const version = await open(deps, officer, request.params.code);
    return show(deps, reply, { officer, version, fields: fieldsOf(version), errors: [], preview: null });
  });
  app.post<{ Params: { code: string }; Body: Fields }>(PATH, async (request, reply) => {
    const officer = requireOfficer(request);
    const version = await open(deps, officer, request.params.code);
    const fields = request.body;
    const read = readSettings(fields);
    if (fields["viec"] === "xem") {
      const checked = read.faults.some(({ field }) => field === "eform") ? null : checkForm(read.settings.eform);
      const faults =
        checked && !checked.ok && read.settings.eform !== null ? formErrors(checked.faults.map(formFaultText)) : [];
      const errors = [...read.faults.filter(({ field }) => field === "eform").map(errorOf), ...faults];
      const preview = checked?.ok ? checked.form : null;
      return show(deps, reply, { status: errors.length > 0 ? 422 : 200, officer, version, fields, errors, preview });
    }
    const errors = await save(deps, { officer, version, fields, read });
    if (typeof errors === "string")
      return reply.redirect(`/can-bo/quan-tri/thu-tuc/${version.code}?xong=${errors}`, 303);
    return show(deps, reply, { status: 422, officer, version, fields, errors, preview: null });
  });
}

async function open(deps: Deps, officer: OfficerActor, code: string): Promise<ProcedureVersion> {
  const now = deps.now();
  await requireCatalogueEditor({ db: deps.db, actor: officer, now });
  const version = await findCurrentVersion(deps.db, code, dateOf(now));
  if (!version) throw notFound();
  return version;
}

interface Saving {
  readonly officer: OfficerActor;
  readonly version: ProcedureVersion;
  readonly fields: Fields;
  readonly read: ReturnType<typeof readSettings>;
}

/** What to say on the next page, or the errors to show on this one. */
async function save(
  deps: Deps,
  { officer, version, fields, read }: Saving,
): Promise<"luu" | "khong-doi" | readonly SettingsError[]> {
  const change = {
    code: version.code,
    basedOn: Number(fields["basedOn"]),
    settings: read.settings,
    now: deps.now(),
    by: officer.name,
  };
  if (read.faults.length > 0) return read.faults.map(errorOf);
  try {
    return (await changeSettings(deps.db, change)).length > 0 ? "luu" : "khong-doi";
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code !== "settings-invalid") return [{ id: "serviceLevel", text: errorSentence(error.code) }];
    const faults = error.details["faults"] as readonly SettingsFault[];
    return faults.flatMap((fault) => (fault.form ? formErrors(fault.form.map(formFaultText)) : [errorOf(fault)]));
  }
}

function errorOf({
  field,
  code,
  seen,
}: {
  readonly field: string;
  readonly code: string;
  readonly seen: string;
}): SettingsError {
  return { id: field, text: settingsFaultText(code, seen) };
}

const MOST_SHOWN = 20;

/** All faults of a form as one error: they stand at one input. */
function formErrors(sentences: readonly string[]): readonly SettingsError[] {
  const rest = sentences.length > MOST_SHOWN ? [`Còn ${sentences.length - MOST_SHOWN} lỗi khác.`] : [];
  return [{ id: "eform", text: [...sentences.slice(0, MOST_SHOWN), ...rest].join(" ") }];
}

async function show(
  deps: Deps,
  reply: FastifyReply,
  { status = 200, officer, version, fields, errors, preview }: Shown,
): Promise<FastifyReply> {
  const agencies = await listAgencies(deps.db, dateOf(deps.now()));
  const page = (
    <SettingsPage
      reader={readerOf(officer)}
      code={version.code}
      name={version.name}
      basedOn={fields["basedOn"] ?? String(version.number)}
      fields={fields}
      feeRows={feeRowsOf(fields)}
      competences={COMPETENCE_RULES.map((value) => ({ value, label: capital(competenceText(value)) }))}
      agencies={agencies.map(({ code, name }) => ({ value: code, label: name }))}
      errors={errors}
      preview={preview}
    />
  );
  return reply.code(status).type("text/html; charset=utf-8").send(renderPage(page));
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
