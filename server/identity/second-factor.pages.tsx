import type { FastifyReply, FastifyRequest } from "fastify";
import { readerOf, rolesOf } from "../../domain/identity/actor.ts";
import { secondFactorDuty } from "../../domain/identity/sign-in-policy.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { attemptText } from "../../web/identity/attempt-text.ts";
import type { Errors } from "../../web/identity/own-account-parts.tsx";
import { doneText, turnedOnText } from "../../web/identity/own-account-text.ts";
import { RecoveryCodesPage, SecondFactorPage } from "../../web/identity/SecondFactorPage.tsx";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";
import { qrShape } from "../platform/http/qr-shape.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { factorOwnerOf } from "./identity.routes.ts";
import { waitUntil } from "./limit-attempts.ts";
import { getOwn } from "./own-account.ts";
import { passkeySite } from "./passkey-site.ts";
import { safeBack } from "./safe-back.ts";
import {
  confirmSetUp,
  getSecondFactor,
  offerSetUp,
  renewRecoveryCodes,
  turnOff,
  type FactorOwner,
} from "./second-factor.ts";
import { getSignInPolicy } from "./sign-in-policy.queries.ts";

/** Where an officer looks after the own factors. */
export const PATH = "/can-bo/tai-khoan/xac-thuc";

type Fields = Partial<Record<string, string>>;

/** An officer's second factor as pages. A secret or a recovery code is in the answer to its own request and nowhere else. */
export function secondFactorPages(app: App, deps: Deps): void {
  const ownerOf = (request: FastifyRequest): FactorOwner => factorOwnerOf(deps, request);
  app.get<{ Querystring: { ve?: string; xong?: string; so?: string } }>(PATH, async (request, reply) => {
    const { ve, xong = "", so = "" } = request.query;
    const done = doneText(xong, /^\d{1,4}$/.test(so) ? Number(so) : 0);
    return unstored(
      reply,
      await factorPage(deps, ownerOf(request), { back: ve ? safeBack(ve, "/can-bo") : null, done }),
    );
  });
  app.post<{ Body: Fields }>(PATH, async (request, reply) => {
    const owner = ownerOf(request);
    const { setUp = "", code = "", password = "" } = request.body;
    try {
      const { recoveryCodes, ended } = await confirmSetUp(owner, { setUp, code, password });
      return unstored(reply, await codesPage(owner, recoveryCodes, turnedOnText("codes", ended)));
    } catch (error) {
      const errors = faultsOf(error, "");
      return unstored(reply, await factorPage(deps, owner, { errors, setUp }), statusOf(error));
    }
  });
  app.post<{ Body: Fields }>(`${PATH}/ma-khoi-phuc`, async (request, reply) => {
    const owner = ownerOf(request);
    try {
      const codes = await renewRecoveryCodes(owner, proofIn(request.body, "renew"));
      return unstored(reply, await codesPage(owner, codes, "Bộ mã cũ đã hết hiệu lực."));
    } catch (error) {
      return unstored(
        reply,
        await factorPage(deps, owner, { errors: faultsOf(error, "renew-"), open: "renew" }),
        statusOf(error),
      );
    }
  });
  app.post<{ Body: Fields }>(`${PATH}/tat`, async (request, reply) => {
    const owner = ownerOf(request);
    try {
      const ended = await turnOff(owner, proofIn(request.body, "off"));
      return await reply.redirect(`${PATH}?xong=tat&so=${ended}`, 303);
    } catch (error) {
      return unstored(
        reply,
        await factorPage(deps, owner, { errors: faultsOf(error, "off-"), open: "off" }),
        statusOf(error),
      );
    }
  });
}

interface Shown {
  readonly back?: string | null;
  readonly done?: string | null;
  readonly errors?: Errors;
  readonly open?: "renew" | "off" | "key" | "remove";
  /** What a passkey was to be called. */
  readonly typed?: string;
  /** What was offered before and is shown again. */
  readonly setUp?: string;
}

/** The page of the own factors, with what was done or what is wrong. */
export async function factorPage(
  { config }: Deps,
  owner: FactorOwner,
  { back = null, done = null, errors = [], open, setUp, typed = "" }: Shown,
): Promise<string> {
  const { db, actor, now } = owner;
  const state = await getSecondFactor(owner);
  const offered = state.since === null ? await offerSetUp(owner, setUp) : null;
  const policy = await getSignInPolicy(db);
  const must = secondFactorDuty(policy, rolesOf(actor), dateOf(now));
  return renderPage(
    <SecondFactorPage
      {...state}
      reader={readerOf(actor)}
      offer={offered && { secret: offered.secret, qr: qrShape(offered.uri), setUp: offered.setUp }}
      duty={{ must, from: policy.secondFactorFrom }}
      back={back}
      done={done}
      errors={errors}
      open={open ?? null}
      passkeysHere={passkeySite(config.baseUrl) !== null}
      typed={typed}
    />,
  );
}

/** New recovery codes, seen this once. */
export async function codesPage({ db, actor, now, tokenHash }: FactorOwner, codes: readonly string[], done: string) {
  const { login } = await getOwn(db, tokenHash);
  return renderPage(<RecoveryCodesPage reader={readerOf(actor)} login={login} codes={codes} at={now} done={done} />);
}

function proofIn(fields: Fields, prefix: "renew" | "off") {
  return { password: fields[`${prefix}-password`] ?? "", code: fields[`${prefix}-code`] ?? "" };
}

/** Faults beside the fields of one form; what no field could mend goes on. */
export function faultsOf(error: unknown, prefix: string): Errors {
  if (!(error instanceof ApiError) || ![409, 422, 429].includes(error.status)) throw error;
  const named = error.code.startsWith("passkey");
  const field = named ? "name" : error.status === 422 && error.code !== "password-wrong" ? "code" : "password";
  return [{ id: `${prefix}${field}`, text: attemptText(error.code, waitUntil(error)) }];
}

/** The status of a refusal. */
export function statusOf(error: unknown): number {
  return error instanceof ApiError ? error.status : 500;
}

/** Answers with a page that no cache keeps. */
export function unstored(reply: FastifyReply, text: string, status = 200): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").header("cache-control", "no-store").send(text);
}
