import type Type from "typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { hasSecondFactor, listSessions, requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import type { UseCase } from "../platform/use-case.ts";
import {
  AccountView,
  ActivationCode,
  Ended,
  MissingCodes,
  OfficerParams,
  ReasonBody,
  SessionParams,
} from "./account.schemas.ts";
import {
  blockAccount,
  endSessions,
  getAccount,
  issueCode,
  issueMissingCodes,
  resetSecondFactor,
} from "./manage-account.ts";

const tags = ["organisation"];
const ROOM = "/api/v1/officers/:id/account";
const MISSING = "/api/v1/activation-codes";
const SEEN = { 401: ["sign-in-required"], 403: ["not-your-role", "officer-of-another"], 404: ["not-found"] } as const;
const CHANGED = { ...SEEN, 403: [...SEEN[403], "foreign-origin"] } as const;

/** Accounts of officers over the API: state, lock, activation codes, sessions; for those who keep the person. */
export function accountRoutes(app: App, deps: Deps): void {
  const contextOf = (request: FastifyRequest): UseCase => ({
    db: deps.db,
    actor: requireOfficer(request),
    now: deps.now(),
  });
  app.get(
    ROOM,
    {
      schema: {
        tags,
        summary: "Tài khoản của cán bộ: trạng thái và các phiên đang đăng nhập",
        params: OfficerParams,
        response: { 200: AccountView, ...errorAnswers(SEEN) },
      },
    },
    async (request) => view(contextOf(request), request.params.id),
  );
  lockRoutes(app, contextOf);
  codeRoutes(app, contextOf);
  sessionRoutes(app, contextOf);
  factorRoute(app, contextOf);
}

type ContextOf = (request: FastifyRequest) => UseCase;

function lockRoutes(app: App, contextOf: ContextOf): void {
  for (const [action, summary, blocked] of [
    ["lock", "Khoá tài khoản; mọi phiên bị đăng xuất", true],
    ["unlock", "Mở khoá tài khoản", false],
  ] as const)
    app.post(
      `${ROOM}/${action}`,
      {
        schema: {
          tags,
          summary,
          params: OfficerParams,
          response: { 200: AccountView, ...errorAnswers({ ...CHANGED, 422: ["own-account"] }) },
        },
      },
      async (request) => {
        const context = contextOf(request);
        await blockAccount(context, request.params.id, blocked);
        return view(context, request.params.id);
      },
    );
}

function codeRoutes(app: App, contextOf: ContextOf): void {
  app.post(
    `${ROOM}/activation-codes`,
    {
      schema: {
        tags,
        summary: "Cấp mã kích hoạt mới; mã chỉ có trong câu trả lời này, mã cũ hết hiệu lực",
        params: OfficerParams,
        response: { 201: ActivationCode, ...errorAnswers({ ...CHANGED, 409: ["account-blocked"] }) },
      },
    },
    async (request, reply) => {
      const { login, code, expiresAt } = await issueCode(contextOf(request), request.params.id);
      return unstored(reply).code(201).send({ login, code, expiresAt });
    },
  );
  app.post(
    MISSING,
    {
      schema: {
        tags,
        summary: "Cấp mã cho mọi cán bộ trong phạm vi quản trị chưa có mật khẩu; mã chỉ có trong câu trả lời này",
        response: {
          201: MissingCodes,
          ...errorAnswers({ 401: SEEN[401], 403: ["not-your-role", "foreign-origin"] }),
        },
      },
    },
    async (request, reply) => {
      const issued = await issueMissingCodes(contextOf(request));
      const items = issued.map(({ officerId, name, agencies, login, code, expiresAt }) => {
        return { officerId, name, agencies, login, code, expiresAt };
      });
      return unstored(reply).code(201).send({ items });
    },
  );
}

function sessionRoutes(app: App, contextOf: ContextOf): void {
  app.delete(
    `${ROOM}/sessions/:session`,
    {
      schema: {
        tags,
        summary: "Đăng xuất một phiên của cán bộ",
        params: SessionParams,
        response: { 204: { type: "null" }, ...errorAnswers(CHANGED) },
      },
    },
    async (request, reply) => {
      const { id, session } = request.params;
      if ((await endSessions(contextOf(request), id, session)) === 0) throw notFound();
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${ROOM}/sessions/end-all`,
    {
      schema: {
        tags,
        summary: "Đăng xuất mọi phiên của cán bộ",
        params: OfficerParams,
        response: { 200: Ended, ...errorAnswers(CHANGED) },
      },
    },
    async (request) => ({ ended: await endSessions(contextOf(request), request.params.id, null) }),
  );
}

function factorRoute(app: App, contextOf: ContextOf): void {
  app.post(
    `${ROOM}/second-factor/reset`,
    {
      schema: {
        tags,
        summary: "Đặt lại xác thực hai bước của cán bộ mất điện thoại, có lý do; mọi phiên bị đăng xuất",
        params: OfficerParams,
        body: ReasonBody,
        response: {
          200: Ended,
          ...errorAnswers({ ...CHANGED, 409: ["second-factor-none"], 422: ["own-second-factor", "reason-missing"] }),
        },
      },
    },
    async (request) => ({
      ended: await resetSecondFactor(contextOf(request), request.params.id, request.body.reason),
    }),
  );
}

async function view(context: UseCase, officerId: string): Promise<Type.Static<typeof AccountView>> {
  const { id, login, hasPassword, blockedAt, activationExpiresAt } = await getAccount(context, officerId);
  const sessions = await listSessions(context.db, id, { now: context.now, tokenHash: "" });
  const own = context.actor.id === officerId;
  const secondFactor = await hasSecondFactor(context.db, id);
  const actions = blockedAt ? ["unlock"] : [...(own ? [] : ["lock"]), "issue-activation-code"];
  const endable = sessions.length > 0 ? ["end-sessions"] : [];
  const resettable = secondFactor && !own ? ["reset-second-factor"] : [];
  return {
    login,
    hasPassword,
    hasSecondFactor: secondFactor,
    blockedAt,
    activationExpiresAt,
    sessions: [...sessions],
    actions: [...endable, ...actions, ...resettable],
  };
}

// A code in the cache of a proxy or a browser would be as good as the code itself.
function unstored(reply: FastifyReply): FastifyReply {
  return reply.header("cache-control", "no-store");
}
