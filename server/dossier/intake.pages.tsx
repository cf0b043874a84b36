import type { FastifyReply } from "fastify";
import type { Channel } from "../../domain/dossier/dossier.ts";
import { cleanForm, parseForm, validateForm } from "../../domain/eform/parse-form.ts";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import { requiredComponents } from "../../domain/procedure/procedure.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { IntakeFormPage, IntakePickPage } from "../../web/office/IntakePages.tsx";
import { requireRole } from "../identity/index.ts";
import { listAgencies } from "../organisation/index.ts";
import { findCurrentVersion, searchProcedures, type ProcedureVersion } from "../procedure/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { actInTransaction } from "./act-on-dossier.ts";
import { submitDossier } from "./submit-dossier.ts";

type Fields = Readonly<Record<string, string>>;
const html = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(text);

/** Taking in at a counter: pick the procedure, fill in with the person, receive. */
export function intakePages(app: App, deps: Deps): void {
  app.get<{ Querystring: { tim?: string } }>("/can-bo/tiep-nhan", async (request, reply) => {
    const officer = requireRole(request, "receiver");
    const text = (request.query.tim ?? "").slice(0, 200);
    const rows = (await searchProcedures(deps.db, text, 30)).filter(({ fileable }) => fileable);
    return html(reply, renderPage(<IntakePickPage person={officer.name} text={text} rows={rows} />));
  });
  app.get<{ Params: { code: string } }>("/can-bo/tiep-nhan/:code", async (request, reply) => {
    const officer = requireRole(request, "receiver");
    const props = await formProps(deps, officer, request.params.code);
    return html(reply, renderPage(<IntakeFormPage {...props} values={{}} fields={{}} errors={[]} error={null} />));
  });
  app.post<{ Params: { code: string } }>("/can-bo/tiep-nhan/:code", async (request, reply) => {
    const officer = requireRole(request, "receiver");
    const fields = request.body as Fields;
    const version = await currentVersion(deps, request.params.code);
    const values = version.eform ? parseForm(version.eform, fields) : {};
    const errors = version.eform ? validateForm(version.eform, cleanForm(version.eform, values)) : [];
    const props = await formProps(deps, officer, version.code);
    if (errors.length > 0)
      return html(
        reply,
        renderPage(<IntakeFormPage {...props} values={values} fields={fields} errors={errors} error={null} />),
        422,
      );
    try {
      const id = await takeIn(deps, officer, { version, fields, values });
      return await reply.redirect(`/can-bo/ho-so/${id}`, 303);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status === 404) throw error;
      return html(
        reply,
        renderPage(
          <IntakeFormPage {...props} values={values} fields={fields} errors={[]} error={errorSentence(error.code)} />,
        ),
        error.status,
      );
    }
  });
}

async function currentVersion(deps: Deps, code: string): Promise<ProcedureVersion> {
  const version = await findCurrentVersion(deps.db, code, dateOf(deps.now()));
  if (!version) throw notFound();
  return version;
}

async function formProps(deps: Deps, officer: OfficerActor, code: string) {
  const version = await currentVersion(deps, code);
  const own = new Set(
    officer.appointments.filter(({ roles }) => roles.has("receiver")).map(({ agencyId }) => agencyId),
  );
  const agencies = await listAgencies(deps.db, dateOf(deps.now()));
  const counters = agencies
    .filter(({ id, isOneStop }) => isOneStop && own.has(id))
    .map((agency) => ({ value: agency.code, label: agency.name }));
  return {
    person: officer.name,
    code: version.code,
    procedureName: version.name,
    counters,
    form: version.eform,
    components: requiredComponents(version.content, null),
  };
}

interface Intake {
  readonly version: ProcedureVersion;
  readonly fields: Fields;
  readonly values: Readonly<Record<string, unknown>>;
}

const CHANNELS: readonly Channel[] = ["direct", "assisted-online", "postal"];

/** Files and receives in one transaction: the person leaves with the receipt, or nothing has happened. */
async function takeIn(deps: Deps, officer: OfficerActor, { version, fields, values }: Intake): Promise<string> {
  const now = deps.now();
  const papers = requiredComponents(version.content, null)
    .filter(({ code }) => fields[`paper.${code}`] !== "none")
    .map(({ code, name }) => ({
      componentCode: code,
      name,
      documentIds: [],
      keptOriginals: fields[`paper.${code}`] === "kept" ? 1 : 0,
    }));
  const {
    name = "",
    identityNumber = "",
    address = "",
    phone = "",
    counter = "",
    channel = "direct",
    resultPlace = "",
  } = fields;
  if (!/^\d{12}$/.test(identityNumber) || name.trim().length < 2) throw new ApiError(422, "applicant-incomplete");
  return deps.db.transaction().execute(async (tx) => {
    const dossier = await submitDossier(
      { db: tx, actor: officer, now },
      {
        procedureCode: version.code,
        receivingAgencyCode: counter,
        competentAgencyCode: null,
        authorisation: null,
        links: [],
        channel: CHANNELS.find((one) => one === channel) ?? "direct",
        applicant: { kind: "person", name: name.trim(), identityNumber, address, phone, email: "" },
        caseName: null,
        answers: values,
        papers,
        resultPlace,
      },
    );
    await actInTransaction(
      { db: tx, actor: officer, now },
      { dossierId: dossier.id, command: { action: "receive" }, seenVersion: null },
    );
    return dossier.id;
  });
}
