import type { FastifyReply, FastifyRequest } from "fastify";
import { DOSSIER_ACTIONS } from "../../../domain/dossier/action-table.ts";
import type { DossierAction } from "../../../domain/dossier/command.ts";
import { readerOf, type OfficerActor } from "../../../domain/identity/actor.ts";
import { errorSentence } from "../../../web/i18n/error-text.ts";
import { actionFaults, type PostedAction } from "../../../web/office/action-form.ts";
import { OfficeDossierPage } from "../../../web/office/DossierPage.tsx";
import { NotYetPage } from "../../../web/office/NotYetPage.tsx";
import type { OfficeDossierProps } from "../../../web/office/office-dossier.ts";
import { PastDossierPage } from "../../../web/office/PastDossierPage.tsx";
import type { Component } from "../../../domain/procedure/procedure.ts";
import { askOfficerToSignIn, requireOfficer } from "../../identity/index.ts";
import { getVersion } from "../../procedure/index.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { ApiError, notFound } from "../../platform/errors.ts";
import { renderPage } from "../../platform/http/render.tsx";
import type { App } from "../../platform/http/server.ts";
import { actOnDossier } from "../act-on-dossier.ts";
import { getInScope, getVisible } from "../api/dossier.routes.ts";
import { logDossierRead } from "../log-read.ts";
import { readPast } from "../past/read-past.ts";
import { readPastMoment } from "../past/read-moment.ts";
import { officeDossierProps } from "./office-dossier-props.pages.ts";
import { pastHref } from "./office-history.pages.ts";
import { pastDossierProps } from "./past-dossier-props.pages.ts";
import { readCommand } from "./read-command.ts";
import { undoInTransaction } from "../undo/undo-action.ts";
import { readCounterPapers } from "../filing/read-counter-papers.pages.ts";
import { NO_FILES, readForm, storedFiles, type ReadForm } from "../filing/read-form.pages.ts";
import { revealDossier } from "../reveal/reveal-dossier.ts";
import { pictureDossier } from "../view-dossier.ts";
import { isId } from "../../platform/ids.ts";

interface Posting {
  readonly officer: OfficerActor;
  readonly id: string;
  readonly action: DossierAction;
}

const html = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(text);
const isAction = (name: string): name is DossierAction => DOSSIER_ACTIONS.some((action) => action === name);

/** An officer's page of a dossier, and the forms of its actions. */
export function officeDossierPages(app: App, shared: Deps): void {
  app.get<{ Params: { id: string }; Querystring: { xem?: string; luc?: string } }>(
    "/can-bo/ho-so/:id",
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const officer = requireOfficer(request);
      const { id } = request.params;
      if (!isId(id)) throw notFound();
      const { luc, xem: viewing } = request.query;
      const showing = { officer, id, posted: null, viewing, requestId: request.id };
      if (luc === undefined) return html(reply, await dossierPage(deps, showing));
      try {
        return html(reply, await pastPage(deps, { officer, id, at: luc, viewing, requestId: request.id }));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.code === "dossier-not-yet") return html(reply, await notYetPage(deps, { officer, id, at: luc }), 404);
        if (error.status !== 422) throw error;
        const askedMoment = { value: luc, error: errorSentence(error.code) };
        return html(reply, await dossierPage(deps, { ...showing, askedMoment }), 422);
      }
    },
  );
  revealPage(app, shared);
  // Where a form that came back stands: opened again, it is the dossier's page.
  app.get<{ Params: { id: string; action: string } }>("/can-bo/ho-so/:id/:action", async (request, reply) => {
    const { id, action } = request.params;
    if (!isId(id) || !(isAction(action) || action === UNDO || action === REVEAL)) throw notFound();
    return reply.redirect(`/can-bo/ho-so/${id}`, 303);
  });
  app.post<{ Params: { id: string }; Body: Readonly<Record<string, string>> | null }>(
    `/can-bo/ho-so/:id/${UNDO}`,
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const officer = requireOfficer(request);
      const { id } = request.params;
      if (!isId(id)) throw notFound();
      await getInScope(deps.db, id, officer);
      const version = Number(request.body?.["version"]) || 0;
      return takeBack(deps, reply, { officer, id, version, requestId: request.id });
    },
  );
  app.post<{ Params: { id: string; action: string } }>("/can-bo/ho-so/:id/:action", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const { id, action } = request.params;
    if (!isId(id) || !isAction(action)) throw notFound();
    if (!request.actor) return askToSignIn(deps, request, reply);
    const officer = requireOfficer(request);
    await getInScope(deps.db, id, officer);
    return act(deps, { request, reply }, { officer, id, action });
  });
}

/** Where an officer says what he needs the masked for. */
function revealPage(app: App, shared: Deps): void {
  app.post<{ Params: { id: string }; Body: { purpose?: string } | null }>(
    `/can-bo/ho-so/:id/${REVEAL}`,
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const officer = requireOfficer(request);
      const { id } = request.params;
      if (!isId(id)) throw notFound();
      const dossier = await getVisible(deps.db, id, officer);
      const { purpose = "" } = request.body ?? {};
      try {
        await revealDossier(deps, { actor: officer, requestId: request.id }, { dossier, purpose });
        return await reply.redirect(`/can-bo/ho-so/${id}`, 303);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 422) throw error;
        const showing = { officer, id, posted: null, requestId: request.id, revealFault: true };
        return html(reply, await dossierPage(deps, showing), 422);
      }
    },
  );
}

async function takeBack(
  deps: Deps,
  reply: FastifyReply,
  { version, ...showing }: Pick<Showing, "officer" | "id" | "requestId"> & { readonly version: number },
): Promise<FastifyReply> {
  const { officer: actor, id: dossierId } = showing;
  const undoing = { dossierId, version, window: deps.config.undoSeconds };
  try {
    await deps.db.transaction().execute((tx) => undoInTransaction({ db: tx, actor, now: deps.now() }, undoing));
    return await reply.redirect(`/can-bo/ho-so/${dossierId}`, 303);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 404) throw error;
    const undoRefused = errorSentence(error.code);
    return html(reply, await dossierPage(deps, { ...showing, posted: null, undoRefused }), error.status);
  }
}

interface Showing {
  readonly officer: OfficerActor;
  readonly id: string;
  readonly posted: PostedAction | null;
  readonly viewing?: string | undefined;
  readonly askedMoment?: OfficeDossierProps["askedMoment"];
  readonly undoRefused?: string;
  readonly requestId: string | null;
  readonly revealFault?: boolean;
}

/** The last part of the address at which an action is taken back. */
const UNDO = "hoan-tac";
/** The last part of the address at which the masked is opened. */
const REVEAL = "xem-du";
const NO_MOMENT = { value: "", error: null };

async function dossierPage(deps: Deps, showing: Showing): Promise<string> {
  const { officer, id, requestId, ...shown } = showing;
  const dossier = await getVisible(deps.db, id, officer);
  await logDossierRead(deps, { actor: officer, requestId }, { kind: "dossier", dossier });
  const picture = await pictureDossier({ db: deps.db, actor: officer, now: deps.now() }, dossier);
  const { posted, viewing, askedMoment = NO_MOMENT, revealFault = false, undoRefused = null } = shown;
  const reading = { officer, viewing, posted, askedMoment, revealFault, undoRefused };
  return renderPage(<OfficeDossierPage {...await officeDossierProps(deps, picture, reading)} />);
}

interface LookingBack extends Pick<Showing, "officer" | "id"> {
  /** As the address names it. */
  readonly at: string;
}

async function pastPage(
  deps: Deps,
  { officer, id, at, viewing, requestId }: LookingBack & Pick<Showing, "viewing" | "requestId">,
): Promise<string> {
  const picture = await readPast(deps, { actor: officer, requestId }, { id, at });
  return renderPage(<PastDossierPage {...await pastDossierProps(deps, picture, { officer, viewing })} />);
}

async function notYetPage(deps: Deps, { officer, id, at }: LookingBack): Promise<string> {
  const { submittedAt } = await getVisible(deps.db, id, officer);
  const asked = readPastMoment(at, deps.now());
  const props = { reader: readerOf(officer), id, at: asked, submittedAt, first: pastHref(id, submittedAt) };
  return renderPage(<NotYetPage {...props} />);
}

async function askToSignIn(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { fields } = await readForm(deps, request, NO_FILES);
  return askOfficerToSignIn(reply, { path: request.url, fields });
}

/** The form of an action as it was before the session ended; undefined for any other address. */
export async function refillAction(
  deps: Deps,
  officer: OfficerActor,
  { path, fields }: { readonly path: string; readonly fields: Readonly<Record<string, string>> },
): Promise<string | undefined> {
  const [, id = "", action = ""] = /^\/can-bo\/ho-so\/([0-9a-f-]{36})\/([a-z-]+)$/.exec(path) ?? [];
  if (!isId(id) || !isAction(action)) return undefined;
  const read = withoutPrefix({ fields, files: new Map(), refused: [] }, action);
  const posted = { action, fields: read.fields, files: {}, faults: [], message: null, restored: true };
  return dossierPage(deps, { officer, id, posted, requestId: null });
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function act(deps: Deps, { request, reply }: Exchange, { officer, id, action }: Posting): Promise<FastifyReply> {
  const components = action === "supply" ? await componentsOf(deps, id, officer) : [];
  const form = withoutPrefix(
    await readForm(deps, request, {
      components,
      actorId: officer.id,
      dossierId: id,
      takesFile: (field) => field.startsWith(`${action}.tep`),
    }),
    action,
  );
  const back = async (status: number, rest: Pick<PostedAction, "faults" | "message">): Promise<FastifyReply> => {
    const posted = { action, fields: form.fields, files: storedFiles(form), restored: false, ...rest };
    return html(reply, await dossierPage(deps, { officer, id, posted, requestId: request.id }), status);
  };
  const { papers, unscanned } = readCounterPapers(form, components);
  const faults = fileFaults(form, unscanned);
  if (faults.length > 0) return back(422, { faults, message: null });
  try {
    const documentIds = (form.files.get("tep") ?? []).map((document) => document.id);
    const command = readCommand(action, form.fields, { documentIds, papers });
    await actOnDossier(
      { db: deps.db, actor: officer, now: deps.now() },
      {
        dossierId: id,
        command,
        seenVersion: Number(form.fields["version"]) || null,
        undoSeconds: deps.config.undoSeconds,
      },
    );
    return await reply.redirect(`/can-bo/ho-so/${id}`, 303);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 404) throw error;
    const beside = actionFaults(action, error.code, form.fields);
    return back(error.status, { faults: beside, message: beside.length > 0 ? null : errorSentence(error.code) });
  }
}

async function componentsOf(deps: Deps, id: string, officer: OfficerActor): Promise<readonly Component[]> {
  const { procedureVersionId } = await getVisible(deps.db, id, officer);
  return (await getVersion(deps.db, procedureVersionId)).content.components;
}

/** Each refused file beside the field it was chosen in, and scans that were promised and did not come. */
export function fileFaults({ refused }: ReadForm, unscanned: readonly string[]) {
  return [
    ...refused.map(({ field, code, name }) => ({ field, text: `“${name}”: ${errorSentence(code)}` })),
    ...unscanned.map((code) => ({ field: `tep.${code}`, text: errorSentence("scan-missing") })),
  ];
}

/** Fields of the form are named `<action>.<field>`, because several forms share a page. */
function withoutPrefix({ fields, files, refused }: ReadForm, action: string): ReadForm {
  const bare = (name: string): string => (name.startsWith(`${action}.`) ? name.slice(action.length + 1) : name);
  return {
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [bare(name), value])),
    files: new Map([...files].map(([name, documents]) => [bare(name), documents])),
    refused: refused.map((one) => ({ ...one, field: bare(one.field) })),
  };
}
