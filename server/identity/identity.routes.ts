import Type from "typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { deleteSession } from "./identity.queries.ts";
import { requireActor, requireOfficer } from "./request-actor.ts";
import type { FactorOwner } from "./second-factor.ts";
import { recordUses } from "./session-uses.ts";
import { instanceKey } from "../platform/instance-key.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import { actorOfToken, sessionOfToken, signIn, type SignedIn } from "./sessions.ts";
import { hashToken, type Visitor } from "./visitor.ts";

const COOKIE = "motcua_session";
const BROWSER = "motcua_may";
const BROWSER_DAYS = 180;
const PENDING = "motcua_buoc_hai";
const PENDING_SECONDS = 300;
const ASKED = "motcua_khoa";

/** Where passwords and codes are tried; an office behind one address signs in together in the morning. */
const TRIED = new Set([
  "/api/v1/session",
  "/api/v1/session/passkey",
  "/api/v1/session/passkey/options",
  "/api/v1/session/second-factor",
  "/api/v1/account/passkeys",
  "/api/v1/account/passkeys/:passkey/remove",
  "/api/v1/account/password",
  "/api/v1/account/second-factor",
  "/api/v1/account/second-factor/off",
  "/api/v1/account/second-factor/recovery-codes",
  "/can-bo/dang-nhap",
  "/can-bo/dang-nhap/buoc-hai",
  "/can-bo/dang-nhap/khoa-truy-cap",
  "/can-bo/kich-hoat",
  "/can-bo/tai-khoan/khoa-truy-cap",
  "/can-bo/tai-khoan/khoa-truy-cap/:passkey/xoa",
  "/can-bo/tai-khoan/mat-khau",
  "/can-bo/tai-khoan/xac-thuc",
  "/can-bo/tai-khoan/xac-thuc/ma-khoi-phuc",
  "/can-bo/tai-khoan/xac-thuc/tat",
]);

/** All that an officer may do who must set up a second factor and has not. */
const OPEN_TO_OWING = new Set([
  "/assets/*",
  "/api/v1/account/passkeys",
  "/api/v1/account/passkeys/options",
  "/api/v1/account/second-factor",
  "/api/v1/account/second-factor/set-up",
  "/api/v1/session",
  "/can-bo/tai-khoan/khoa-truy-cap",
  "/can-bo/tai-khoan/xac-thuc",
  "/dang-xuat",
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
    const held = await sessionOfToken(deps, token);
    if (!held) return;
    request.actor = held.actor;
    uses.note(hashToken(token), deps.now());
    if (held.owesSecondFactor && !OPEN_TO_OWING.has(request.routeOptions.url ?? ""))
      throw new ApiError(403, "second-factor-owed");
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

/** Lets the browser go on to the second step: no session yet, and no right. */
export function setPending(reply: FastifyReply, token: string, deps: Deps): void {
  void reply.setCookie(PENDING, token, { ...kept(deps), maxAge: PENDING_SECONDS });
}

/** What the browser shows at the second step; empty when it shows nothing. */
export function pendingOf({ cookies }: FastifyRequest): string {
  return cookies[PENDING] ?? "";
}

/** The second step is over in the browser. */
export function clearPending(reply: FastifyReply): void {
  void reply.clearCookie(PENDING, { path: "/" });
}

/** Lets the browser answer what it was asked to sign. */
export function setAsked(reply: FastifyReply, token: string, deps: Deps): void {
  void reply.setCookie(ASKED, token, { ...kept(deps), maxAge: PENDING_SECONDS });
}

/** By what the browser is known that was asked to sign something; empty when it was asked nothing. */
export function askedOf({ cookies }: FastifyRequest): string {
  return cookies[ASKED] ?? "";
}

/** The hash of the session's token, of a request that somebody signed in has made. Throws 401. */
export function sessionOf(request: FastifyRequest): string {
  requireActor(request);
  return hashToken(request.cookies[COOKIE] ?? "");
}

/** The officer at the own account, with what seals secrets. Throws 401, 403. */
export function factorOwnerOf(deps: Deps, request: FastifyRequest): FactorOwner {
  const actor = requireOfficer(request);
  return {
    db: deps.dbFor(actor),
    now: deps.now(),
    actor,
    tokenHash: sessionOf(request),
    instanceKey: instanceKey(deps.config),
  };
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
/** Who has signed in. */
export const Who = Type.Object(
  { kind: Type.String(), id: Type.String(), name: Type.String() },
  { examples: [{ kind: "officer", id: "01a20eea-0ef0-70a1-8f57-44d163d7f0c9", name: "Bế Thị Thơm" }] },
);

const SecondStep = Type.Object(
  { secondStep: Type.Array(Type.String()) },
  {
    description: "Mật khẩu đúng nhưng chưa vào: còn bước hai, trong 5 phút, ở chính trình duyệt này.",
    examples: [{ secondStep: ["one-time-code", "recovery-code"] }],
  },
);
const Code = Type.Object(
  { code: Type.String({ minLength: 6, maxLength: 60 }) },
  { additionalProperties: false, examples: [{ code: "123456" }] },
);

/** Gives the browser its session and answers with whose it is. */
export async function whoIs(reply: FastifyReply, signedIn: SignedIn, deps: Deps): Promise<Type.Static<typeof Who>> {
  setSignedIn(reply, signedIn, deps);
  const { kind, id, name } = requireActor({ actor: await actorOfToken(deps, signedIn.token) });
  return { kind, id, name };
}

function secondStepRoute(app: App, deps: Deps): void {
  app.post(
    "/api/v1/session/second-factor",
    {
      schema: {
        tags: ["identity"],
        summary: "Bước hai của đăng nhập: mã 6 số trên điện thoại, hoặc một mã khôi phục",
        body: Code,
        response: {
          200: Who,
          ...errorAnswers({
            401: ["second-step-over", "code-wrong"],
            403: ["account-blocked", "no-appointment", "foreign-origin"],
            409: ["second-factor-unreadable"],
            429: ["too-many-attempts"],
          }),
        },
      },
    },
    async (request, reply) => {
      const context = { db: deps.db, now: deps.now(), instanceKey: instanceKey(deps.config) };
      const given = { pending: pendingOf(request), code: request.body.code, visitor: visitorOf(request) };
      const finished = await finishSignIn(context, given);
      clearPending(reply);
      return whoIs(reply, finished, deps);
    },
  );
}

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
          202: SecondStep,
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
      const entered = await signIn({ db: deps.db, now }, { ...request.body, visitor: visitorOf(request) });
      if (entered.step === "in") return whoIs(reply, entered.signedIn, deps);
      setPending(reply, entered.pending, deps);
      return reply.code(202).send({ secondStep: ["one-time-code", "recovery-code"] });
    },
  );
  secondStepRoute(app, deps);
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
