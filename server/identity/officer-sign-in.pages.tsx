import type { FastifyReply, FastifyRequest } from "fastify";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import { attemptText } from "../../web/identity/attempt-text.ts";
import { SecondStepPage } from "../../web/identity/SecondStepPage.tsx";
import { OfficerSignInPage } from "../../web/identity/SignInPages.tsx";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { instanceKey } from "../platform/instance-key.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import { clearPending, pendingOf, setPending, setSignedIn, visitorOf } from "./identity.routes.ts";
import { readKeptForm, type KeptForm } from "./kept-form.pages.tsx";
import { waitUntil } from "./limit-attempts.ts";
import { passkeySite } from "./passkey-site.ts";
import { safeBack } from "./safe-back.ts";
import { findPending } from "./second-factor.queries.ts";
import { actorOfToken, signIn, type Entered, type SignedIn } from "./sessions.ts";
import { hashToken } from "./visitor.ts";

const SIGN_IN = "/can-bo/dang-nhap";
const SECOND_STEP = "/can-bo/dang-nhap/buoc-hai";
const SET_UP = "/can-bo/tai-khoan/xac-thuc";

/** The page with the form filled again; undefined when the path is none of theirs. */
export type Refill = (officer: OfficerActor, kept: KeptForm) => Promise<string | undefined>;

/** Fields of the forms of signing in. */
export interface Fields {
  readonly login?: string;
  readonly password?: string;
  readonly code?: string;
  readonly ve?: string;
  readonly giu?: string;
}

/** Where the officer was going, and the form that was on the way. */
interface Errand {
  readonly back: string;
  readonly kept: KeptForm | undefined;
  /** The form as the page carries it; null when there is none. */
  readonly carried: string | null;
}

/** Where the fields of a form or an address say that the officer was going. */
export function errandOf({ ve, giu }: Fields): Errand {
  const kept = readKeptForm(giu);
  return { back: safeBack(ve, "/can-bo"), kept, carried: kept ? (giu ?? null) : null };
}

/** Sign-in of officers by password, and by a code as the second step of those who have one. */
export function officerSignInPages(app: App, deps: Deps, refill: Refill): void {
  app.get<{ Querystring: Fields }>(SIGN_IN, async (request, reply) => {
    const { back } = errandOf(request.query);
    return html(
      reply,
      renderPage(<OfficerSignInPage back={back} error={null} login="" kept={null} passkeys={hasPasskeys(deps)} />),
    );
  });
  app.post<{ Body: Fields }>(SIGN_IN, async (request, reply) => {
    const { login = "", password = "" } = request.body;
    const errand = errandOf(request.body);
    try {
      const visitor = visitorOf(request);
      const entered = await signIn({ db: deps.db, now: deps.now() }, { login, password, visitor });
      return await goOn({ reply, deps, refill }, entered, errand);
    } catch (error) {
      return signInAgain(reply, deps, { errand, refusal: refusalOf(error), login });
    }
  });
  secondStepPages(app, deps, refill);
}

function secondStepPages(app: App, deps: Deps, refill: Refill): void {
  app.get<{ Querystring: Fields }>(SECOND_STEP, async (request, reply) => {
    const { back, carried } = errandOf(request.query);
    if (!(await isOpen(deps, request))) return reply.redirect(`${SIGN_IN}?ve=${encodeURIComponent(back)}`, 303);
    return html(
      reply,
      renderPage(<SecondStepPage back={back} kept={carried} error={null} passkeys={hasPasskeys(deps)} />),
    );
  });
  app.post<{ Body: Fields }>(SECOND_STEP, async (request, reply) => {
    const errand = errandOf(request.body);
    const { back, carried } = errand;
    try {
      const { config, db } = deps;
      const context = { db, now: deps.now(), instanceKey: instanceKey(config) };
      const given = { pending: pendingOf(request), code: request.body.code ?? "", visitor: visitorOf(request) };
      const finished = await finishSignIn(context, given);
      clearPending(reply);
      const { recoveryCodesLeft: left } = finished;
      if (left === null || errand.kept) return await letIn({ reply, deps, refill }, finished, errand);
      setSignedIn(reply, finished, deps);
      return await reply.redirect(`${SET_UP}?xong=ma-khoi-phuc&so=${left}`, 303);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === "second-step-over" || refusal.status === 403) {
        clearPending(reply);
        return signInAgain(reply, deps, { errand, refusal, login: "" });
      }
      const page = <SecondStepPage back={back} kept={carried} error={refusal.text} passkeys={hasPasskeys(deps)} />;
      return html(reply, renderPage(page), refusal.status);
    }
  });
}

interface Answering {
  readonly reply: FastifyReply;
  readonly deps: Deps;
  readonly refill: Refill;
}

/** To the second step of whoever has one, else in. A form on the way is carried by the page, never by an address. */
export async function goOn(answering: Answering, entered: Entered, errand: Errand): Promise<FastifyReply> {
  if (entered.step === "in") return letIn(answering, entered.signedIn, errand);
  const { reply, deps } = answering;
  const { back, carried } = errand;
  setPending(reply, entered.pending, deps);
  if (carried !== null)
    return html(
      reply,
      renderPage(<SecondStepPage back={back} kept={carried} error={null} passkeys={hasPasskeys(deps)} />),
    );
  return reply.redirect(`${SECOND_STEP}?ve=${encodeURIComponent(back)}`, 303);
}

/** Where the officer was going, or first to the page where a second factor is set up. */
export async function letIn(
  { reply, deps, refill }: Answering,
  signedIn: SignedIn,
  { back, kept }: Errand,
): Promise<FastifyReply> {
  setSignedIn(reply, signedIn, deps);
  if (signedIn.owes === "now" || (signedIn.owes === "soon" && !kept))
    return reply.redirect(`${SET_UP}?ve=${encodeURIComponent(back)}`, 303);
  const officer = kept && (await actorOfToken(deps, signedIn.token));
  const filled = kept && officer?.kind === "officer" ? await refill(officer, kept) : undefined;
  return filled ? html(reply, filled) : reply.redirect(back, 303);
}

async function isOpen(deps: Deps, request: FastifyRequest): Promise<boolean> {
  const pending = pendingOf(request);
  return pending !== "" && (await findPending(deps.db, hashToken(pending), deps.now())) !== undefined;
}

interface Refusal {
  readonly code: string;
  readonly text: string;
  readonly status: number;
}

interface Again {
  readonly errand: Errand;
  readonly refusal: Refusal;
  readonly login: string;
}

/** The sign-in page again, with what was refused. */
export function signInAgain(reply: FastifyReply, deps: Deps, { errand, refusal, login }: Again): FastifyReply {
  const { back, carried: kept } = errand;
  const { text: error, status } = refusal;
  const shown = { back, kept, error, login, passkeys: hasPasskeys(deps) };
  return html(reply, renderPage(<OfficerSignInPage {...shown} />), status);
}

const hasPasskeys = ({ config }: Deps): boolean => passkeySite(config.baseUrl) !== null;

/** What the page says of a refusal; anything else goes on. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof ApiError) || error.status === 404) throw error;
  return { code: error.code, text: attemptText(error.code, waitUntil(error)), status: error.status };
}

function html(reply: FastifyReply, text: string, status = 200): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").send(text);
}
