import type { FastifyReply, FastifyRequest } from "fastify";
import { DOSSIER_ACTIONS } from "../../domain/dossier/action-table.ts";
import type { DossierAction } from "../../domain/dossier/command.ts";
import { openStays } from "../../domain/dossier/dossier.ts";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import { findStep } from "../../domain/procedure/process.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { CHANNEL_TEXT, custodyText } from "../../web/dossier/dossier-text.ts";
import { errorSentence } from "../../web/i18n/error-text.ts";
import type { ActionChoices } from "../../web/office/ActionForms.tsx";
import { OfficeDossierPage } from "../../web/office/DossierPage.tsx";
import { SearchPage, WorkPage } from "../../web/office/WorkPage.tsx";
import { downloadUrl, listDocuments } from "../document/index.ts";
import { requireOfficer } from "../identity/index.ts";
import { listAgencies, listOfficers } from "../organisation/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { actOnDossier } from "./act-on-dossier.ts";
import { findAlike } from "./find-alike.ts";
import { getVisible } from "./dossier.routes.ts";
import { listWork, searchDossiers } from "./my-work.queries.ts";
import { slipLink } from "./portal.pages.tsx";
import { readCommand } from "./read-command.ts";
import { listSlips } from "./slip.queries.ts";
import { trackDossier } from "./tracked-dossier.pages.ts";
import { pictureDossier, type DossierPicture } from "./view-dossier.ts";

const html = (reply: FastifyReply, text: string): FastifyReply => reply.type("text/html; charset=utf-8").send(text);
const hours = (seconds: number): number => Math.round(seconds / 360) / 10;
const isId = (id: string): boolean => /^[0-9a-f-]{36}$/.test(id);

/** Pages for officers: work, search, a dossier with its actions. */
export function officePages(app: App, deps: Deps): void {
  app.get("/can-bo", async (request, reply) => {
    const officer = requireOfficer(request);
    return html(
      reply,
      renderPage(<WorkPage person={officer.name} items={await listWork(deps.db, officer, 200)} now={deps.now()} />),
    );
  });
  app.get<{ Querystring: { tim?: string } }>("/can-bo/tim", async (request, reply) => {
    const officer = requireOfficer(request);
    const text = (request.query.tim ?? "").trim().slice(0, 100);
    const items = text.length < 2 ? [] : await searchDossiers(deps.db, officer.id, { text, limit: 50 });
    return html(reply, renderPage(<SearchPage person={officer.name} items={items} now={deps.now()} text={text} />));
  });
  app.get<{ Params: { id: string }; Querystring: { loi?: string } }>("/can-bo/ho-so/:id", async (request, reply) => {
    const officer = requireOfficer(request);
    if (!isId(request.params.id)) throw notFound();
    const dossier = await getVisible(deps.db, request.params.id, officer);
    const picture = await pictureDossier({ db: deps.db, actor: officer, now: deps.now() }, dossier);
    const props = await officeProps(deps, officer, picture);
    return html(
      reply,
      renderPage(<OfficeDossierPage {...props} error={request.query.loi ? errorSentence(request.query.loi) : null} />),
    );
  });
  app.post<{ Params: { id: string; action: string } }>("/can-bo/ho-so/:id/:action", async (request, reply) =>
    act(deps, request, reply),
  );
}

async function act(
  deps: Deps,
  request: FastifyRequest<{ Params: { id: string; action: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const officer = requireOfficer(request);
  const { id, action } = request.params;
  if (!isId(id) || !DOSSIER_ACTIONS.includes(action as DossierAction)) throw notFound();
  await getVisible(deps.db, id, officer);
  const fields = withoutPrefix(request.body as Record<string, string>, action);
  try {
    const command = readCommand(action as DossierAction, fields);
    await actOnDossier(
      { db: deps.db, actor: officer, now: deps.now() },
      { dossierId: id, command, seenVersion: Number(fields["version"]) || null },
    );
    return await reply.redirect(`/can-bo/ho-so/${id}`, 303);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 404) throw error;
    return reply.redirect(`/can-bo/ho-so/${id}?loi=${error.code}`, 303);
  }
}

/** Fields of the form are named `<action>.<field>`, because several forms share a page. */
function withoutPrefix(body: Readonly<Record<string, string>>, action: string): Record<string, string> {
  const prefix = `${action}.`;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name.startsWith(prefix) ? name.slice(prefix.length) : name, value]),
  );
}

async function officeProps(deps: Deps, officer: OfficerActor, picture: DossierPicture) {
  const { dossier, agencies, procedure } = picture;
  const name = (id: string): string => agencies.get(id) ?? "";
  const documents = await listDocuments(
    deps.db,
    dossier.papers.flatMap(({ documentIds }) => documentIds),
  );
  const reading = { db: deps.db, actor: officer, now: deps.now() };
  const alike = dossier.status === "submitted" ? (await findAlike(reading, dossier)).items : [];
  return {
    person: officer.name,
    id: dossier.id,
    version: dossier.version,
    dossier: await trackDossier(deps.db, picture),
    applicant: dossier.applicant,
    channel: CHANNEL_TEXT[dossier.channel],
    custody: dossier.custody && custodyText(dossier.custody, name),
    form: procedure.eform,
    answers: dossier.answers,
    papers: dossier.papers.map(({ name: paper, keptOriginals, documentIds }) => ({
      name: paper,
      keptOriginals,
      files: documents
        .filter(({ id }) => documentIds.includes(id))
        .map((file) => ({
          name: file.name,
          pages: file.pages,
          href: downloadUrl(deps, { documentId: file.pdfId ?? file.id, actorId: officer.id }),
        })),
    })),
    legs: picture.legs.map((leg) => ({
      id: leg.stayId,
      step: leg.stepName,
      agency: name(leg.agencyId),
      startedAt: leg.startedAt,
      endedAt: leg.endedAt,
      spentHours: hours(leg.spentSeconds),
      budgetHours: hours(leg.budgetSeconds),
      lateHours: hours(leg.lateSeconds),
    })),
    slips: (await listSlips(deps.db, dossier.id)).map(slipLink),
    alike: alike.map(({ code }) => code),
    actions: picture.actions,
    choices: await choicesOf(deps, picture),
    now: deps.now(),
  };
}

async function choicesOf(deps: Deps, { dossier, process, procedure }: DossierPicture): Promise<ActionChoices> {
  const today = dateOf(deps.now());
  const agencies = await listAgencies(deps.db, today);
  const open = openStays(dossier);
  const colleagues = await listOfficers(
    deps.db,
    open.map(({ agencyId }) => agencyId),
    today,
  );
  const step = (key: string): { value: string; label: string } => ({
    value: key,
    label: findStep(process, key)?.name ?? key,
  });
  const earlier = new Set(dossier.stays.filter(({ endedAt }) => endedAt !== null).map(({ stepKey }) => stepKey));
  return {
    components: procedure.content.components.map(({ code, name }) => ({ value: code, label: name })),
    colleagues: colleagues
      .filter(({ roles }) => roles.includes("handler") || roles.includes("appraiser"))
      .map(({ id, name, post }) => ({ value: id, label: `${name} – ${post}` })),
    nextSteps: open.flatMap(({ stepKey }) => {
      const at = findStep(process, stepKey);
      return at?.split === "one" ? at.next.map(step) : [];
    }),
    earlierSteps: [...earlier].map(step),
    agencies: agencies.map(({ id, name }) => ({ value: id, label: name })),
    consultations: dossier.consultations
      .filter(({ answer }) => answer === null)
      .map(({ id, question }) => ({ value: String(id), label: question })),
  };
}
