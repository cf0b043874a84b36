import { timingSafeEqual } from "node:crypto";
import { passwordFault } from "../../domain/identity/new-password.ts";
import { fromEpoch, toEpoch, type Moment } from "../../domain/shared/moment.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { findActor } from "../organisation/index.ts";
import { inTransaction, type Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { deleteSessions, setActivation, setPassword } from "./account.queries.ts";
import { lockCredentials, type Credentials } from "./identity.queries.ts";
import { forgiveAttempt, reserveAttempt, takeTurn } from "./limit-attempts.ts";
import { hashPassword } from "./password.ts";
import { hashSecretCode, newSecretCode } from "./secret-code.ts";
import { enter, type Entered } from "./sessions.ts";
import type { Visitor } from "./visitor.ts";

const DAYS = 7;

export interface IssuedCode {
  /** `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`; only its hash is kept, so it can be shown this once. */
  readonly code: string;
  readonly expiresAt: Moment;
}

/** A new activation code of the account, good once within a week; an older one is void. */
export async function issueActivation(tx: Db, accountId: string, now: Moment): Promise<IssuedCode> {
  const code = newSecretCode();
  const expiresAt = fromEpoch(toEpoch(now) + DAYS * 86_400_000);
  await setActivation(tx, accountId, { hash: hashSecretCode(code), expiresAt });
  return { code, expiresAt };
}

export interface Activation {
  readonly login: string;
  readonly code: string;
  readonly password: string;
  readonly visitor: Visitor;
}

/**
 * Sets the officer's own password with an activation code, ends every other session and goes on as `signIn` does with the
 * right password. Throws 422 for a weak password, 401 `activation-failed` alike for whatever does not fit, 429 `too-many-attempts` as `signIn` does.
 */
export async function activate(context: { db: Db; now: Moment }, given: Activation): Promise<Entered> {
  const { now } = context;
  const login = given.login.trim().toLowerCase();
  const fault = passwordFault(given.password, { login });
  if (fault) throw weak(fault);
  const attempt = await reserveAttempt(context, login, given.visitor);
  await takeTurn(attempt);
  const passwordHash = await hashPassword(given.password);
  const outcome = await inTransaction(context.db, async (tx) => {
    const account = await lockCredentials(tx, login);
    if (!account || !fits(account, given.code, now)) return new ApiError(401, "activation-failed");
    const nameFault = passwordFault(given.password, { login, name: account.name });
    if (nameFault) {
      // Not a guess: the code was right, and it stays good for a better password.
      await forgiveAttempt(tx, attempt);
      return weak(nameFault);
    }
    await setPassword(tx, account.id, passwordHash);
    await deleteSessions(tx, account.id, null);
    const actor = account.officerId ? await findActor(tx, account.officerId, dateOf(now)) : undefined;
    if (!actor || actor.appointments.length === 0) return new ApiError(403, "no-appointment");
    return enter({ db: tx, now }, { account, attempt, visitor: given.visitor, officer: actor });
  });
  // Thrown outside, so that a password that was set is not rolled back.
  if (outcome instanceof ApiError) throw outcome;
  return outcome;
}

/** A password that is none, as a fault of its field. */
export function weak(code: string): ApiError {
  return new ApiError(422, code, { faults: [{ field: "password", code, seen: "" }] });
}

function fits({ activationHash, activationExpiresAt, blockedAt }: Credentials, code: string, now: Moment): boolean {
  const typed = Buffer.from(hashSecretCode(code));
  const wanted = Buffer.from(activationHash ?? "");
  const same = typed.length === wanted.length && timingSafeEqual(typed, wanted);
  return same && blockedAt === null && activationExpiresAt !== null && activationExpiresAt > now;
}
