import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { CitizenSignInClosedPage, CitizenSignInFailedPage, StandInPage } from "../../web/identity/SignInPages.tsx";
import { errorSentence } from "../../web/i18n/error-text.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { newId } from "../platform/ids.ts";
import { beginSignIn, readPending, tryFinish, type Relying } from "./citizen-sign-in.ts";
import { openStandIn, STAND_IN_PATH, STAND_IN_SIGN_IN, type StandInPerson } from "./dev-provider.ts";
import { saveCitizen } from "./identity.queries.ts";
import { endSession, setSession, visitorOf } from "./identity.routes.ts";
import { officerSignInPages, type Refill } from "./officer-sign-in.pages.tsx";
import { passkeyPages } from "./passkey.pages.tsx";
import { safeBack } from "./safe-back.ts";
import { openSession } from "./sessions.ts";

const PENDING = "motcua_dang_nhap";

/** Demo people and the password with which the stand-in lets them in; undefined outside the demo. */
export interface Demo {
  readonly people: readonly StandInPerson[];
  readonly password: string;
}

export interface CitizenSignedIn {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly accountId: string;
  /** Where he was going. */
  readonly back: string;
}

/** What other modules do when somebody signs in, told at composition. */
export interface SignInHooks {
  readonly demo: Demo | undefined;
  readonly refill: Refill;
  /** Gives the account what its browser began before; answers with the place to go on to. */
  readonly claim: (signedIn: CitizenSignedIn) => Promise<string>;
}

function page(reply: FastifyReply, html: string, status = 200): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").send(html);
}

/** Sign-in and sign-out of officers and citizens, as pages. */
export async function identityPages(app: App, deps: Deps, hooks: SignInHooks): Promise<void> {
  officerSignInPages(app, deps, hooks.refill);
  passkeyPages(app, deps, hooks.refill);
  app.post("/dang-xuat", async (request, reply) => {
    const back = request.actor?.kind === "officer" ? "/can-bo/dang-nhap" : "/";
    await endSession(request, reply, deps);
    return reply.redirect(back, 303);
  });
  if (hooks.demo) await citizenPages(app, deps, { ...hooks, demo: hooks.demo });
  else app.get("/dang-nhap", async (_request, reply) => page(reply, renderPage(<CitizenSignInClosedPage />)));
}

async function citizenPages(app: App, deps: Deps, { demo, claim }: SignInHooks & { demo: Demo }): Promise<void> {
  const { baseUrl, production } = deps.config;
  const relying: Relying = {
    issuer: `${baseUrl}${STAND_IN_PATH}`,
    clientId: "motcua",
    clientSecret: randomBytes(24).toString("hex"),
    redirectUri: `${baseUrl}/dang-nhap/xong`,
  };
  const standIn = await openStandIn(relying, demo.people, production);
  app.addHook("onRequest", async (request, reply) => {
    if (!request.url.startsWith(`${STAND_IN_PATH}/`)) return;
    // The provider reads the raw request itself, so the body must not have been parsed.
    reply.hijack();
    await standIn.handle(request.raw, reply.raw);
  });
  // A route must exist for the hook to be reached.
  app.all(`${STAND_IN_PATH}/*`, { schema: { hide: true } }, async () => notFound());

  app.get<{ Querystring: { ve?: string } }>("/dang-nhap", async (request, reply) => {
    const { url, pending } = await beginSignIn(relying, safeBack(request.query.ve, "/ho-so"));
    const value = Buffer.from(JSON.stringify(pending)).toString("base64url");
    return reply
      .setCookie(PENDING, value, {
        path: "/dang-nhap",
        httpOnly: true,
        sameSite: "lax",
        maxAge: 600,
        secure: baseUrl.startsWith("https:"),
      })
      .redirect(url, 303);
  });
  app.get("/dang-nhap/xong", async (request, reply) => {
    const kept = request.cookies[PENDING];
    if (!kept) return reply.redirect("/dang-nhap", 303);
    void reply.clearCookie(PENDING, { path: "/dang-nhap" });
    const pending = readPending(kept);
    const claims = pending && (await tryFinish(relying, request.url, pending));
    if (!pending || !claims) return page(reply, renderPage(<CitizenSignInFailedPage />), 400);
    const id = await saveCitizen(deps, newId(), claims);
    const token = await openSession(deps.db, {
      account: { id, kind: "citizen" },
      now: deps.now(),
      visitor: visitorOf(request),
    });
    setSession(reply, token, deps);
    return reply.redirect(await claim({ request, reply, accountId: id, back: safeBack(pending.back, "/ho-so") }), 303);
  });
  app.get<{ Params: { uid: string } }>(`${STAND_IN_SIGN_IN}/:uid`, async (request, reply) =>
    page(
      reply,
      renderPage(
        <StandInPage
          interaction={`${STAND_IN_SIGN_IN}/${encodeURIComponent(request.params.uid)}`}
          people={demo.people}
          error={null}
        />,
      ),
    ),
  );
  app.post<{ Params: { uid: string }; Body: { login?: string; password?: string } }>(
    `${STAND_IN_SIGN_IN}/:uid`,
    async (request, reply) => {
      const { login = "", password = "" } = request.body;
      const known = demo.people.some(({ subject }) => subject === login) && password === demo.password;
      if (known) return reply.redirect(await standIn.finish(request.raw, reply.raw, login), 303);
      const interaction = `${STAND_IN_SIGN_IN}/${encodeURIComponent(request.params.uid)}`;
      return page(
        reply,
        renderPage(
          <StandInPage interaction={interaction} people={demo.people} error={errorSentence("sign-in-failed")} />,
        ),
        401,
      );
    },
  );
}
