import type { Actor, OfficerActor } from "../../domain/identity/actor.ts";
import { passwordFault } from "../../domain/identity/new-password.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { insertChange } from "../organisation/index.ts";
import { inTransaction, type Db } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { deleteOtherSessions, deleteSessions, listSessions, setPassword, type OpenSession } from "./account.queries.ts";
import { weak } from "./activation.ts";
import { findOwnCredentials, lockCredentials } from "./identity.queries.ts";
import { forgiveAttempt, reserveOwnAttempt } from "./limit-attempts.ts";
import { hashPassword, verifyPassword } from "./password.ts";

/** Somebody who is signed in and asks for the own account, known by the session. */
export interface Owner<A extends Actor = Actor> {
  readonly db: Db;
  readonly now: Moment;
  readonly actor: A;
  readonly tokenHash: string;
}

export interface OwnAccount {
  readonly login: string;
  readonly name: string;
  readonly sessions: readonly OpenSession[];
  readonly actions: readonly ("end-sessions" | "change-password")[];
}

/** The account of the session, with all its sessions; the one that asks is used now. */
export async function getOwnAccount({ db, now, actor, tokenHash }: Owner): Promise<OwnAccount> {
  const account = await getOwn(db, tokenHash);
  const sessions = await listSessions(db, account.id, { now, tokenHash });
  return {
    login: actor.kind === "officer" ? account.login : "",
    name: actor.name,
    sessions: sessions.map((session) => (session.current ? { ...session, lastUsedAt: now } : session)),
    actions: actor.kind === "officer" ? ["end-sessions", "change-password"] : ["end-sessions"],
  };
}

/** Ends one session of the own account. Throws 404 for anybody else's. */
export async function endOwnSession({ db, tokenHash }: Owner, sessionId: string): Promise<void> {
  const account = await getOwn(db, tokenHash);
  if ((await deleteSessions(db, account.id, sessionId)) === 0) throw notFound();
}

/** Ends every session of the own account but the one that asks; answers with how many there were. */
export async function endOtherSessions({ db, tokenHash }: Owner): Promise<number> {
  const account = await getOwn(db, tokenHash);
  return deleteOtherSessions(db, account.id, tokenHash);
}

export interface PasswordChange {
  readonly current: string;
  readonly password: string;
}

/**
 * Puts a new password in place of the current one and ends every other session; answers with how many there were.
 * Throws 422 for a weak password, `password-same` and `current-password-wrong`, 429 `too-many-attempts` when the
 * current one was wrong too often.
 */
export async function changePassword(owner: Owner<OfficerActor>, given: PasswordChange): Promise<number> {
  const { db, now, tokenHash, actor } = owner;
  const account = await getOwn(db, tokenHash);
  const fault = passwordFault(given.password, { login: account.login, name: actor.name });
  if (fault) throw weak(fault);
  const attempt = await reserveOwnAttempt({ db, now }, account.id);
  if (!account.passwordHash || !(await verifyPassword(given.current, account.passwordHash))) throw wrong();
  const same = given.current.normalize("NFC") === given.password.normalize("NFC");
  const passwordHash = await hashPassword(given.password);
  const outcome = await inTransaction(db, async (tx) => {
    await forgiveAttempt(tx, attempt);
    if (same) return weak("password-same");
    const held = await lockCredentials(tx, account.login);
    // Changed in another window while this one was on its way.
    if (held?.passwordHash !== account.passwordHash) return wrong();
    await setPassword(tx, account.id, passwordHash);
    const sessions = await deleteOtherSessions(tx, account.id, tokenHash);
    const context = { db: tx, actor, now };
    const change = { action: "password-changed", agencyId: null, officerId: actor.id, before: null, basis: "" };
    await insertChange(context, { ...change, after: { sessions } });
    return sessions;
  });
  // Thrown outside: the right password was shown, and its failures stay forgotten.
  if (outcome instanceof ApiError) throw outcome;
  return outcome;
}

/** The account that holds the session, with what opens it. Throws 401. */
export async function getOwn(db: Db, tokenHash: string) {
  const account = await findOwnCredentials(db, tokenHash);
  // Ended from another window since the request began.
  if (!account) throw new ApiError(401, "sign-in-required");
  return account;
}

function wrong(): ApiError {
  const code = "current-password-wrong";
  return new ApiError(422, code, { faults: [{ field: "current", code, seen: "" }] });
}
