import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { hashToken } from "../../identity/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { perMinute } from "../../platform/http/rate-limit.ts";
import { claimDrafts } from "./unclaimed-draft.ts";

const COOKIE = "motcua_nhap";
const DAYS = 30;

/** Few tries a minute for those who are not signed in: they may leave files here. */
export function anonymousLimit({ config }: Deps) {
  const { rateLimit } = perMinute(config.limits.anonymousFilings);
  return { rateLimit: { ...rateLimit, allowList: (request: FastifyRequest) => request.actor !== null } };
}

/** The hash of the browser's secret, which it is given when it has none yet; scripts cannot read it. */
export function browserToken(request: FastifyRequest, reply: FastifyReply, { config }: Deps): string {
  const known = request.cookies[COOKIE];
  const secret = known && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString("base64url");
  void reply.setCookie(COOKIE, secret, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: config.baseUrl.startsWith("https:"),
    maxAge: DAYS * 86_400,
  });
  return hashToken(secret);
}

interface Claiming {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly accountId: string;
  readonly back: string;
}

/** At sign-in: gives the account what its browser kept, and answers with where it is found. */
export async function claimBrowserDrafts(deps: Deps, { request, reply, accountId, back }: Claiming): Promise<string> {
  const secret = request.cookies[COOKIE];
  if (!secret) return back;
  const tokenHash = hashToken(secret);
  const db = deps.dbFor({ citizen: accountId, key: tokenHash });
  const places = await claimDrafts({ db, accountId, now: deps.now() }, tokenHash);
  void reply.clearCookie(COOKIE, { path: "/" });
  const id = /^\/nop\/([0-9a-f-]{36})$/.exec(back)?.[1] ?? "";
  return places.has(id) ? `/nop/${places.get(id) ?? id}` : back;
}
