import { REVEAL_MINUTES } from "../../../domain/dossier/disclosure.ts";
import type { DossierCommand } from "../../../domain/dossier/command.ts";
import type { Dossier } from "../../../domain/dossier/dossier.ts";
import type { Actor } from "../../../domain/identity/actor.ts";
import { requireActor, requireOfficer } from "../../identity/index.ts";
import type { Db } from "../../platform/database.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { notFound } from "../../platform/errors.ts";
import { errorAnswers } from "../../platform/http/error-schema.ts";
import type { App } from "../../platform/http/server.ts";
import { once } from "../../platform/idempotency.ts";
import { newId } from "../../platform/ids.ts";
import { actInTransaction, REFUSAL_CODES_BY_STATUS } from "../act-on-dossier.ts";
import { dossierReadingRoutes } from "./dossier-reading.routes.ts";
import {
  ActBody,
  AtQuery,
  IdempotencyHeaders,
  IdParams,
  RevealBody,
  SubmissionBody,
  UndoBody,
} from "./dossier.schemas.ts";
import { draftRoutes } from "./draft.routes.ts";
import { readSubmission } from "./read-submission.ts";
import { SUBMISSION_CODES_BY_STATUS, submitDossier } from "../filing/submit-dossier.ts";
import { logDossierRead, type Asking } from "../log-read.ts";
import { PAST_CODES_BY_STATUS, readPast } from "../past/read-past.ts";
import { revealDossier } from "../reveal/reveal-dossier.ts";
import { findInScope, findVisible } from "../visible.queries.ts";
import { findUndoable, undoInTransaction, UNDO_CODES_BY_STATUS } from "../undo/undo-action.ts";
import { toPastView, toView } from "./to-view.ts";
import { pictureVisible } from "../view-dossier.ts";
import { DossierView } from "./view.schemas.ts";

const tags = ["dossier"];

/** The dossier if the actor may see it, in an emergency too. Throws 404 otherwise, the same as when there is none. */
export async function getVisible(db: Db, id: string, actor: Actor): Promise<Dossier> {
  const dossier = await findVisible(db, id, actor);
  if (!dossier) throw notFound();
  return dossier;
}

/** The dossier if the actor may do more than read it, or look around it. Throws 404 otherwise, as `getVisible`. */
export async function getInScope(db: Db, id: string, actor: Actor): Promise<Dossier> {
  const dossier = await findInScope(db, id, actor);
  if (!dossier) throw notFound();
  return dossier;
}

/** Dossiers over the API: file, read, act. Each answer names what its reader may do now. */
export function dossierRoutes(app: App, shared: Deps): void {
  const show = async (id: string, { actor, requestId }: Asking) => {
    const now = shared.now();
    const picture = await pictureVisible({ db: shared.dbFor(actor), actor, now }, id);
    if (!picture) throw notFound();
    await logDossierRead(shared, { actor, requestId }, { kind: "dossier", dossier: picture.dossier });
    const { undoSeconds } = shared.config;
    const undo = await findUndoable({ db: shared.dbFor(actor), actor, now }, picture.dossier, undoSeconds);
    return toView(picture, { now, undo });
  };

  app.post(
    "/api/v1/dossiers",
    {
      schema: {
        tags,
        summary: "Nộp hồ sơ",
        description: "Gửi lại với cùng Idempotency-Key thì chỉ một hồ sơ được nộp.",
        headers: IdempotencyHeaders,
        body: SubmissionBody,
        response: { 201: DossierView, ...errorAnswers(SUBMISSION_CODES_BY_STATUS) },
      },
    },
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const actor = requireActor(request);
      const key = request.headers["idempotency-key"] ?? newId();
      const now = deps.now();
      const { id } = await deps.db
        .transaction()
        .execute((tx) =>
          once(tx, { key, actorId: actor.id, request: request.body }, () =>
            submitDossier({ db: tx, actor, now }, readSubmission(request.body)),
          ),
        );
      return reply.code(201).send(await show(id, { actor, requestId: request.id }));
    },
  );
  app.get(
    "/api/v1/dossiers/:id",
    {
      schema: {
        tags,
        summary: "Xem hồ sơ, hiện nay hoặc như lúc đã qua",
        params: IdParams,
        querystring: AtQuery,
        response: { 200: DossierView, ...errorAnswers(PAST_CODES_BY_STATUS) },
      },
    },
    async (request) => {
      const asking = { actor: requireActor(request), requestId: request.id };
      const { at } = request.query;
      if (at === undefined) return show(request.params.id, asking);
      return toPastView(await readPast(shared, asking, { id: request.params.id, at }));
    },
  );
  app.post(
    "/api/v1/dossiers/:id/actions",
    {
      schema: {
        tags,
        summary: "Thực hiện một việc với hồ sơ",
        description: "Lời từ chối kèm những việc người gọi làm được lúc này (details.allowed).",
        params: IdParams,
        headers: IdempotencyHeaders,
        body: ActBody,
        response: { 200: DossierView, ...errorAnswers(REFUSAL_CODES_BY_STATUS) },
      },
    },
    async (request) => {
      const deps = seenAs(shared, request.actor);
      const actor = requireActor(request);
      const { id } = request.params;
      const { version, command } = request.body;
      const now = deps.now();
      await getInScope(deps.db, id, actor);
      await deps.db.transaction().execute((tx) =>
        once(
          tx,
          { key: request.headers["idempotency-key"] ?? newId(), actorId: actor.id, request: { id, ...request.body } },
          async () => {
            const { undoSeconds } = deps.config;
            const seenVersion = version ?? null;
            const acting = { dossierId: id, command: command as DossierCommand, seenVersion, undoSeconds };
            return { version: (await actInTransaction({ db: tx, actor, now }, acting)).version };
          },
        ),
      );
      return show(id, { actor, requestId: request.id });
    },
  );
  app.post(
    "/api/v1/dossiers/:id/reveal",
    {
      schema: {
        tags,
        summary: "Xem đủ thông tin bị che, có mục đích",
        description: `Mở trong ${REVEAL_MINUTES} phút cho chính người hỏi; mục đích được ghi vào nhật ký xem.`,
        params: IdParams,
        body: RevealBody,
        response: {
          200: DossierView,
          ...errorAnswers({
            401: ["sign-in-required"],
            403: ["not-your-role"],
            404: ["not-found"],
            422: ["purpose-unknown"],
          }),
        },
      },
    },
    async (request) => {
      const asking = { actor: requireOfficer(request), requestId: request.id };
      const dossier = await getVisible(shared.dbFor(asking.actor), request.params.id, asking.actor);
      await revealDossier(shared, asking, { dossier, purpose: request.body.purpose });
      return show(dossier.id, asking);
    },
  );
  takingBack(app, shared, show);
  dossierReadingRoutes(app, shared, { getVisible, getInScope });
  draftRoutes(app, shared, show);
}

type Show = (id: string, asking: Asking) => Promise<ReturnType<typeof toView>>;

function takingBack(app: App, shared: Deps, show: Show): void {
  app.post(
    "/api/v1/dossiers/:id/undo",
    {
      schema: {
        tags,
        summary: "Hoàn tác việc vừa làm",
        description:
          "Trong vài giây, khi chưa ai làm việc khác và chưa có gì gửi ra ngoài; chỉ người đã làm. Việc và lần hoàn tác đều còn trong lịch sử.",
        params: IdParams,
        headers: IdempotencyHeaders,
        body: UndoBody,
        response: { 200: DossierView, ...errorAnswers(UNDO_CODES_BY_STATUS) },
      },
    },
    async (request) => {
      const deps = seenAs(shared, request.actor);
      const actor = requireOfficer(request);
      const { id } = request.params;
      const { version } = request.body;
      const now = deps.now();
      await getInScope(deps.db, id, actor);
      const key = request.headers["idempotency-key"] ?? newId();
      await deps.db.transaction().execute((tx) =>
        once(tx, { key, actorId: actor.id, request: { undo: id, version } }, async () => {
          const undoing = { dossierId: id, version, window: deps.config.undoSeconds };
          return { version: (await undoInTransaction({ db: tx, actor, now }, undoing)).version };
        }),
      );
      return show(id, { actor, requestId: request.id });
    },
  );
}
