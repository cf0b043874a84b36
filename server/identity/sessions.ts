import { rolesOf, type Actor, type OfficerActor } from "../../domain/identity/actor.ts";
import { secondFactorDuty } from "../../domain/identity/sign-in-policy.ts";
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
import { hasSecondFactor, insertPending } from "./second-factor.queries.ts";
import { getSignInPolicy } from "./sign-in-policy.queries.ts";
import { hashToken, newToken, type Visitor } from "./visitor.ts";

const CITIZEN_HOURS = 12;
const SECOND_STEP_MINUTES = 5;

export interface SignIn {
  readonly login: string;
  readonly password: string;
  readonly visitor: Visitor;
}

/** What only the browser keeps: the session, and by what it is known when it comes again. */
export interface SignedIn {
  readonly token: string;
  readonly browser: string;
  /** Whether the officer has yet to set up a second factor. */
  readonly owes: Duty;
}

type Duty = ReturnType<typeof secondFactorDuty>;

/** What the right password leads to: the session, or the second step, which the browser's token opens for 5 minutes. */
export type Entered =
  | { readonly step: "in"; readonly signedIn: SignedIn }
  | { readonly step: "second"; readonly pending: string };

/**
 * The first step of an officer who signs in. Throws 401 `sign-in-failed` alike for unknown names and wrong passwords, 429
 * `too-many-attempts` with `until` after repeated failures, whether the name exists or not; 403 `account-blocked` and
 * `no-appointment` only after the right password.
 */
export async function signIn(context: { db: Db; now: Moment }, given: SignIn): Promise<Entered> {
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
    const officer = await refuseClosed(inside, held);
    return enter(inside, { account, attempt, visitor, officer });
  });
}

/** The officer of an account that is open. Throws 403 `account-blocked`, `no-appointment`: told to the owner of the password alone, so that a guesser learns nothing. */
export async function refuseClosed(
  { db, now }: { db: Db; now: Moment },
  { blockedAt, officerId }: Credentials,
): Promise<OfficerActor> {
  if (blockedAt !== null) throw new ApiError(403, "account-blocked");
  const actor = officerId ? await findActor(db, officerId, dateOf(now)) : undefined;
  if (!actor || actor.appointments.length === 0) throw new ApiError(403, "no-appointment");
  return actor;
}

interface Entering {
  readonly account: Pick<Account, "id" | "kind">;
  readonly attempt: Attempt;
  readonly visitor: Visitor;
  readonly officer: OfficerActor;
}

/** A passkey cannot be guessed, so it was not counted as an attempt. */
type Admitted = Omit<Entering, "attempt"> & { readonly attempt: Attempt | null };

/** Goes on after the right password: to the second step of whoever has one, else straight in. */
export async function enter(context: { db: Db; now: Moment }, entering: Entering): Promise<Entered> {
  const { db, now } = context;
  const { account, attempt } = entering;
  if (!(await hasSecondFactor(db, account.id))) return { step: "in", signedIn: await admit(context, entering) };
  await forgiveAttempt(db, attempt);
  const pending = newToken();
  const expiresAt = fromEpoch(toEpoch(now) + SECOND_STEP_MINUTES * 60_000);
  await insertPending(db, { tokenHash: hashToken(pending), accountId: account.id, expiresAt });
  return { step: "second", pending };
}

/** Opens the session of somebody who has shown everything that was asked for; the browser is known from now on. */
export async function admit(
  { db, now }: { db: Db; now: Moment },
  { account, attempt, visitor, officer }: Admitted,
): Promise<SignedIn> {
  if (attempt) await forgiveAttempt(db, attempt);
  const browser = visitor.browser ?? newToken();
  await saveKnownBrowser(db, { tokenHash: hashToken(browser), accountId: account.id, at: now });
  const has = await hasSecondFactor(db, account.id);
  const owes = has ? "none" : secondFactorDuty(await getSignInPolicy(db), rolesOf(officer), dateOf(now));
  return { token: await openSession(db, { account, now, visitor }), browser, owes };
}

interface Opening {
  readonly account: Pick<Account, "id" | "kind">;
  readonly now: Moment;
  readonly visitor: Pick<Visitor, "address" | "userAgent">;
}

/** A new session of the account; the answer is its token. */
export async function openSession(tx: Db, { account, now, visitor }: Opening): Promise<string> {
  const token = newToken();
  const hours = account.kind === "officer" ? (await getSignInPolicy(tx)).sessionHours : CITIZEN_HOURS;
  const expiresAt = fromEpoch(toEpoch(now) + hours * 3_600_000);
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

export interface HeldSession {
  readonly actor: Actor;
  /** The officer must set up a second factor before anything else. */
  readonly owesSecondFactor: boolean;
}

/** Who holds the token now, or null: unknown, expired, unused for too long, blocked, or an officer without any appointment left. Read anew every time, so that a revoked right is gone at once. */
export async function sessionOfToken(deps: Pick<Deps, "dbFor" | "now">, token: string): Promise<HeldSession | null> {
  const tokenHash = hashToken(token);
  const now = deps.now();
  const holder = await findHolder(deps.dbFor({ key: tokenHash }), tokenHash, now);
  if (!holder) return null;
  const { accountId, name, identityNumber, powers, officer } = holder;
  if (!officer) {
    const actor: Actor = { kind: "citizen", id: accountId, name, identityNumber: identityNumber ?? "", powers };
    return { actor, owesSecondFactor: false };
  }
  const appointments = officer.appointments.map(({ agencyId, roles, onBehalfOf }) => ({
    agencyId,
    roles: new Set(roles.filter(isRole)),
    ...(onBehalfOf ? { onBehalfOf } : {}),
  }));
  if (appointments.length === 0) return null;
  const actor: OfficerActor = { kind: "officer", id: officer.id, name, appointments };
  const { policy, hasSecondFactor: has } = officer;
  const owes = policy !== null && !has && secondFactorDuty(policy, rolesOf(actor), dateOf(now)) === "now";
  return { actor, owesSecondFactor: owes };
}

/** As `sessionOfToken`, the person alone. */
export async function actorOfToken(deps: Pick<Deps, "dbFor" | "now">, token: string): Promise<Actor | null> {
  return (await sessionOfToken(deps, token))?.actor ?? null;
}
