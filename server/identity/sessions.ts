import type { Actor } from "../../domain/identity/actor.ts";
import { isRole } from "../../domain/organisation/role.ts";
import { fromEpoch, toEpoch, type Moment } from "../../domain/shared/moment.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { findActor } from "../organisation/index.ts";
import type { Db } from "../platform/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";
import { saveKnownBrowser } from "./attempt.queries.ts";
import {
  findCredentials,
  findHolder,
  insertSession,
  lockCredentials,
  type Account,
  type Credentials,
} from "./identity.queries.ts";
import { forgiveAttempt, reserveAttempt, takeTurn, type Attempt } from "./limit-attempts.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { hashToken, newToken, type Visitor } from "./visitor.ts";

const HOURS = { officer: 8, citizen: 12 } as const;

export interface SignIn {
  readonly login: string;
  readonly password: string;
  readonly visitor: Visitor;
}

/** What only the browser keeps: the session, and by what it is known when it comes again. */
export interface SignedIn {
  readonly token: string;
  readonly browser: string;
}

/**
 * Signs an officer in. Throws 401 `sign-in-failed` alike for unknown names and wrong passwords, 429
 * `too-many-attempts` with `until` after repeated failures, whether the name exists or not; 403 `account-blocked` and
 * `no-appointment` only after the right password.
 */
export async function signIn(context: { db: Db; now: Moment }, given: SignIn): Promise<SignedIn> {
  const { login, password, visitor } = given;
  const attempt = await reserveAttempt(context, login, visitor);
  await takeTurn(attempt);
  const name = login.trim().toLowerCase();
  const account = await findCredentials(context.db, name);
  // The unknown name costs as much time as the known one.
  const right = account?.passwordHash
    ? await verifyPassword(password, account.passwordHash)
    : await hashPassword(password).then(() => false);
  if (!account || !right) throw new ApiError(401, "sign-in-failed");
  return context.db.transaction().execute(async (tx) => {
    const inside = { db: tx, now: context.now };
    const held = await lockCredentials(tx, name);
    // Changed while this attempt was on its way: the password that was typed is the old one.
    if (!held || held.passwordHash !== account.passwordHash) throw new ApiError(401, "sign-in-failed");
    await refuseClosed(inside, held);
    return enter(inside, { account, attempt, visitor });
  });
}

// Told to the owner of the password alone: a guesser learns nothing of the account.
async function refuseClosed({ db, now }: { db: Db; now: Moment }, account: Credentials): Promise<void> {
  const { blockedAt, officerId } = account;
  if (blockedAt !== null) throw new ApiError(403, "account-blocked");
  const actor = officerId ? await findActor(db, officerId, dateOf(now)) : undefined;
  if (!actor || actor.appointments.length === 0) throw new ApiError(403, "no-appointment");
}

interface Entering {
  readonly account: Pick<Account, "id" | "kind">;
  readonly attempt: Attempt;
  readonly visitor: Visitor;
}

/** Opens the session of somebody who has shown the right secret; the browser is known from now on. */
export async function enter(
  { db, now }: { db: Db; now: Moment },
  { account, attempt, visitor }: Entering,
): Promise<SignedIn> {
  await forgiveAttempt(db, attempt);
  const browser = visitor.browser ?? newToken();
  await saveKnownBrowser(db, { tokenHash: hashToken(browser), accountId: account.id, at: now });
  return { token: await openSession(db, { account, now, visitor }), browser };
}

interface Opening {
  readonly account: Pick<Account, "id" | "kind">;
  readonly now: Moment;
  readonly visitor: Pick<Visitor, "address" | "userAgent">;
}

/** A new session of the account; the answer is its token. */
export async function openSession(tx: Db, { account, now, visitor }: Opening): Promise<string> {
  const token = newToken();
  const expiresAt = fromEpoch(toEpoch(now) + HOURS[account.kind] * 3_600_000);
  await insertSession(tx, {
    tokenHash: hashToken(token),
    accountId: account.id,
    createdAt: now,
    expiresAt,
    userAgent: visitor.userAgent.slice(0, 200),
    address: visitor.address.slice(0, 60),
  });
  return token;
}

/** Who holds the token now, or null: unknown, expired, blocked, or an officer without any appointment left. Read anew every time, so that a revoked right is gone at once. */
export async function actorOfToken(deps: Pick<Deps, "dbFor" | "now">, token: string): Promise<Actor | null> {
  const tokenHash = hashToken(token);
  const holder = await findHolder(deps.dbFor({ key: tokenHash }), tokenHash, deps.now());
  if (!holder) return null;
  const { accountId, name, identityNumber, officer } = holder;
  if (!officer) return { kind: "citizen", id: accountId, name, identityNumber: identityNumber ?? "" };
  const appointments = officer.appointments.map(({ agencyId, roles }) => ({
    agencyId,
    roles: new Set(roles.filter(isRole)),
  }));
  return appointments.length > 0 ? { kind: "officer", id: officer.id, name, appointments } : null;
}
