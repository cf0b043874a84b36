import Type from "typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { deleteSession } from "./identity.queries.ts";
import { requireActor } from "./request-actor.ts";
import { actorOfToken, hashToken, signIn } from "./sessions.ts";

const COOKIE = "motcua_session";

/** Where passwords and codes are tried; an office behind one address signs in together in the morning. */
const TRIED = new Set(["/api/v1/session", "/can-bo/dang-nhap", "/can-bo/kich-hoat"]);
const TRIES_A_MINUTE = 100;

/** Slows down machines that try passwords; what an account itself counts is in `signIn`. Called before the routes. */
export function limitAttempts(app: App): void {
  const limit = app.rateLimit({
    max: TRIES_A_MINUTE,
    timeWindow: "1 minute",
    errorResponseBuilder: () => new ApiError(429, "too-many-attempts"),
  });
  app.addHook("onRoute", (route) => {
    if (route.method === "POST" && TRIED.has(route.url)) route.onRequest = [route.onRequest ?? [], limit].flat();
  });
}

/** Tells every request who asks, from its session cookie. */
export function authenticate(app: App, deps: Deps): void {
  app.decorateRequest("actor", null);
  app.addHook("onRequest", async (request) => {
    const token = request.cookies[COOKIE];
    if (token && !request.url.startsWith("/assets/")) request.actor = await actorOfToken(deps.db, token, deps.now());
  });
}

/** Gives the browser the session; scripts cannot read it and other sites cannot send it with a form. */
export function setSession(reply: FastifyReply, token: string, { config }: Deps): void {
  void reply.setCookie(COOKIE, token, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: config.baseUrl.startsWith("https:"),
  });
}

/** Ends the session in the database and in the browser. */
export async function endSession(request: FastifyRequest, reply: FastifyReply, { db }: Deps): Promise<void> {
  const token = request.cookies[COOKIE];
  if (token) await deleteSession(db, hashToken(token));
  void reply.clearCookie(COOKIE, { path: "/" });
}

const Credentials = Type.Object(
  { login: Type.String({ minLength: 1, maxLength: 100 }), password: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false, examples: [{ login: "tiepnhan.xa", password: "…" }] },
);
const Who = Type.Object(
  { kind: Type.String(), id: Type.String(), name: Type.String() },
  { examples: [{ kind: "officer", id: "01a20eea-0ef0-70a1-8f57-44d163d7f0c9", name: "Bế Thị Thơm" }] },
);

/** Sessions over the API. */
export function identityRoutes(app: App, deps: Deps): void {
  app.post(
    "/api/v1/session",
    {
      schema: {
        tags: ["identity"],
        summary: "Đăng nhập",
        body: Credentials,
        response: { 200: Who, ...errorAnswers({ 401: ["sign-in-failed"], 429: ["account-locked"] }) },
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const token = await signIn(
        { db: deps.db, now },
        { ...request.body, userAgent: request.headers["user-agent"] ?? "" },
      );
      setSession(reply, token, deps);
      const actor = await actorOfToken(deps.db, token, now);
      const { kind, id, name } = requireActor({ actor });
      return { kind, id, name };
    },
  );
  app.get(
    "/api/v1/session",
    {
      schema: {
        tags: ["identity"],
        summary: "Ai đang đăng nhập",
        response: { 200: Who, ...errorAnswers({ 401: ["sign-in-required"] }) },
      },
    },
    async (request) => {
      const { kind, id, name } = requireActor(request);
      return { kind, id, name };
    },
  );
  app.delete(
    "/api/v1/session",
    {
      schema: {
        tags: ["identity"],
        summary: "Đăng xuất",
        response: { 204: Type.Null(), ...errorAnswers({ 403: ["foreign-origin"] }) },
      },
    },
    async (request, reply) => {
      await endSession(request, reply, deps);
      return reply.code(204).send(null);
    },
  );
}
