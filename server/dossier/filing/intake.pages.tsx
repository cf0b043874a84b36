import type { FastifyReply, FastifyRequest } from "fastify";
import { cleanForm, parseForm, validateForm } from "../../../domain/eform/parse-form.ts";
import { type OfficerActor, readerOf, rolesOf } from "../../../domain/identity/actor.ts";
import { caseNames, limitFor, papersFor, requiredComponents } from "../../../domain/procedure/procedure.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { errorSentence } from "../../../web/i18n/error-text.ts";
import { UPDATE_FORM } from "../../../web/eform/EFormFields.tsx";
import { ALIKE_TICK, type AlikeWarning } from "../../../web/office/AlikeList.tsx";
import { IntakeFormPage, type IntakeFormProps } from "../../../web/office/IntakeFormPage.tsx";
import { IntakeCasePage, IntakePickPage } from "../../../web/office/IntakePages.tsx";
import { caseChoices } from "../../../web/portal/FilePage.tsx";
import { limitText } from "../../../web/portal/limit-text.ts";
import { askOfficerToSignIn, requireRole } from "../../identity/index.ts";
import { listAgencies } from "../../organisation/index.ts";
import { findCurrentVersion, searchProcedures, type ProcedureVersion } from "../../procedure/index.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { ApiError, notFound } from "../../platform/errors.ts";
import { renderPage } from "../../platform/http/render.tsx";
import type { App } from "../../platform/http/server.ts";
import { caseAt, fileableComponents } from "./filing-form.pages.ts";
import { feeOf, placesOf } from "./filing-props.pages.ts";
import { findAlikeBefore } from "./find-alike.ts";
import { fileFaults } from "../office/office-dossier.pages.tsx";
import { authorisationScan, readCounterPapers } from "./read-counter-papers.pages.ts";
import { NO_FILES, readForm, storedFiles } from "./read-form.pages.ts";
import { applicantFrom, peopleFaults, takeIn, type Intake } from "./take-in.ts";

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const html = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(text);

/** Taking in at a counter: pick the procedure and its case, fill in with the person, receive. */
export function intakePages(app: App, shared: Deps): void {
  app.get<{ Querystring: { tim?: string } }>("/can-bo/tiep-nhan", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const officer = requireRole(request, "receiver");
    const text = (request.query.tim ?? "").slice(0, 200);
    const rows = (await searchProcedures(deps.db, text, 30)).filter(({ fileable }) => fileable);
    const props = { reader: readerOf(officer), text, rows };
    return html(reply, renderPage(<IntakePickPage {...props} />));
  });
  app.get<{ Params: { code: string }; Querystring: { caseIndex?: string; tiep?: string } }>(
    "/can-bo/tiep-nhan/:code",
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const officer = requireRole(request, "receiver");
      const version = await currentVersion(deps, request.params.code);
      const cases = version.content.cases;
      const caseName = caseAt(version, request.query.caseIndex);
      if (cases.length > 0 && caseName === null) {
        const { code, name: procedureName } = version;
        const props = { reader: readerOf(officer), code, procedureName };
        const missing = request.query.tiep === "1";
        return html(
          reply,
          renderPage(<IntakeCasePage {...props} cases={caseChoices(caseNames(version.content))} missing={missing} />),
        );
      }
      return html(reply, await formPage(deps, officer, { version, caseName, filled: EMPTY }));
    },
  );
  app.post<{ Params: { code: string } }>("/can-bo/tiep-nhan/:code", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    if (!request.actor) return askToSignIn(deps, { request, reply });
    const officer = requireRole(request, "receiver");
    return receive(deps, { request, reply }, { officer, version: await currentVersion(deps, request.params.code) });
  });
}

async function askToSignIn(deps: Deps, { request, reply }: Exchange): Promise<FastifyReply> {
  const { fields } = await readForm(deps, request, NO_FILES);
  return askOfficerToSignIn(reply, { path: request.url, fields });
}

/** The intake form as it was before the session ended; undefined for any other address or without the role. */
export async function refillIntake(
  deps: Deps,
  officer: OfficerActor,
  { path, fields }: { readonly path: string; readonly fields: Readonly<Record<string, string>> },
): Promise<string | undefined> {
  const code = /^\/can-bo\/tiep-nhan\/([\d.]+)$/.exec(path)?.[1];
  if (!code || !rolesOf(officer).includes("receiver")) return undefined;
  const version = await currentVersion(deps, code);
  const filled = { ...EMPTY, fields, restored: true };
  return formPage(deps, officer, { version, caseName: caseOf(version, fields), filled });
}

async function currentVersion(deps: Deps, code: string): Promise<ProcedureVersion> {
  const version = await findCurrentVersion(deps.db, code, dateOf(deps.now()));
  if (!version) throw notFound();
  return version;
}

function caseOf({ content }: ProcedureVersion, fields: Readonly<Record<string, string>>): string | null {
  return caseNames(content).find((one) => one === fields["caseName"]) ?? null;
}

type Filled = Pick<IntakeFormProps, "fields" | "files" | "errors" | "faults" | "error" | "restored" | "alike">;
const EMPTY: Filled = { fields: {}, files: {}, errors: [], faults: [], error: null, restored: false, alike: null };

interface Showing {
  readonly version: ProcedureVersion;
  readonly caseName: string | null;
  readonly filled: Filled;
}

async function formPage(deps: Deps, officer: OfficerActor, { version, caseName, filled }: Showing): Promise<string> {
  const own = new Set(
    officer.appointments.filter(({ roles }) => roles.has("receiver")).map(({ agencyId }) => agencyId),
  );
  const agencies = await listAgencies(deps.db, dateOf(deps.now()));
  const counters = agencies
    .filter(({ id, isOneStop }) => isOneStop && own.has(id))
    .map((agency) => ({ value: agency.code, label: agency.name }));
  const { content, eform } = version;
  return renderPage(
    <IntakeFormPage
      {...filled}
      reader={readerOf(officer)}
      code={version.code}
      procedureName={version.name}
      caseName={caseName}
      counters={counters}
      competent={content.competence === "commune" ? placesOf(content, agencies) : null}
      form={eform}
      components={papersFor(content, caseName)}
      limit={limitText(limitFor(content, "direct"))}
      fees={[
        { channel: "trực tiếp", fee: feeOf(content, "direct") },
        { channel: "trực tuyến", fee: feeOf(content, "online") },
      ]}
      values={eform ? parseForm(eform, filled.fields) : {}}
    />,
  );
}

interface Receiving {
  readonly officer: OfficerActor;
  readonly version: ProcedureVersion;
}

async function receive(
  deps: Deps,
  { request, reply }: Exchange,
  { officer, version }: Receiving,
): Promise<FastifyReply> {
  const form = await readForm(deps, request, {
    actorId: officer.id,
    dossierId: null,
    takesFile: (field) => field.startsWith("tep."),
    components: fileableComponents(version),
  });
  const caseName = caseOf(version, form.fields);
  const { papers: brought, missing, unscanned } = readCounterPapers(form, papersFor(version.content, caseName));
  const papers = [...brought, ...authorisationScan(form)];
  const values = version.eform ? parseForm(version.eform, form.fields) : {};
  const errors = version.eform ? validateForm(version.eform, cleanForm(version.eform, values)) : [];
  if (form.fields[UPDATE_FORM] !== undefined) {
    const filled = { ...EMPTY, fields: form.fields, files: storedFiles(form), faults: fileFaults(form, []) };
    return html(reply, await formPage(deps, officer, { version, caseName, filled }));
  }
  const wantsSupplement = form.fields["do"] === "supplement";
  const faults = [
    ...peopleFaults(form.fields, officer).map(({ field, code }) => ({ field, text: peopleText(field, code) })),
    ...fileFaults(form, unscanned),
    ...(wantsSupplement && missing.length === 0 ? [nothingMissing(version, caseName)] : []),
  ];
  const back = async (status: number, rest: Partial<Filled>): Promise<FastifyReply> => {
    const filled = { ...EMPTY, fields: form.fields, files: storedFiles(form), errors, faults, ...rest };
    return html(reply, await formPage(deps, officer, { version, caseName, filled }), status);
  };
  const intake = { version, caseName, fields: form.fields, values, papers, lacking: wantsSupplement ? missing : [] };
  const alike = await alikeOf(deps, officer, intake);
  const looked = !alike || form.fields[ALIKE_TICK] === alike.seen;
  if (errors.length + faults.length > 0) return back(422, { alike });
  if (!looked) return back(409, { alike, error: errorSentence("alike-unchecked") });
  try {
    const id = await takeIn({ db: deps.db, actor: officer, now: deps.now() }, intake);
    return await reply.redirect(`/can-bo/ho-so/${id}`, 303);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 404) throw error;
    const text = errorSentence(error.code);
    const beside = error.code.startsWith("competent-agency-") ? [{ field: "competent", text }] : [];
    return back(error.status, { alike, faults: beside, error: beside.length > 0 ? null : text });
  }
}

/** Of two people on one form the sentence says which is meant. */
function peopleText(field: string, code: string): string {
  return field.startsWith("authorised.") ? `Người được ủy quyền: ${errorSentence(code)}` : errorSentence(code);
}

/** What looks like the dossier that is about to be taken in; null when nothing does. */
async function alikeOf(deps: Deps, actor: OfficerActor, intake: Intake): Promise<AlikeWarning | null> {
  const { identityNumber } = applicantFrom(intake.fields);
  const documentIds = intake.papers.flatMap((paper) => paper.documentIds);
  const intended = { procedureCode: intake.version.code, identityNumber, documentIds };
  const found = await findAlikeBefore({ db: deps.db, actor, now: deps.now() }, intended);
  const count = found.items.length + found.hidden;
  return count === 0 ? null : { ...found, seen: `${identityNumber}/${count}` };
}

function nothingMissing({ content }: ProcedureVersion, caseName: string | null) {
  const first = requiredComponents(content, caseName)[0]?.code ?? "";
  return { field: `paper.${first}`, text: errorSentence("nothing-missing") };
}
