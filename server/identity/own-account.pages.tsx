import type { FastifyReply, FastifyRequest } from "fastify";
import { readerOf, type Actor, type CitizenActor, type OfficerActor } from "../../domain/identity/actor.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { standInText } from "../../web/office/delegation-text.ts";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { attemptText } from "../../web/identity/attempt-text.ts";
import type { Errors } from "../../web/identity/own-account-parts.tsx";
import { doneText } from "../../web/identity/own-account-text.ts";
import { CitizenAccountPage, OfficerAccountPage } from "../../web/identity/OwnAccountPage.tsx";
import { listOwnDelegations } from "../organisation/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { isId } from "../platform/ids.ts";
import { sessionOf } from "./identity.routes.ts";
import { waitUntil } from "./limit-attempts.ts";
import { changePassword, endOtherSessions, endOwnSession, getOwnAccount, type Owner } from "./own-account.ts";
import { requireCitizen, requireOfficer } from "./request-actor.ts";
import { getSecondFactor } from "./second-factor.ts";

const OFFICE = "/can-bo/tai-khoan";
const PORTAL = "/tai-khoan";

interface Done {
  readonly xong?: string;
  readonly so?: string;
}

/** "Tài khoản của tôi": sessions of everybody who is signed in, and the officer's password. */
export function ownAccountPages(app: App, deps: Deps): void {
  const ownerOf = <A extends Actor>(request: FastifyRequest, actor: A): Owner<A> => ({
    db: deps.dbFor(actor),
    now: deps.now(),
    actor,
    tokenHash: sessionOf(request),
  });
  app.get<{ Querystring: Done }>(OFFICE, async (request, reply) =>
    html(reply, await officerPage(ownerOf(request, requireOfficer(request)), { done: doneIn(request.query) })),
  );
  app.get<{ Querystring: Done }>(PORTAL, async (request, reply) => {
    const owner = ownerOf<CitizenActor>(request, requireCitizen(request));
    const { sessions, name } = await getOwnAccount(owner);
    const page = <CitizenAccountPage person={name} sessions={sessions} done={doneIn(request.query)} />;
    return html(reply, renderPage(page));
  });
  for (const [base, require] of [
    [OFFICE, requireOfficer],
    [PORTAL, requireCitizen],
  ] as const) {
    app.post<{ Params: { session: string } }>(`${base}/phien/:session/ket-thuc`, async (request, reply) => {
      const owner = ownerOf<Actor>(request, require(request));
      if (!isId(request.params.session)) throw notFound();
      await endOwnSession(owner, request.params.session);
      return reply.redirect(`${base}?xong=phien&so=1`, 303);
    });
    app.post(`${base}/phien/ket-thuc-khac`, async (request, reply) => {
      const ended = await endOtherSessions(ownerOf<Actor>(request, require(request)));
      return reply.redirect(`${base}?xong=phien&so=${ended}`, 303);
    });
  }
  app.post<{ Body: Partial<Record<string, string>> }>(`${OFFICE}/mat-khau`, async (request, reply) => {
    const owner = ownerOf(request, requireOfficer(request));
    const { current = "", password = "", again = "" } = request.body;
    const refuse = async (id: string, text: string, status: number): Promise<FastifyReply> =>
      html(reply, await officerPage(owner, { done: null, errors: [{ id, text }] }), status);
    if (password !== again) return refuse("again", errorSentence("passwords-differ"), 422);
    try {
      const ended = await changePassword(owner, { current, password });
      return await reply.redirect(`${OFFICE}?xong=mat-khau&so=${ended}`, 303);
    } catch (error) {
      if (!(error instanceof ApiError) || ![422, 429].includes(error.status)) throw error;
      const field = ["current-password-wrong", "too-many-attempts"].includes(error.code) ? "current" : "password";
      return refuse(field, attemptText(error.code, waitUntil(error)), error.status);
    }
  });
}

interface Shown {
  readonly done: string | null;
  readonly errors?: Errors;
}

async function officerPage(owner: Owner<OfficerActor>, { done, errors = [] }: Shown): Promise<string> {
  const { login, sessions } = await getOwnAccount(owner);
  const secondFactor = await getSecondFactor(owner);
  const reader = readerOf(owner.actor);
  const { id } = owner.actor;
  const standIns = (await listOwnDelegations(owner.db, id, dateOf(owner.now))).map((one) => standInText(one, id));
  return renderPage(<OfficerAccountPage {...{ reader, login, sessions, secondFactor, standIns, done, errors }} />);
}

function doneIn({ xong = "", so = "" }: Done): string | null {
  return doneText(xong, /^\d{1,4}$/.test(so) ? Number(so) : 0);
}

function html(reply: FastifyReply, text: string, status = 200): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").send(text);
}
