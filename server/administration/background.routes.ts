import { failureText, kindText } from "../../web/admin/background-text.ts";
import { requireOfficer } from "../identity/index.ts";
import { seenAs, type Deps } from "../platform/deps.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import type { UseCase } from "../platform/use-case.ts";
import { BackgroundView, Decided, Discarding, Replaying } from "./background.schemas.ts";
import { discardDeadLetter, replayDeadLetters } from "./decide-dead-letters.ts";
import { readBackground } from "./read-background.ts";

const tags = ["administration"];
const ADMINISTRATORS = { 401: ["sign-in-required"], 403: ["not-your-role"] } as const;

/** Work in the background over the API: how it goes, and what to do about what has failed for good. */
export function backgroundRoutes(app: App, deps: Deps): void {
  const contextOf = (request: Parameters<typeof requireOfficer>[0]): UseCase => {
    const actor = requireOfficer(request);
    return { db: seenAs(deps, actor).db, actor, now: deps.now() };
  };
  app.get(
    "/api/v1/background",
    {
      schema: {
        tags,
        summary: "Việc nền: đang chờ, đang làm, lỗi, hỏng",
        response: { 200: BackgroundView, ...errorAnswers(ADMINISTRATORS) },
      },
    },
    async (request) => {
      const { workers, kinds, dead } = await readBackground(contextOf(request));
      return {
        workers: workers.map(({ host, startedAt, beatAt }) => ({ host, startedAt, beatAt })),
        kinds: kinds.map((kind) => ({ ...kind, ...inWords(kind) })),
        dead: dead.map((letter) => ({ ...letter, ...inWords(letter) })),
      };
    },
  );
  app.post(
    "/api/v1/background/replay",
    {
      schema: {
        tags,
        summary: "Gửi lại một việc hỏng, hoặc mọi việc hỏng của một loại",
        description: "Gửi hai lần cũng chỉ làm lại một lần: lần sau trả lời 0.",
        body: Replaying,
        response: { 200: Decided, ...errorAnswers({ ...ADMINISTRATORS, 404: ["not-found"] }) },
      },
    },
    async (request) => {
      const { letter, kind = "" } = request.body;
      return { decided: await replayDeadLetters(contextOf(request), letter ? { letter } : { kind }) };
    },
  );
  app.post(
    "/api/v1/background/discard",
    {
      schema: {
        tags,
        summary: "Bỏ qua một việc hỏng, có lý do",
        body: Discarding,
        response: {
          200: Decided,
          ...errorAnswers({ ...ADMINISTRATORS, 404: ["not-found"], 422: ["discard-reason-missing"] }),
        },
      },
    },
    async (request) => {
      const { letter, reason } = request.body;
      return { decided: await discardDeadLetter(contextOf(request), letter, reason) };
    },
  );
}

const inWords = ({ kind, lastError }: { readonly kind: string; readonly lastError: string | null }) => ({
  name: kindText(kind),
  failure: lastError === null ? null : failureText(lastError),
});
