import type { Dossier } from "../../../domain/dossier/dossier.ts";
import { NATIONAL_STATE } from "../../../domain/dossier/status.ts";
import type { Actor } from "../../../domain/identity/actor.ts";
import { moment } from "../../../domain/shared/moment.ts";
import { withoutNumbers } from "../../../domain/shared/masked-number.ts";
import { findSlipForm } from "../../../domain/slip/slip.ts";
import { requireActor, requireOfficer, requireRole } from "../../identity/index.ts";
import type { Db } from "../../platform/database.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { notFound } from "../../platform/errors.ts";
import { errorAnswers } from "../../platform/http/error-schema.ts";
import { perMinute } from "../../platform/http/rate-limit.ts";
import { sendJsonText } from "../../platform/http/send-json.ts";
import type { App } from "../../platform/http/server.ts";
import { getVersion } from "../../procedure/index.ts";
import { findByCode } from "../dossier.queries.ts";
import { dossierFiles, type DossierFile } from "../dossier-files.ts";
import { documentsOfEvents } from "../past/event-documents.ts";
import { PAST_CODES_BY_STATUS, readPast } from "../past/read-past.ts";
import { AlikeBody, AtQuery, IdParams, ListQuery, TrackBody } from "./dossier.schemas.ts";
import { listEvents } from "../event.queries.ts";
import { findAlike, findAlikeBefore } from "../filing/find-alike.ts";
import { FilesView } from "./files-view.schemas.ts";
import { readCursor, writeCursor } from "./list-cursor.ts";
import { listDossiers } from "./list.queries.ts";
import { logDossierRead, logWideRead, type Asking } from "../log-read.ts";
import { listRows, listWork } from "../office/my-work.queries.ts";
import { listSlips } from "../slips/slip.queries.ts";
import { pictureDossier } from "../view-dossier.ts";
import { verifyChain } from "../verify-chain.ts";
import { AlikeView, DossierPage, EventsView, SlipsView, TrackView, WorkView } from "./view.schemas.ts";

type Get = (db: Db, id: string, actor: Actor) => Promise<Dossier>;
interface Getting {
  readonly getVisible: Get;
  readonly getInScope: Get;
}

const tags = ["dossier"];
const PAGE = 50;
const MOST_WORK = 200;
const signedIn = { 401: ["sign-in-required"] };
const ofOneAt = errorAnswers({ ...PAST_CODES_BY_STATUS, 403: ["not-your-role"] });
const ofOne = errorAnswers({ ...signedIn, 403: ["not-your-role"], 404: ["not-found"] });

/** What is read of dossiers: lists, work, history, slips, look-alikes, tracking. Always within the reader's scope. */
export function dossierReadingRoutes(app: App, shared: Deps, { getVisible, getInScope }: Getting): void {
  app.get(
    "/api/v1/dossiers",
    {
      schema: {
        tags,
        summary: "Danh sách hồ sơ trong phạm vi được xem, mới nhất trước",
        description: "Công dân thấy hồ sơ của mình; cán bộ với mine=true thấy hồ sơ đang giao cho mình.",
        querystring: ListQuery,
        response: { 200: DossierPage, ...errorAnswers({ 400: ["invalid-request", "cursor-invalid"], ...signedIn }) },
      },
    },
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const reader = requireActor(request);
      if (reader.kind === "system") throw notFound();
      const { cursor, limit = PAGE, dueBefore, ...filter } = request.query;
      const asking = { actor: reader, requestId: request.id };
      if (filter.text) await logWideRead(shared, asking, { kind: "search", object: { kind: "dossier", id: "" } });
      const after = cursor ? readCursor(cursor) : null;
      const until = dueBefore ? moment(dueBefore) : undefined;
      const { items, last } = await listDossiers(deps.db, reader, { ...filter, dueBefore: until, after, limit });
      const next = JSON.stringify(last && writeCursor(last));
      sendJsonText(reply, `{"items":${items},"next":${next}}`);
      return reply;
    },
  );
  app.get(
    "/api/v1/work",
    {
      schema: {
        tags,
        summary: "Việc đang chờ tôi, gấp nhất trước",
        response: { 200: WorkView, ...errorAnswers({ ...signedIn, 403: ["not-your-role"] }) },
      },
    },
    async (request) => {
      const deps = seenAs(shared, request.actor);
      const waiting = await listWork(deps.db, requireOfficer(request), MOST_WORK);
      const lines = await listRows(
        deps.db,
        waiting.map(({ id }) => id),
      );
      return {
        items: waiting.flatMap((one) => {
          const line = lines.get(one.id);
          return line ? [{ ...one, ...line }] : [];
        }),
      };
    },
  );
  app.get(
    "/api/v1/dossiers/:id/events",
    {
      schema: {
        tags,
        summary: "Lịch sử và kiểm tra chuỗi băm",
        description: "Khi số định danh được che (masked), băm không tính lại được từ câu trả lời; gọi …/reveal trước.",
        params: IdParams,
        response: { 200: EventsView, ...ofOne },
      },
    },
    async (request) => {
      const deps = seenAs(shared, request.actor);
      const actor = requireOfficer(request);
      const dossier = await getVisible(deps.db, request.params.id, actor);
      await logDossierRead(shared, { actor, requestId: request.id }, { kind: "history", dossier });
      const items = await listEvents(deps.db, dossier.id);
      const documents = await documentsOfEvents(deps.db, items);
      const chain = verifyChain(items, dossier);
      const { masked } = await pictureDossier({ db: deps.db, actor, now: deps.now() }, dossier);
      const named = items.map((item, index) => ({ ...item, documents: [...(documents[index] ?? [])] }));
      return { chain, masked, items: masked ? withoutNumbers(named) : named };
    },
  );
  readingFiles(app, shared, getVisible);
  lookingUp(app, shared, getInScope);
}

function readingFiles(app: App, shared: Deps, getVisible: Get): void {
  const shown = async (deps: Deps, asking: Asking, { id, at }: { id: string; at?: string }): Promise<Dossier> => {
    if (at !== undefined) return (await readPast(shared, asking, { id, at })).dossier;
    const dossier = await getVisible(deps.db, id, asking.actor);
    await logDossierRead(shared, asking, { kind: "dossier", dossier });
    return dossier;
  };
  app.get(
    "/api/v1/dossiers/:id/slips",
    {
      schema: {
        tags,
        summary: "Phiếu đã cấp",
        params: IdParams,
        querystring: AtQuery,
        response: { 200: SlipsView, ...ofOneAt },
      },
    },
    async (request) => {
      const deps = seenAs(shared, request.actor);
      const actor = requireActor(request);
      const dossier = await shown(deps, { actor, requestId: request.id }, { ...request.params, ...request.query });
      const slips = await listSlips(deps.db, dossier.id);
      const issued = slips.filter(({ dossierVersion }) => dossierVersion <= dossier.version);
      // The control sheet is the offices' own paper.
      const items = issued.filter(({ kind }) => actor.kind === "officer" || kind !== "control-sheet");
      return {
        items: items.map(({ id, kind, set, number, issuedAt }) => ({
          id,
          kind,
          set,
          number,
          issuedAt,
          title: findSlipForm(kind, set)?.title ?? kind,
          href: `/phieu/${id}.pdf`,
        })),
      };
    },
  );
  app.get(
    "/api/v1/dossiers/:id/documents",
    {
      schema: {
        tags,
        summary: "Tệp của hồ sơ: giấy tờ với ảnh gốc, và tệp kết quả",
        description: "href mở tệp trong mười phút, chỉ cho chính người hỏi; mỗi lần mở đều được ghi lại.",
        params: IdParams,
        querystring: AtQuery,
        response: { 200: FilesView, ...ofOneAt },
      },
    },
    async (request) => {
      const deps = seenAs(shared, request.actor);
      const actor = requireActor(request);
      const dossier = await shown(deps, { actor, requestId: request.id }, { ...request.params, ...request.query });
      const { papers, results } = await dossierFiles(deps, dossier, actor);
      return {
        papers: papers.map((paper) => ({ ...paper, files: paper.files.map(fileView) })),
        results: results.map(fileView),
      };
    },
  );
}

function fileView({ originals, ...file }: DossierFile) {
  return { ...file, originals: [...originals] };
}

function lookingUp(app: App, shared: Deps, getInScope: Get): void {
  app.post(
    "/api/v1/dossiers/alike",
    {
      schema: {
        tags,
        summary: "Hồ sơ có thể trùng",
        description: "Cùng người, cùng thủ tục trong 180 ngày, hoặc cùng một tệp. Hồ sơ ngoài phạm vi chỉ được đếm.",
        body: AlikeBody,
        response: {
          200: AlikeView,
          ...errorAnswers({ ...signedIn, 403: ["not-your-role"], 404: ["not-found", "procedure-unknown"] }),
        },
      },
    },
    async (request) => {
      const deps = seenAs(shared, request.actor);
      const officer = requireRole(request, "receiver");
      const asked = request.body;
      const asking = { actor: officer, requestId: request.id };
      await logWideRead(shared, asking, { kind: "look-up", object: { kind: "dossier", id: "" } });
      const reading = { db: deps.db, actor: officer, now: deps.now() };
      const found =
        "dossierId" in asked
          ? await findAlike(reading, await getInScope(deps.db, asked.dossierId, officer))
          : await findAlikeBefore(reading, asked);
      return { items: [...found.items], hidden: found.hidden };
    },
  );
  app.post(
    "/api/v1/track",
    {
      // Four digits are few: whoever guesses must be slow.
      config: perMinute(shared.config.limits.lookUps),
      schema: {
        tags,
        summary: "Tra cứu bằng mã hồ sơ và 4 số cuối số định danh",
        security: [],
        body: TrackBody,
        response: { 200: TrackView, ...errorAnswers({ 404: ["not-found"], 429: ["too-many-requests"] }) },
      },
    },
    async (request) => {
      const deps = seenAs(shared, request.actor);
      const { code, lastFour } = request.body;
      const asked = code.trim().toUpperCase();
      const dossier = await findByCode(shared.dbFor({ key: asked }), asked, lastFour);
      if (!dossier) throw notFound();
      return {
        code: dossier.code ?? dossier.submissionCode,
        status: dossier.status,
        nationalState: NATIONAL_STATE[dossier.status],
        procedureName: (await getVersion(deps.db, dossier.procedureVersionId)).name,
        submittedAt: dossier.submittedAt,
        dueAt: dossier.dueAt,
      };
    },
  );
}
