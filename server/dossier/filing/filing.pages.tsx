import type { FastifyReply, FastifyRequest } from "fastify";
import { FOR_SELF } from "../../../domain/dossier/filing-for.ts";
import { caseNames } from "../../../domain/procedure/procedure.ts";
import type { CitizenActor } from "../../../domain/identity/actor.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { errorSentence } from "../../../web/i18n/error-text.ts";
import { UPDATE_FORM } from "../../../web/eform/EFormFields.tsx";
import { CheckPage } from "../../../web/portal/CheckPage.tsx";
import { CasePage, FilePage, NO_FAULTS, type FilingFaults } from "../../../web/portal/FilePage.tsx";
import { browserUploader } from "../../document/index.ts";
import { findAccount, requireCitizen } from "../../identity/index.ts";
import { findCurrentVersion, getVersion, type ProcedureVersion } from "../../procedure/index.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { ApiError, notFound } from "../../platform/errors.ts";
import { renderPage } from "../../platform/http/render.tsx";
import type { App } from "../../platform/http/server.ts";
import { isId, newId } from "../../platform/ids.ts";
import { anonymousLimit, browserToken } from "./browser-drafts.pages.ts";
import { findDraft, findVersionOfDraft, saveDraft, type Draft } from "./draft.queries.ts";
import { caseAt, draftFaults, draftFromForm, fileableComponents, isSound } from "./filing-form.pages.ts";
import { filingProps, prefilled } from "./filing-props.pages.ts";
import { readForm } from "./read-form.pages.ts";
import { submitDraft } from "./submit-draft.ts";
import { keepUnclaimed, unclaimedUploader } from "./unclaimed-draft.ts";

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Filing {
  readonly version: ProcedureVersion;
  readonly draft: Draft;
}

const html = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(text);

/** Filing on the portal: fill in, check, send. Each step is a draft on the server, so nothing is lost. */
export function filingPages(app: App, shared: Deps): void {
  beginPages(app, shared);
  app.get<{ Params: { id: string }; Querystring: { loi?: string; phan?: string } }>(
    "/nop/:id",
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const citizen = requireCitizen(request);
      const filing = await ownDraft(deps, request.params.id, citizen);
      const faults = request.query.loi ? draftFaults(filing.version, filing.draft) : NO_FAULTS;
      return html(reply, await formPage(deps, request, { ...filing, faults, section: request.query.phan ?? null }));
    },
  );
  app.post<{ Params: { id: string } }>("/nop/:id", { config: anonymousLimit(shared) }, async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    if (!request.actor) return keepContinuing(deps, { request, reply }, request.params.id);
    const citizen = requireCitizen(request);
    return keep(deps, { request, reply }, await ownDraft(deps, request.params.id, citizen));
  });
  app.get<{ Params: { id: string } }>("/nop/:id/kiem-tra", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const citizen = requireCitizen(request);
    const filing = await ownDraft(deps, request.params.id, citizen);
    if (!isSound(draftFaults(filing.version, filing.draft)))
      return reply.redirect(`/nop/${filing.draft.id}?loi=form`, 303);
    return html(reply, await checkPage(deps, citizen, { ...filing, error: null }));
  });
  app.post<{ Params: { id: string } }>("/nop/:id/gui", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const citizen = requireCitizen(request);
    const { id } = request.params;
    if (!isId(id)) throw notFound();
    try {
      const { id: dossierId } = await submitDraft(
        { db: deps.db, actor: citizen, now: deps.now() },
        { draftId: id, isSound: isSendable },
      );
      return await reply.redirect(`/ho-so/${dossierId}/bien-nhan`, 303);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status === 404) throw error;
      const filing = await ownDraft(deps, id, citizen);
      const faults = draftFaults(filing.version, filing.draft);
      const text = isSound(faults)
        ? await checkPage(deps, citizen, { ...filing, error: errorSentence(error.code) })
        : await formPage(deps, request, { ...filing, faults, section: null });
      return html(reply, text, error.status);
    }
  });
}

function isSendable(version: ProcedureVersion, draft: Draft): boolean {
  return isSound(draftFaults(version, draft));
}

type BeginQuery = { caseIndex?: string; tiep?: string; "dang-nhap"?: string };

function beginPages(app: App, shared: Deps): void {
  app.get<{ Params: { code: string }; Querystring: BeginQuery }>("/thu-tuc/:code/nop", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const later = request.query["dang-nhap"] === "sau" && !request.actor;
    const account = later ? undefined : await findAccount(deps.db, requireCitizen(request).id);
    const version = await currentVersion(deps, request.params.code);
    const cases = caseNames(version.content);
    const caseName = caseAt(version, request.query.caseIndex);
    if (cases.length > 0 && caseName === null) {
      const props = { person: request.actor?.name ?? null, procedureName: version.name, cases, later };
      const missing = request.query.tiep === "1";
      return html(reply, renderPage(<CasePage {...props} missing={missing} action={`/thu-tuc/${version.code}/nop`} />));
    }
    const draft = { ...newDraft(version, newId()), caseName, answers: prefilled(version, account) };
    return html(
      reply,
      await formPage(deps, request, { version, draft, faults: NO_FAULTS, section: null, isNew: true }),
    );
  });
  app.post<{ Params: { code: string } }>(
    "/thu-tuc/:code/nop",
    { config: anonymousLimit(shared) },
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const version = await currentVersion(deps, request.params.code);
      const draft = newDraft(version, newId());
      if (!request.actor) return keepForLater(deps, { request, reply }, { version, draft, continues: null });
      requireCitizen(request);
      return keep(deps, { request, reply }, { version, draft });
    },
  );
}

function newDraft(version: ProcedureVersion, id: string): Draft {
  const nothing = { caseName: null, filingFor: FOR_SELF, answers: {}, papers: [], place: "", dossierId: null };
  return { ...nothing, id, procedureVersionId: version.id };
}

async function currentVersion(deps: Deps, code: string): Promise<ProcedureVersion> {
  const version = await findCurrentVersion(deps.db, code, dateOf(deps.now()));
  if (!version) throw notFound();
  return version;
}

async function ownDraft(deps: Deps, id: string, citizen: CitizenActor): Promise<Filing> {
  const draft = isId(id) ? await findDraft(deps.db, id, citizen.id) : undefined;
  if (!draft || draft.dossierId) throw notFound();
  return { draft, version: await getVersion(deps.db, draft.procedureVersionId) };
}

interface FormView extends Filing {
  readonly faults: FilingFaults;
  readonly section: string | null;
  /** Nothing has been saved yet. */
  readonly isNew?: boolean;
}

async function formPage(deps: Deps, { actor }: FastifyRequest, view: FormView): Promise<string> {
  const { version, draft, faults, section, isNew = false } = view;
  const props = await filingProps(deps, { actor, version, draft });
  const action = isNew ? `/thu-tuc/${version.code}/nop` : `/nop/${draft.id}`;
  const known = [
    "truong-hop",
    "noi-nop",
    "nguoi-dung-ten",
    "giay-to",
    ...(version.eform?.layout.map(({ key }) => key) ?? []),
  ];
  const only = section !== null && known.includes(section) ? section : null;
  return renderPage(
    <FilePage {...props} {...{ action, faults }} section={only} draftId={draft.id} saved={!isNew && only === null} />,
  );
}

async function checkPage(deps: Deps, citizen: CitizenActor, view: Filing & { error: string | null }): Promise<string> {
  const { version, draft, error } = view;
  const props = await filingProps(deps, { actor: citizen, version, draft });
  const placeName = props.places.find(({ value }) => value === draft.place)?.label ?? "";
  return renderPage(<CheckPage {...props} draftId={draft.id} placeName={placeName} error={error} />);
}

/** Saves what was sent, right or wrong, and shows either the faults or the answers to check. */
async function keep(deps: Deps, { request, reply }: Exchange, { version, draft }: Filing): Promise<FastifyReply> {
  const citizen = requireCitizen(request);
  const form = await readForm(deps, request, {
    actorId: citizen.id,
    dossierId: null,
    ...filesOf(version),
  });
  // The form of a new filing names its draft, so that a second press of the button makes no second one.
  const named = form.fields["nhap"] ?? "";
  const id = isId(named) && request.url.endsWith("/nop") ? named : draft.id;
  const after = draftFromForm(version, { ...draft, id }, { ...form, powers: citizen.powers ?? [] });
  await saveDraft(deps.db, after, { owner: { accountId: citizen.id }, now: deps.now() });
  const update = form.fields[UPDATE_FORM];
  if (update !== undefined && form.refused.length === 0) {
    const section = form.fields["phan"] ? `?phan=${encodeURIComponent(form.fields["phan"])}` : "";
    return reply.redirect(`/nop/${id}${section}#${encodeURIComponent(`f.${update}`)}`, 303);
  }
  const faults = draftFaults(version, after, form.refused);
  if (isSound(faults)) return reply.redirect(`/nop/${id}/kiem-tra`, 303);
  return html(reply, await formPage(deps, request, { version, draft: after, faults, section: null }), 422);
}

function filesOf(version: ProcedureVersion) {
  const components = fileableComponents(version);
  return { components, takesFile: (field: string) => components.some(({ code }) => field === `tep.${code}`) };
}

/** Without a session: keeps what was sent under the browser's secret, asks to sign in, and comes back to it. */
async function keepForLater(
  deps: Deps,
  { request, reply }: Exchange,
  { version, draft, continues }: Filing & { readonly continues: string | null },
): Promise<FastifyReply> {
  const uploader = unclaimedUploader(draft.id);
  const tokenHash = browserToken(request, reply, deps);
  const broughtBy = browserUploader(tokenHash);
  const form = await readForm(seenAs(deps, { key: uploader, brought: broughtBy }), request, {
    actorId: uploader,
    broughtBy,
    dossierId: null,
    ...filesOf(version),
  });
  if (form.fields[UPDATE_FORM] !== undefined && continues === null) {
    // Nothing is kept of a person who has not signed in before he says so; files are chosen again.
    const shown = { ...draftFromForm(version, draft, { ...form, powers: [] }), papers: [] };
    return html(
      reply,
      await formPage(deps, request, { version, draft: shown, faults: NO_FAULTS, section: null, isNew: true }),
    );
  }
  await keepUnclaimed(
    deps.dbFor({ key: tokenHash, brought: uploader }),
    draftFromForm(version, draft, { ...form, powers: [] }),
    {
      tokenHash,
      now: deps.now(),
      continues,
    },
  );
  return reply.redirect(`/dang-nhap?ve=/nop/${draft.id}`, 303);
}

/** The draft whose session ended belongs to somebody; what was typed is written into it when he signs in again. */
async function keepContinuing(deps: Deps, exchange: Exchange, id: string): Promise<FastifyReply> {
  const continued = isId(id) ? await findVersionOfDraft(deps.db, id) : undefined;
  // Whether there is such a draft is nobody's business who has not signed in: both answers look the same.
  if (!continued) {
    browserToken(exchange.request, exchange.reply, deps);
    return exchange.reply.redirect(`/dang-nhap?ve=/nop/${newId()}`, 303);
  }
  const version = await getVersion(deps.db, continued);
  return keepForLater(deps, exchange, { version, draft: newDraft(version, newId()), continues: id });
}
