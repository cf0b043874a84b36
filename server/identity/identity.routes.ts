import Type from "typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { deleteSession } from "./identity.queries.ts";
import { requireActor } from "./request-actor.ts";
import { recordUses } from "./session-uses.ts";
import { actorOfToken, signIn, type SignedIn } from "./sessions.ts";
import { hashToken, type Visitor } from "./visitor.ts";

const COOKIE = "motcua_session";
const BROWSER = "motcua_may";
const BROWSER_DAYS = 180;

/** Where passwords and codes are tried; an office behind one address signs in together in the morning. */
const TRIED = new Set([
  "/api/v1/session",
  "/api/v1/account/password",
  "/can-bo/dang-nhap",
  "/can-bo/kich-hoat",
  "/can-bo/tai-khoan/mat-khau",
]);

/** Slows down machines that try passwords; who fails is counted by `signIn`. Called before the routes. */
export function limitAttempts(app: App, { config }: Deps): void {
  const limit = app.rateLimit({
    max: config.limits.signIns,
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
  const uses = recordUses(deps.db);
  app.addHook("onClose", () => uses.end());
  app.addHook("onRequest", async (request) => {
    const token = request.cookies[COOKIE];
    if (!token || request.url.startsWith("/assets/")) return;
    request.actor = await actorOfToken(deps, token);
    if (request.actor) uses.note(hashToken(token), deps.now());
  });
}

/** From where a password or a code is tried. */
export function visitorOf({ ip, headers, cookies }: FastifyRequest): Visitor {
  const kept = cookies[BROWSER];
  const browser = kept && /^[\w-]{43}$/.test(kept) ? kept : undefined;
  return { address: ip, userAgent: headers["user-agent"] ?? "", browser };
}

const kept = ({ config }: Deps) =>
  ({ path: "/", httpOnly: true, sameSite: "lax", secure: config.baseUrl.startsWith("https:") }) as const;

/** Gives the browser the session; scripts cannot read it and other sites cannot send it with a form. */
export function setSession(reply: FastifyReply, token: string, deps: Deps): void {
  void reply.setCookie(COOKIE, token, kept(deps));
}

/** Gives the browser the session, and by what it is known when it comes again. */
export function setSignedIn(reply: FastifyReply, { token, browser }: SignedIn, deps: Deps): void {
  setSession(reply, token, deps);
  void reply.setCookie(BROWSER, browser, { ...kept(deps), maxAge: BROWSER_DAYS * 86_400 });
}

/** The hash of the session's token, of a request that somebody signed in has made. Throws 401. */
export function sessionOf(request: FastifyRequest): string {
  requireActor(request);
  return hashToken(request.cookies[COOKIE] ?? "");
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
        response: {
          200: Who,
          ...errorAnswers({
            401: ["sign-in-failed"],
            403: ["account-blocked", "no-appointment", "foreign-origin"],
            429: ["too-many-attempts"],
          }),
        },
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const signedIn = await signIn({ db: deps.db, now }, { ...request.body, visitor: visitorOf(request) });
      setSignedIn(reply, signedIn, deps);
      const actor = await actorOfToken(deps, signedIn.token);
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
