import { sql } from "kysely";
import { FIRST_POLICY } from "../../domain/identity/sign-in-policy.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { deletePendingOf } from "./second-factor.queries.ts";

export interface OfficerAccount {
  readonly id: string;
  readonly login: string;
  readonly officerId: string;
  readonly name: string;
  readonly hasPassword: boolean;
  readonly blockedAt: Moment | null;
  /** End of an activation code that was not used yet. */
  readonly activationExpiresAt: Moment | null;
}

const officerAccounts = (db: Db) =>
  db
    .selectFrom("account as a")
    .select([
      "a.id",
      "a.login",
      sql<string>`a.officer_id`.as("officerId"),
      "a.name",
      sql<boolean>`a.password_hash is not null`.as("hasPassword"),
      "a.blocked_at as blockedAt",
      "a.activation_expires_at as activationExpiresAt",
    ])
    .where("a.kind", "=", "officer");

export async function findOfficerAccount(db: Db, officerId: string): Promise<OfficerAccount | undefined> {
  return officerAccounts(db).where("a.officer_id", "=", officerId).executeTakeFirst();
}

export async function findOfficerLogin(db: Db, login: string): Promise<OfficerAccount | undefined> {
  return officerAccounts(db).where("a.login", "=", login).executeTakeFirst();
}

/** Whether any account, a citizen's too, has the login. */
export async function isLoginTaken(db: Db, login: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select login_taken(${login}) as taken`.execute(db);
  return rows[0]?.taken ?? false;
}

/** An account without a password: its officer sets one with an activation code. */
export async function insertOfficerAccount(
  tx: Db,
  account: { readonly id: string; readonly login: string; readonly name: string; readonly officerId: string },
): Promise<void> {
  const { id, login, name, officerId } = account;
  await tx.insertInto("account").values({ id, kind: "officer", login, name, officer_id: officerId }).execute();
}

export async function renameAccount(tx: Db, officerId: string, name: string): Promise<void> {
  await tx.updateTable("account").set({ name }).where("officer_id", "=", officerId).execute();
}

/** Keeps the hash of an activation code until it is used or ends; an older one is void. */
export async function setActivation(
  tx: Db,
  accountId: string,
  { hash, expiresAt }: { readonly hash: string; readonly expiresAt: Moment },
): Promise<void> {
  await tx
    .updateTable("account")
    .set({ activation_hash: hash, activation_expires_at: expiresAt })
    .where("id", "=", accountId)
    .execute();
}

/** The new password in place of the old one; the code is used up, and what was begun with the old password is over. */
export async function setPassword(tx: Db, accountId: string, passwordHash: string): Promise<void> {
  await tx
    .updateTable("account")
    .set({ password_hash: passwordHash, activation_hash: null, activation_expires_at: null })
    .where("id", "=", accountId)
    .execute();
  await deletePendingOf(tx, accountId);
}

export async function setBlocked(tx: Db, accountId: string, at: Moment | null): Promise<void> {
  await tx.updateTable("account").set({ blocked_at: at }).where("id", "=", accountId).execute();
}

export interface OpenSession {
  readonly id: string;
  readonly createdAt: Moment;
  readonly expiresAt: Moment;
  readonly lastUsedAt: Moment;
  readonly userAgent: string;
  readonly address: string;
  /** The one that asks. */
  readonly current: boolean;
}

interface Asking {
  readonly now: Moment;
  /** Hash of the token of whoever asks, to know that session among the others. */
  readonly tokenHash: string;
}

/** Sessions of an account that still hold, neither over nor unused for too long, the newest first. */
export async function listSessions(
  db: Db,
  accountId: string,
  { now, tokenHash }: Asking,
): Promise<readonly OpenSession[]> {
  return (
    db
      .selectFrom("session as s")
      .select([
        "s.id",
        "s.created_at as createdAt",
        "s.expires_at as expiresAt",
        "s.last_used_at as lastUsedAt",
        "s.user_agent as userAgent",
        "s.address",
        sql<boolean>`s.token_hash = ${tokenHash}`.as("current"),
      ])
      .where("s.account_id", "=", accountId)
      .where("s.expires_at", ">", now)
      // The one that asks is used now, whatever was written of it.
      .where(
        sql<boolean>`(s.token_hash = ${tokenHash}
        or exists (select from account a where a.id = s.account_id and a.kind = 'citizen')
        or s.last_used_at > ${now}::timestamptz - coalesce((select p.idle_minutes from sign_in_policy p),
          ${FIRST_POLICY.idleMinutes}) * interval '1 minute')`,
      )
      .orderBy("s.created_at", "desc")
      .execute()
  );
}

/** Ends all sessions of an account, or the one named, and says how many there were. */
export async function deleteSessions(tx: Db, accountId: string, sessionId: string | null): Promise<number> {
  const ended = await tx
    .deleteFrom("session")
    .where("account_id", "=", accountId)
    .$if(sessionId !== null, (query) => query.where("id", "=", sessionId))
    .returning("id")
    .execute();
  return ended.length;
}

/** Ends all sessions of an account but the one that asks, and says how many there were. */
export async function deleteOtherSessions(tx: Db, accountId: string, tokenHash: string): Promise<number> {
  const ended = await tx
    .deleteFrom("session")
    .where("account_id", "=", accountId)
    .where("token_hash", "<>", tokenHash)
    .returning("id")
    .execute();
  return ended.length;
}

/** Moves the last uses of sessions forward, all of them in one statement. */
export async function saveUses(db: Db, uses: ReadonlyMap<string, Moment>): Promise<void> {
  await sql`
    update session s set last_used_at = greatest(s.last_used_at, u.at)
    from unnest(${[...uses.keys()]}::text[], ${[...uses.values()]}::timestamptz[]) as u (token_hash, at)
    where s.token_hash = u.token_hash`.execute(db);
}
