import type { FastifyReply, FastifyRequest } from "fastify";
import { answerBy } from "../../../domain/calendar/procedural-deadlines.ts";
import type { Dossier } from "../../../domain/dossier/dossier.ts";
import { FOR_SELF } from "../../../domain/dossier/filing-for.ts";
import type { CitizenActor } from "../../../domain/identity/actor.ts";
import { limitFor } from "../../../domain/procedure/procedure.ts";
import { RESTORED_TEXT } from "../../../web/dossier/dossier-text.ts";
import { errorSentence } from "../../../web/i18n/error-text.ts";
import { limitText } from "../../../web/portal/limit-text.ts";
import { MyDossierPage } from "../../../web/portal/MyDossierPage.tsx";
import { ReceiptPage } from "../../../web/portal/ReceiptPage.tsx";
import { loadCalendar } from "../../calendar/index.ts";
import { browserUploader, listDocuments } from "../../document/index.ts";
import { requireCitizen } from "../../identity/index.ts";
import { getVersion } from "../../procedure/index.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { ApiError, notFound } from "../../platform/errors.ts";
import { qrShape } from "../../platform/http/qr-shape.ts";
import { renderPage } from "../../platform/http/render.tsx";
import type { App } from "../../platform/http/server.ts";
import { isId, newId } from "../../platform/ids.ts";
import { actOnDossier } from "../act-on-dossier.ts";
import { openableFile } from "../dossier-files.pages.ts";
import { dossierFiles } from "../dossier-files.ts";
import { anonymousLimit, browserToken } from "../filing/browser-drafts.pages.ts";
import { getVisible } from "../api/dossier.routes.ts";
import { deleteDossierDrafts, findDossierDraft, findProcedureVersionOf } from "../filing/draft.queries.ts";
import { againKind, fileAgain } from "../filing/file-again.ts";
import { feeOf } from "../filing/filing-props.pages.ts";
import { papersOf, readForm, storedFile, storedFiles, type ReadForm } from "../filing/read-form.pages.ts";
import { askedSupplement, isUpdate, readSupply, type ReadSupply } from "./read-supply.pages.ts";
import { logDossierRead } from "../log-read.ts";
import { listReadsOfDossier } from "../reads/reads.queries.ts";
import { slipLink } from "../slips/slip-link.pages.ts";
import { listSlips } from "../slips/slip.queries.ts";
import { readTrack, trackDossier } from "../tracked-dossier.pages.ts";
import { keepUnclaimed, unclaimedUploader } from "../filing/unclaimed-draft.ts";
import { pictureDossier } from "../view-dossier.ts";

type PageProps = Parameters<typeof MyDossierPage>[0];
type Posted = Pick<PageProps, "error" | "faults" | "fields" | "files">;
type Act = "bo-sung" | "rut";

const html = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(text);

/** The owner's page of a dossier: follow, supply, withdraw, take the result and the slips. */
export function ownDossierPages(app: App, shared: Deps): void {
  app.get<{ Params: { id: string } }>("/ho-so/:id", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const citizen = requireCitizen(request);
    const dossier = await visible(deps, request, citizen);
    return html(reply, await ownPage(deps, citizen, { dossier, posted: await keptAnswers(deps, dossier, citizen) }));
  });
  app.get<{ Params: { id: string } }>("/ho-so/:id/bien-nhan", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const citizen = requireCitizen(request);
    const dossier = await visible(deps, request, citizen);
    return html(reply, await receiptPage(deps, citizen, dossier));
  });
  app.post<{ Params: { id: string }; Body: { nhap?: string } }>("/ho-so/:id/nop-lai", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const { id } = request.params;
    if (!request.actor) return reply.redirect(`/dang-nhap?ve=/ho-so/${isId(id) ? id : newId()}`, 303);
    const citizen = requireCitizen(request);
    return again(deps, { request, reply }, { citizen, dossier: await visible(deps, request, citizen) });
  });
  for (const act of ["bo-sung", "rut"] as const) {
    // Where a form that came back stands: opened again, it is the dossier's page.
    app.get<{ Params: { id: string } }>(`/ho-so/:id/${act}`, async ({ params: { id } }, reply) => {
      if (!isId(id)) throw notFound();
      return reply.redirect(`/ho-so/${id}`, 303);
    });
    app.post<{ Params: { id: string } }>(
      `/ho-so/:id/${act}`,
      { config: anonymousLimit(shared) },
      async (request, reply) => {
        const deps = seenAs(shared, request.actor);
        const { id } = request.params;
        if (!request.actor) return keepForLater(deps, { request, reply }, id);
        const citizen = requireCitizen(request);
        return answer(deps, { request, reply }, { citizen, dossier: await visible(deps, request, citizen), act });
      },
    );
  }
}

interface Asked {
  readonly id: string;
  readonly params: { readonly id: string };
}

/** The citizen's dossier, as he is about to see it: when it is somebody else's, that is written down. */
async function visible(deps: Deps, { id: requestId, params: { id } }: Asked, citizen: CitizenActor): Promise<Dossier> {
  if (!isId(id)) throw notFound();
  const dossier = await getVisible(deps.db, id, citizen);
  await logDossierRead(deps, { actor: citizen, requestId }, { kind: "dossier", dossier });
  return dossier;
}

interface Showing {
  readonly dossier: Dossier;
  readonly posted: Posted;
}

async function ownPage(deps: Deps, citizen: CitizenActor, { dossier, posted }: Showing): Promise<string> {
  const now = deps.now();
  const picture = await pictureDossier({ db: deps.db, actor: citizen, now }, dossier);
  const slips = (await listSlips(deps.db, dossier.id)).filter(({ kind }) => kind !== "control-sheet").map(slipLink);
  const files = await dossierFiles(deps, dossier, citizen);
  return renderPage(
    <MyDossierPage
      {...posted}
      id={dossier.id}
      person={citizen.name}
      now={now}
      slips={slips}
      papers={files.papers.map((paper) => ({ ...paper, files: paper.files.map(openableFile) }))}
      results={files.results.map(openableFile)}
      supplement={askedSupplement(picture, posted.fields)}
      dossier={trackDossier(picture, { ...(await readTrack(deps.db, dossier.id)), now })}
      mayWithdraw={picture.actions.includes("withdraw")}
      links={picture.links}
      reads={await listReadsOfDossier(deps.db, { dossierId: dossier.id, asker: citizen.id }, LAST_READS)}
      againDraftId={againKind(dossier) && newId()}
    />,
  );
}

const LAST_READS = { before: null, limit: 3 };
const NOTHING: Posted = { error: null, faults: [], fields: {}, files: {} };

/** What was sent while the session was over, brought back after the sign-in. */
async function keptAnswers(deps: Deps, dossier: Dossier, citizen: CitizenActor): Promise<Posted> {
  const draft = await findDossierDraft(deps.db, dossier.id, citizen.id);
  if (!draft) return NOTHING;
  const documents = await listDocuments(
    deps.db,
    draft.papers.flatMap(({ documentIds }) => documentIds),
  );
  const files = draft.papers.map(({ componentCode, documentIds }) => [
    `tep.${componentCode}`,
    documents.filter(({ id }) => documentIds.includes(id)).map(storedFile),
  ]);
  return {
    ...NOTHING,
    error: RESTORED_TEXT,
    fields: draft.answers as Posted["fields"],
    files: Object.fromEntries(files) as Posted["files"],
  };
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Owned {
  readonly citizen: CitizenActor;
  readonly dossier: Dossier;
}

/** Begins the new filing and opens its form; refused on the page itself where there is nothing to file again. */
async function again(deps: Deps, { request, reply }: Exchange, { citizen, dossier }: Owned): Promise<FastifyReply> {
  const { nhap = "" } = request.body as { nhap?: string };
  const draftId = isId(nhap) ? nhap : newId();
  try {
    await fileAgain({ db: deps.db, actor: citizen, now: deps.now() }, { dossier, draftId });
    return await reply.redirect(`/nop/${draftId}`, 303);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 404) throw error;
    const posted = { ...NOTHING, error: errorSentence(error.code) };
    return html(reply, await ownPage(deps, citizen, { dossier, posted }), error.status);
  }
}

interface Answering extends Owned {
  readonly act: Act;
}

async function answer(
  deps: Deps,
  { request, reply }: Exchange,
  { citizen, dossier, act }: Answering,
): Promise<FastifyReply> {
  const version = await getVersion(deps.db, dossier.procedureVersionId);
  const { components } = version.content;
  const form = await readForm(deps, request, {
    actorId: citizen.id,
    dossierId: dossier.id,
    takesFile: (field) => components.some(({ code }) => field === `tep.${code}`),
    components,
  });
  const back = async (status: number, rest: Pick<Posted, "error" | "faults">): Promise<FastifyReply> => {
    const posted = { fields: form.fields, files: storedFiles(form), ...rest };
    return html(reply, await ownPage(deps, citizen, { dossier, posted }), status);
  };
  if (isUpdate(form.fields)) return back(200, { error: null, faults: [] });
  const { command, faults } = act === "rut" ? withdrawal(form) : readSupply(dossier, version, form);
  const refused = form.refused.map(({ field, code, name }) => ({ field, text: `“${name}”: ${errorSentence(code)}` }));
  const all = [...refused, ...faults.filter(({ field }) => !refused.some((one) => one.field === field))];
  // A dossier that waits for nothing any more says so itself, below.
  if (all.length > 0 && dossier.status === "awaiting-supplement") return back(422, { error: null, faults: all });
  try {
    const acting = { dossierId: dossier.id, command, seenVersion: null };
    await actOnDossier({ db: deps.db, actor: citizen, now: deps.now() }, acting);
    await deleteDossierDrafts(deps.db, dossier.id, citizen.id);
    return await reply.redirect(`/ho-so/${dossier.id}`, 303);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 404) throw error;
    const text = errorSentence(error.code);
    const field = FIELD_OF[error.code]?.[act];
    return field
      ? back(error.status, { error: null, faults: [{ field, text }] })
      : back(error.status, { error: text, faults: [] });
  }
}

function withdrawal({ fields }: ReadForm): ReadSupply {
  return { command: { action: "withdraw", reason: fields["reason"] ?? "" }, faults: [] };
}

const FIELD_OF: Readonly<Record<string, Partial<Record<Act, string>>>> = {
  "papers-missing": { "bo-sung": "note" },
  "note-missing": { rut: "reason" },
};

/** Without a session: keeps what was sent under the browser's secret. Whether the dossier exists shows nowhere. */
async function keepForLater(deps: Deps, { request, reply }: Exchange, dossierId: string): Promise<FastifyReply> {
  if (!isId(dossierId)) throw notFound();
  const signIn = `/dang-nhap?ve=/ho-so/${dossierId}`;
  const tokenHash = browserToken(request, reply, deps);
  const versionId = await findProcedureVersionOf(deps.db, dossierId);
  if (!versionId) return reply.redirect(signIn, 303);
  const { components } = (await getVersion(deps.db, versionId)).content;
  const id = newId();
  const uploader = unclaimedUploader(id);
  const broughtBy = browserUploader(tokenHash);
  const form = await readForm(seenAs(deps, { key: uploader, brought: broughtBy }), request, {
    actorId: uploader,
    broughtBy,
    dossierId: null,
    takesFile: (field) => components.some(({ code }) => field === `tep.${code}`),
    components,
  });
  const answers = Object.fromEntries(Object.entries(form.fields).filter(([name]) => isKept(name)));
  const papers = papersOf(form, components, []);
  const draft = { id, procedureVersionId: versionId, caseName: null, filingFor: FOR_SELF, place: "", dossierId };
  await keepUnclaimed(
    deps.dbFor({ key: tokenHash, brought: uploader }),
    { ...draft, answers, papers },
    { tokenHash, now: deps.now(), continues: null },
  );
  return reply.redirect(signIn, 303);
}

const isKept = (field: string): boolean => /^(note|reason|f\..+|khong\..+)$/.test(field);

async function receiptPage(deps: Deps, citizen: CitizenActor, dossier: Dossier): Promise<string> {
  const picture = await pictureDossier({ db: deps.db, actor: citizen, now: deps.now() }, dossier);
  const { procedure, agencies } = picture;
  const calendar = await loadCalendar(deps.db, dossier.resolvingAgencyId);
  const documents = await listDocuments(
    deps.db,
    dossier.papers.flatMap(({ documentIds }) => documentIds),
  );
  const until = answerBy(dossier.submittedAt, calendar);
  return renderPage(
    <ReceiptPage
      id={dossier.id}
      person={citizen.name}
      submissionCode={dossier.submissionCode}
      procedureName={procedure.name}
      caseName={dossier.caseName}
      applicantName={dossier.applicant.name}
      submittedAt={dossier.submittedAt}
      placeName={agencies.get(dossier.receivingAgencyId) ?? ""}
      answerBy={until.ok ? until.at : null}
      limit={limitText(limitFor(procedure.content, "online"))}
      fee={feeOf(procedure.content, "online")}
      papers={dossier.papers.map(({ name, documentIds }) => ({
        name,
        files: documents.filter(({ id }) => documentIds.includes(id)).map(storedFile),
      }))}
      qr={qrShape(dossier.submissionCode)}
    />,
  );
}
