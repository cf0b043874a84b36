import Type from "typebox";
import { FOR_SELF } from "../../../domain/dossier/filing-for.ts";
import type { CitizenActor } from "../../../domain/identity/actor.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { requireCitizen } from "../../identity/index.ts";
import { findCurrentVersion, getVersion } from "../../procedure/index.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { ApiError, notFound } from "../../platform/errors.ts";
import { errorAnswers } from "../../platform/http/error-schema.ts";
import type { App } from "../../platform/http/server.ts";
import { newId } from "../../platform/ids.ts";
import { DraftBody, IdParams, NewDraftBody } from "./dossier.schemas.ts";
import { deleteDraft, findDraft, listDrafts, saveDraft, type Draft } from "../filing/draft.queries.ts";
import { SUBMISSION_CODES_BY_STATUS } from "../filing/submit-dossier.ts";
import type { Asking } from "../log-read.ts";
import { submitDraft } from "../filing/submit-draft.ts";
import { DossierView, DraftListView, DraftView } from "./view.schemas.ts";

type Show = (dossierId: string, asking: Asking) => Promise<Type.Static<typeof DossierView>>;
type Body = Type.Static<typeof DraftBody>;

const tags = ["draft"];
const own = { 401: ["sign-in-required"], 403: ["not-your-role"], 404: ["not-found"] };

/** Drafts of citizens over the API: begun, kept, replaced, thrown away, sent. Nobody else ever sees one. */
export function draftRoutes(app: App, shared: Deps, show: Show): void {
  app.post(
    "/api/v1/drafts",
    {
      schema: {
        tags,
        summary: "Bắt đầu một hồ sơ nháp",
        body: NewDraftBody,
        response: { 201: DraftView, ...errorAnswers({ ...own, 404: ["procedure-unknown"] }) },
      },
    },
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const citizen = requireCitizen(request);
      const { procedureCode, draft } = request.body;
      const version = await findCurrentVersion(deps.db, procedureCode, dateOf(deps.now()));
      if (!version) throw new ApiError(404, "procedure-unknown");
      const id = newId();
      await keep(deps, citizen, { id, procedureVersionId: version.id, body: draft });
      return reply.code(201).send(await view(deps, await getDraft(deps, id, citizen)));
    },
  );
  app.get(
    "/api/v1/drafts",
    { schema: { tags, summary: "Hồ sơ nháp của tôi", response: { 200: DraftListView, ...errorAnswers(own) } } },
    async (request) => ({
      items: [...(await listDrafts(seenAs(shared, request.actor).db, requireCitizen(request).id))],
    }),
  );
  app.get(
    "/api/v1/drafts/:id",
    {
      schema: { tags, summary: "Xem hồ sơ nháp", params: IdParams, response: { 200: DraftView, ...errorAnswers(own) } },
    },
    async (request) => {
      const deps = seenAs(shared, request.actor);
      return view(deps, await getDraft(deps, request.params.id, requireCitizen(request)));
    },
  );
  app.put(
    "/api/v1/drafts/:id",
    {
      schema: {
        tags,
        summary: "Lưu lại toàn bộ hồ sơ nháp",
        params: IdParams,
        body: DraftBody,
        response: { 200: DraftView, ...errorAnswers(own) },
      },
    },
    async (request) => {
      const deps = seenAs(shared, request.actor);
      const citizen = requireCitizen(request);
      const { id, procedureVersionId } = await getDraft(deps, request.params.id, citizen);
      await keep(deps, citizen, { id, procedureVersionId, body: request.body });
      return view(deps, await getDraft(deps, id, citizen));
    },
  );
  app.delete(
    "/api/v1/drafts/:id",
    {
      schema: {
        tags,
        summary: "Bỏ hồ sơ nháp",
        params: IdParams,
        response: { 204: Type.Null(), ...errorAnswers(own) },
      },
    },
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const { id } = await getDraft(deps, request.params.id, requireCitizen(request));
      await deleteDraft(deps.db, id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/drafts/:id/submit",
    {
      schema: {
        tags,
        summary: "Nộp hồ sơ nháp",
        description: "Nộp nhiều lần cùng một bản nháp thì chỉ một hồ sơ được nộp.",
        params: IdParams,
        response: {
          201: DossierView,
          ...errorAnswers({
            ...SUBMISSION_CODES_BY_STATUS,
            404: ["not-found", "procedure-unknown"],
            422: ["draft-place-missing", ...(SUBMISSION_CODES_BY_STATUS[422] ?? [])],
          }),
        },
      },
    },
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const citizen = requireCitizen(request);
      const { id } = await submitDraft(
        { db: deps.db, actor: citizen, now: deps.now() },
        { draftId: request.params.id },
      );
      return reply.code(201).send(await show(id, { actor: citizen, requestId: request.id }));
    },
  );
}

async function getDraft({ db }: Deps, id: string, citizen: CitizenActor): Promise<Draft> {
  const draft = await findDraft(db, id, citizen.id);
  if (!draft) throw notFound();
  return draft;
}

interface Keeping {
  readonly id: string;
  readonly procedureVersionId: string;
  readonly body: Body;
}

async function keep(deps: Deps, citizen: CitizenActor, { id, procedureVersionId, body }: Keeping): Promise<void> {
  const { answers = {}, papers = [], receivingAgencyCode: place = "", ...submission } = body;
  await saveDraft(
    deps.db,
    {
      id,
      procedureVersionId,
      caseName: null,
      filingFor: FOR_SELF,
      dossierId: null,
      answers,
      papers,
      place,
      submission,
    },
    { owner: { accountId: citizen.id }, now: deps.now() },
  );
}

async function view({ db }: Deps, draft: Draft): Promise<Type.Static<typeof DraftView>> {
  const { code, name } = await getVersion(db, draft.procedureVersionId);
  const { links, ...submission } = draft.submission ?? {};
  return {
    id: draft.id,
    procedure: { code, name },
    draft: {
      ...submission,
      ...(links ? { links: [...links] } : {}),
      answers: { ...draft.answers },
      papers: draft.papers.map((paper) => ({ ...paper, documentIds: [...paper.documentIds] })),
      receivingAgencyCode: draft.place,
    },
  };
}
