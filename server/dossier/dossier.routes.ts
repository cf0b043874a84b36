import type Type from "typebox";
import type { DossierCommand } from "../../domain/dossier/command.ts";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import { NATIONAL_STATE } from "../../domain/dossier/status.ts";
import type { Actor } from "../../domain/identity/actor.ts";
import { explainDue } from "../../web/calendar/due-explanation.ts";
import { requireActor, requireOfficer } from "../identity/index.ts";
import type { Db } from "../platform/database.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import type { App } from "../platform/http/server.ts";
import { once } from "../platform/idempotency.ts";
import { newId } from "../platform/ids.ts";
import { actInTransaction } from "./act-on-dossier.ts";
import { findInScope, findOwn } from "./dossier.queries.ts";
import { listEvents } from "./event.queries.ts";
import { ActBody, DossierView, IdempotencyHeaders, IdParams, SubmissionBody } from "./dossier.schemas.ts";
import { listWork } from "./my-work.queries.ts";
import { readSubmission } from "./read-submission.ts";
import { submitDossier } from "./submit-dossier.ts";
import { pictureDossier, type DossierPicture } from "./view-dossier.ts";

const tags = ["dossier"];
const hours = (seconds: number): number => Math.round(seconds / 36) / 100;

/** A dossier that this reader may see; everybody else's does not exist (404). */
export async function getVisible(db: Db, id: string, actor: Actor): Promise<Dossier> {
  const dossier =
    actor.kind === "officer"
      ? await findInScope(db, id, actor.id)
      : actor.kind === "citizen"
        ? await findOwn(db, id, actor)
        : undefined;
  if (!dossier) throw notFound();
  return dossier;
}

/** Dossiers over the API: file, read, act. Each answer names what its reader may do now. */
export function dossierRoutes(app: App, deps: Deps): void {
  const view = async (dossier: Dossier, actor: Actor) =>
    toView(await pictureDossier({ db: deps.db, actor, now: deps.now() }, dossier));

  app.post(
    "/api/v1/dossiers",
    {
      schema: {
        tags,
        summary: "Nộp hồ sơ",
        headers: IdempotencyHeaders,
        body: SubmissionBody,
        response: { 201: DossierView },
      },
    },
    async (request, reply) => {
      const actor = requireActor(request);
      const key = request.headers["idempotency-key"] ?? newId();
      const now = deps.now();
      const { id } = await deps.db.transaction().execute((tx) =>
        once(tx, { key, actorId: actor.id, request: request.body }, async () => {
          const dossier = await submitDossier({ db: tx, actor, now }, readSubmission(request.body));
          return { id: dossier.id };
        }),
      );
      return reply.code(201).send(await view(await getVisible(deps.db, id, actor), actor));
    },
  );
  app.get(
    "/api/v1/dossiers/:id",
    { schema: { tags, summary: "Xem hồ sơ", params: IdParams, response: { 200: DossierView } } },
    async (request) => {
      const actor = requireActor(request);
      return view(await getVisible(deps.db, request.params.id, actor), actor);
    },
  );
  app.get("/api/v1/dossiers", { schema: { tags, summary: "Việc đang chờ tôi" } }, async (request) => {
    const officer = requireOfficer(request);
    return { items: await listWork(deps.db, officer, 200) };
  });
  app.get(
    "/api/v1/dossiers/:id/events",
    { schema: { tags, summary: "Lịch sử, có chuỗi băm", params: IdParams } },
    async (request) => {
      const dossier = await getVisible(deps.db, request.params.id, requireOfficer(request));
      return { items: await listEvents(deps.db, dossier.id) };
    },
  );
  app.post(
    "/api/v1/dossiers/:id/actions",
    {
      schema: {
        tags,
        summary: "Thực hiện một việc với hồ sơ",
        params: IdParams,
        headers: IdempotencyHeaders,
        body: ActBody,
        response: { 200: DossierView },
      },
    },
    async (request) => {
      const actor = requireActor(request);
      const { id } = request.params;
      const { version, command } = request.body;
      const now = deps.now();
      await getVisible(deps.db, id, actor);
      await deps.db.transaction().execute((tx) =>
        once(
          tx,
          { key: request.headers["idempotency-key"] ?? newId(), actorId: actor.id, request: { id, ...request.body } },
          async () => {
            const acting = { dossierId: id, command: command as DossierCommand, seenVersion: version ?? null };
            return { version: (await actInTransaction({ db: tx, actor, now }, acting)).version };
          },
        ),
      );
      return view(await getVisible(deps.db, id, actor), actor);
    },
  );
}

function toView({
  dossier,
  procedure,
  actions,
  legs,
  dueSteps,
  agencies,
  links,
}: DossierPicture): Type.Static<typeof DossierView> {
  const name = (id: string): string => agencies.get(id) ?? id;
  const {
    id,
    version,
    status,
    code,
    submissionCode,
    channel,
    applicant,
    answers,
    submittedAt,
    receivedAt,
    originalDueAt,
    dueAt,
    finishedAt,
    returnedAt,
    limit,
  } = dossier;
  return {
    id,
    version,
    status,
    code,
    submissionCode,
    channel,
    applicant,
    submittedAt,
    receivedAt,
    originalDueAt,
    dueAt,
    finishedAt,
    returnedAt,
    limit,
    answers: { ...answers },
    nationalState: NATIONAL_STATE[status],
    procedure: { code: procedure.code, name: procedure.name },
    papers: dossier.papers.map((paper) => ({ ...paper, documentIds: [...paper.documentIds] })),
    receivingAgency: name(dossier.receivingAgencyId),
    resolvingAgency: name(dossier.resolvingAgencyId),
    authorisation: dossier.authorisation,
    custody: dossier.custody && {
      holder: name(dossier.custody.holderAgencyId),
      inTransitTo: dossier.custody.inTransitTo && name(dossier.custody.inTransitTo),
      since: dossier.custody.since,
    },
    explanation: [...explainDue(dueSteps)],
    legs: legs.map((leg) => ({
      id: leg.stayId,
      step: leg.stepName,
      agency: name(leg.agencyId),
      officer: leg.officerId,
      startedAt: leg.startedAt,
      endedAt: leg.endedAt,
      spentHours: hours(leg.spentSeconds),
      budgetHours: hours(leg.budgetSeconds),
      lateHours: hours(leg.lateSeconds),
    })),
    links: links.map((link) => ({ ...link })),
    result: dossier.result && { ...dossier.result, documentIds: [...dossier.result.documentIds] },
    actions: [...actions],
  };
}
