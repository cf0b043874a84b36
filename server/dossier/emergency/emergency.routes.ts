import { mayOverseeEmergencyReads } from "../../../domain/dossier/emergency-read.ts";
import type { OfficerActor } from "../../../domain/identity/actor.ts";
import { requireOfficer } from "../../identity/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { errorAnswers } from "../../platform/http/error-schema.ts";
import { perMinute } from "../../platform/http/rate-limit.ts";
import type { App } from "../../platform/http/server.ts";
import type { UseCase } from "../../platform/use-case.ts";
import { askEmergencyRead } from "./ask-emergency-read.ts";
import { listGrantsInScope, listOwnGrants } from "./emergency.queries.ts";
import { AskBody, GivenView, GrantParams, GrantsQuery, GrantsView, GrantView, NoteBody } from "./emergency.schemas.ts";
import { requireEmergencyReader } from "./require-emergency-reader.ts";
import { endEmergencyRead, reviewEmergencyRead } from "./settle-emergency-read.ts";

const tags = ["dossier"];
const ROOM = "/api/v1/emergency-reads";
const PAGE = 100;
const officers = { 401: ["sign-in-required"], 403: ["not-your-role"] } as const;

/** Reading beyond one's scope in an emergency, over the API: asking, seeing who did, looking into it, ending it. */
export function emergencyRoutes(app: App, deps: Deps): void {
  const contextOf = (actor: OfficerActor): UseCase<OfficerActor> => ({ db: deps.dbFor(actor), actor, now: deps.now() });
  app.get(
    ROOM,
    {
      schema: {
        tags,
        summary: "Lượt đọc khẩn cấp, mới nhất trước",
        description: "Người giám sát thấy lượt của người khác với hồ sơ trong phạm vi; người khác thấy lượt của mình.",
        querystring: GrantsQuery,
        response: { 200: GrantsView, ...errorAnswers(officers) },
      },
    },
    async (request) => {
      const officer = requireEmergencyReader(request);
      const { mine = false, cursor = null } = request.query;
      const list = mine || !mayOverseeEmergencyReads(officer) ? listOwnGrants : listGrantsInScope;
      const items = await list(deps.dbFor(officer), officer.id, { before: cursor, limit: PAGE });
      return { items: [...items], next: items.length < PAGE ? null : (items.at(-1)?.id ?? null) };
    },
  );
  app.post(
    ROOM,
    {
      config: perMinute(deps.config.limits.lookUps),
      schema: {
        tags,
        summary: "Xin đọc khẩn cấp một hồ sơ ngoài phạm vi",
        description: "Chỉ đọc, trong vài giờ. Khi đang đọc, hỏi lại vẫn là lượt ấy. Mỗi lần hỏi đều được ghi lại.",
        body: AskBody,
        response: {
          201: GivenView,
          ...errorAnswers({
            ...officers,
            409: ["emergency-not-needed"],
            422: [
              "emergency-code-missing",
              "emergency-code-unknown",
              "emergency-reason-short",
              "emergency-reason-long",
            ],
            429: ["too-many-requests", "emergency-too-many"],
          }),
        },
      },
    },
    async (request, reply) => {
      const officer = requireOfficer(request);
      return reply.code(201).send(await askEmergencyRead(deps, { officer, requestId: request.id, ...request.body }));
    },
  );
  const settled = { 200: GrantView, ...errorAnswers({ ...officers, 404: ["not-found"] }) };
  app.post(
    `${ROOM}/:id/review`,
    {
      schema: { tags, summary: "Kiểm soát đã xem xét", params: GrantParams, body: NoteBody, response: settled },
    },
    async (request) => {
      const { note = "" } = request.body;
      return reviewEmergencyRead(contextOf(requireOfficer(request)), { id: request.params.id, note });
    },
  );
  app.post(
    `${ROOM}/:id/end`,
    {
      schema: {
        tags,
        summary: "Chấm dứt một lượt đọc khẩn cấp",
        params: GrantParams,
        body: NoteBody,
        response: settled,
      },
    },
    async (request) => {
      const { note = "" } = request.body;
      return endEmergencyRead(contextOf(requireOfficer(request)), { id: request.params.id, note });
    },
  );
}
