import Type from "typebox";
import type { FastifyRequest } from "fastify";
import type { Actor } from "../../domain/identity/actor.ts";
import type { Deps } from "../platform/deps.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { sessionOf } from "./identity.routes.ts";
import { changePassword, endOtherSessions, endOwnSession, getOwnAccount, type Owner } from "./own-account.ts";
import { Ended, OwnAccountView, PasswordBody, SessionParams } from "./own-account.schemas.ts";
import { requireActor, requireOfficer } from "./request-actor.ts";

const tags = ["identity"];
const SIGNED_IN = { 401: ["sign-in-required"] } as const;
const CHANGING = { ...SIGNED_IN, 403: ["foreign-origin"] } as const;

/** The own account over the API: sessions, and the officer's password. */
export function ownAccountRoutes(app: App, deps: Deps): void {
  const ownerOf = <A extends Actor>(request: FastifyRequest, actor: A): Owner<A> => ({
    db: deps.dbFor(actor),
    now: deps.now(),
    actor,
    tokenHash: sessionOf(request),
  });
  app.get(
    "/api/v1/account",
    {
      schema: {
        tags,
        summary: "Tài khoản của tôi: các phiên đang đăng nhập",
        response: { 200: OwnAccountView, ...errorAnswers(SIGNED_IN) },
      },
    },
    async (request) => {
      const actor = requireActor(request);
      const { login, name, sessions, actions } = await getOwnAccount(ownerOf(request, actor));
      return { kind: actor.kind, login, name, sessions: [...sessions], actions: [...actions] };
    },
  );
  app.delete(
    "/api/v1/account/sessions/:session",
    {
      schema: {
        tags,
        summary: "Đăng xuất một phiên của tôi",
        params: SessionParams,
        response: { 204: Type.Null(), ...errorAnswers({ ...CHANGING, 404: ["not-found"] }) },
      },
    },
    async (request, reply) => {
      await endOwnSession(ownerOf(request, requireActor(request)), request.params.session);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/account/sessions/end-others",
    {
      schema: {
        tags,
        summary: "Đăng xuất mọi phiên khác của tôi",
        response: { 200: Ended, ...errorAnswers(CHANGING) },
      },
    },
    async (request) => ({ ended: await endOtherSessions(ownerOf(request, requireActor(request))) }),
  );
  passwordRoute(app, ownerOf);
}

function passwordRoute(app: App, ownerOf: <A extends Actor>(request: FastifyRequest, actor: A) => Owner<A>): void {
  app.post(
    "/api/v1/account/password",
    {
      schema: {
        tags,
        summary: "Đổi mật khẩu của tôi; mọi phiên khác bị đăng xuất",
        body: PasswordBody,
        response: {
          200: Ended,
          ...errorAnswers({
            ...SIGNED_IN,
            403: ["not-your-role", "foreign-origin"],
            422: [
              "current-password-wrong",
              "password-same",
              "password-short",
              "password-long",
              "password-common",
              "password-like-login",
              "password-like-name",
            ],
            429: ["too-many-attempts"],
          }),
        },
      },
    },
    async (request) => ({ ended: await changePassword(ownerOf(request, requireOfficer(request)), request.body) }),
  );
}
