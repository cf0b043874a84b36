import { mayInspectReads } from "../../../domain/evidence/read-log.ts";
import { requireActor } from "../../identity/index.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { ApiError } from "../../platform/errors.ts";
import { errorAnswers } from "../../platform/http/error-schema.ts";
import type { App } from "../../platform/http/server.ts";
import { getVisible } from "../api/dossier.routes.ts";
import { IdParams } from "../api/dossier.schemas.ts";
import { readFilter, requireInspector } from "./read-filter.ts";
import { countByOfficerAndDay, listReads, listReadsOfDossier, type ReadRow } from "./reads.queries.ts";
import { CountsQuery, DossierReadsView, PageQuery, ReadCountsView, ReadsQuery, ReadsView } from "./reads.schemas.ts";

const tags = ["dossier"];
const PAGE = 100;
const MOST_COUNTS = 500;
const refusals = { 401: ["sign-in-required"], 403: ["not-your-role"], 422: ["read-span-wrong", "read-kind-unknown"] };

/** Who has read: of one dossier for its owner and for inspectors, of all in scope for inspectors. Reading it is not logged. */
export function readsRoutes(app: App, shared: Deps): void {
  app.get(
    "/api/v1/dossiers/:id/reads",
    {
      schema: {
        tags,
        summary: "Ai đã xem hồ sơ, mới nhất trước",
        description:
          "Người đứng tên, người nộp, kiểm soát và thanh tra xem được; không gồm lượt xem của chính người hỏi.",
        params: IdParams,
        querystring: PageQuery,
        response: {
          200: DossierReadsView,
          ...errorAnswers({ 401: ["sign-in-required"], 403: ["not-your-role"], 404: ["not-found"] }),
        },
      },
    },
    async (request) => {
      const actor = requireActor(request);
      if (actor.kind !== "citizen" && !mayInspectReads(actor)) throw new ApiError(403, "not-your-role");
      const { db } = seenAs(shared, actor);
      const { id: dossierId } = await getVisible(db, request.params.id, actor);
      const page = { before: request.query.cursor ?? null, limit: PAGE };
      const items = await listReadsOfDossier(db, { dossierId, asker: actor.id }, page);
      return { items: [...items], next: nextOf(items) };
    },
  );
  app.get(
    "/api/v1/reads",
    {
      schema: {
        tags,
        summary: "Nhật ký xem trong phạm vi, mới nhất trước",
        description: "Ngày kiểu 2026-09-07; không ghi ngày là bảy ngày gần nhất.",
        querystring: ReadsQuery,
        response: { 200: ReadsView, ...errorAnswers(refusals) },
      },
    },
    async (request) => {
      const { id: officerId } = requireInspector(request);
      const { cursor, ...asked } = request.query;
      const filter = readFilter(asked, shared.now());
      const page = { before: cursor ?? null, limit: PAGE };
      const items = await listReads(seenAs(shared, request.actor).db, { ...filter, officerId }, page);
      return { items: [...items], next: nextOf(items) };
    },
  );
  app.get(
    "/api/v1/reads/by-officer",
    {
      schema: {
        tags,
        summary: "Số lượt xem của từng cán bộ từng ngày, nhiều hồ sơ nhất trước",
        querystring: CountsQuery,
        response: { 200: ReadCountsView, ...errorAnswers(refusals) },
      },
    },
    async (request) => {
      const { id: officerId } = requireInspector(request);
      const filter = readFilter(request.query, shared.now());
      const { db } = seenAs(shared, request.actor);
      return { items: [...(await countByOfficerAndDay(db, { ...filter, officerId }, MOST_COUNTS))] };
    },
  );
}

function nextOf(items: readonly ReadRow[]): number | null {
  return items.length < PAGE ? null : (items.at(-1)?.id ?? null);
}
