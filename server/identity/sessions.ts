import { createHash, randomBytes } from "node:crypto";
import type { Actor } from "../../domain/identity/actor.ts";
import { isRole } from "../../domain/organisation/role.ts";
import { fromEpoch, toEpoch, type Moment } from "../../domain/shared/moment.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { findActor } from "../organisation/index.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import {
  findHolder,
  insertSession,
  lockCredentials,
  recordAttempt,
  type Account,
  type Credentials,
} from "./identity.queries.ts";
import { hashPassword, verifyPassword } from "./password.ts";

const HOURS = { officer: 8, citizen: 12 } as const;
const FREE_ATTEMPTS = 5;
const LONGEST_LOCK_MINUTES = 60;

export interface SignIn {
  readonly login: string;
  readonly password: string;
  readonly userAgent: string;
}

/**
 * Signs an officer in and answers with the session's token, which only the browser keeps.
 * Throws 401 `sign-in-failed` alike for unknown names and wrong passwords, 429 `account-locked` after repeated failures.
 */
export async function signIn(
  { db, now }: { db: Db; now: Moment },
  { login, password, userAgent }: SignIn,
): Promise<string> {
  const outcome = await db.transaction().execute(async (tx) => {
    const account = await lockCredentials(tx, login.trim().toLowerCase());
    // The unknown name costs as much time as the known one.
    if (!account?.passwordHash) return hashPassword(password).then(() => new ApiError(401, "sign-in-failed"));
    if (account.lockedUntil && account.lockedUntil > now)
      return new ApiError(429, "account-locked", { until: account.lockedUntil });
    if (await verifyPassword(password, account.passwordHash)) {
      // Told to the owner of the password alone: a guesser learns nothing of the account.
      const refusal = await refusalOf(tx, account, now);
      if (refusal) return refusal;
      await recordAttempt(tx, account.id, { failed: 0, lockedUntil: null });
      return openSession(tx, { account, now, userAgent });
    }
    const failed = account.failedAttempts + 1;
    await recordAttempt(tx, account.id, { failed, lockedUntil: lockUntil(failed, now) });
    return new ApiError(401, "sign-in-failed");
  });
  // Thrown outside, so that the counted failure is not rolled back.
  if (outcome instanceof ApiError) throw outcome;
  return outcome;
}

async function refusalOf(tx: Db, { blockedAt, officerId }: Credentials, now: Moment): Promise<ApiError | null> {
  if (blockedAt !== null) return new ApiError(403, "account-blocked");
  const actor = officerId ? await findActor(tx, officerId, dateOf(now)) : undefined;
  return actor && actor.appointments.length > 0 ? null : new ApiError(403, "no-appointment");
}

/** Until when guessing must wait after so many failures, or null. */
export function lockUntil(failed: number, now: Moment): Moment | null {
  if (failed < FREE_ATTEMPTS) return null;
  const minutes = Math.min(LONGEST_LOCK_MINUTES, 2 ** (failed - FREE_ATTEMPTS));
  return fromEpoch(toEpoch(now) + minutes * 60_000);
}

interface Opening {
  readonly account: Pick<Account, "id" | "kind">;
  readonly now: Moment;
  readonly userAgent: string;
}

/** A new session of the account; the answer is its token. */
export async function openSession(tx: Db, { account, now, userAgent }: Opening): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = fromEpoch(toEpoch(now) + HOURS[account.kind] * 3_600_000);
  await insertSession(tx, {
    tokenHash: hashToken(token),
    accountId: account.id,
    createdAt: now,
    expiresAt,
    userAgent: userAgent.slice(0, 200),
  });
  return token;
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Who holds the token now, or null: unknown, expired, blocked, or an officer without any appointment left. Read anew every time, so that a revoked right is gone at once. */
export async function actorOfToken(db: Db, token: string, now: Moment): Promise<Actor | null> {
  const holder = await findHolder(db, hashToken(token), now);
  if (!holder) return null;
  const { accountId, name, identityNumber, officer } = holder;
  if (!officer) return { kind: "citizen", id: accountId, name, identityNumber: identityNumber ?? "" };
  const appointments = officer.appointments.map(({ agencyId, roles }) => ({
    agencyId,
    roles: new Set(roles.filter(isRole)),
  }));
  return appointments.length > 0 ? { kind: "officer", id: officer.id, name, appointments } : null;
}
