import { sql } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";

export interface Account {
  readonly id: string;
  readonly kind: "officer" | "citizen";
  readonly name: string;
  readonly officerId: string | null;
  readonly identityNumber: string | null;
  readonly birthDate: string | null;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}

const accounts = (db: Db) =>
  db
    .selectFrom("account as a")
    .select([
      "a.id",
      sql<Account["kind"]>`a.kind`.as("kind"),
      "a.name",
      "a.officer_id as officerId",
      "a.identity_number as identityNumber",
      "a.birth_date as birthDate",
      "a.phone",
      "a.email",
      "a.address",
    ]);

export async function findSessionAccount(db: Db, tokenHash: string, now: Moment): Promise<Account | undefined> {
  return accounts(db)
    .innerJoin("session as s", "s.account_id", "a.id")
    .where("s.token_hash", "=", tokenHash)
    .where("s.expires_at", ">", now)
    .where("a.blocked_at", "is", null)
    .executeTakeFirst();
}

export async function findAccount(db: Db, id: string): Promise<Account | undefined> {
  return accounts(db).where("a.id", "=", id).executeTakeFirst();
}

export interface Credentials extends Account {
  readonly passwordHash: string | null;
  readonly failedAttempts: number;
  readonly lockedUntil: Moment | null;
  /** Since when an administrator keeps it closed. */
  readonly blockedAt: Moment | null;
  readonly activationHash: string | null;
  readonly activationExpiresAt: Moment | null;
}

/** The account of a login name, held until the transaction ends so that guesses are counted one by one. */
export async function lockCredentials(tx: Db, login: string): Promise<Credentials | undefined> {
  return accounts(tx)
    .select([
      "a.password_hash as passwordHash",
      "a.failed_attempts as failedAttempts",
      "a.locked_until as lockedUntil",
      "a.blocked_at as blockedAt",
      "a.activation_hash as activationHash",
      "a.activation_expires_at as activationExpiresAt",
    ])
    .where("a.login", "=", login)
    .forUpdate()
    .executeTakeFirst();
}

export async function recordAttempt(
  tx: Db,
  id: string,
  attempt: { failed: number; lockedUntil: Moment | null },
): Promise<void> {
  await tx
    .updateTable("account")
    .set({ failed_attempts: attempt.failed, locked_until: attempt.lockedUntil })
    .where("id", "=", id)
    .execute();
}

export interface NewSession {
  readonly tokenHash: string;
  readonly accountId: string;
  readonly createdAt: Moment;
  readonly expiresAt: Moment;
  readonly userAgent: string;
}

export async function insertSession(tx: Db, session: NewSession): Promise<void> {
  await tx
    .insertInto("session")
    .values({
      token_hash: session.tokenHash,
      account_id: session.accountId,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
      user_agent: session.userAgent,
    })
    .execute();
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom("session").where("token_hash", "=", tokenHash).execute();
}

export interface CitizenClaims {
  readonly subject: string;
  readonly name: string;
  readonly identityNumber: string;
  readonly birthDate: string | null;
  readonly phone: string;
  readonly address: string;
}

/**
 * The citizen's account, made at the first sign-in and brought up to date at every other. The identity number never
 * changes and is one person's: throws 409 `identity-number-changed` and `identity-number-taken`.
 */
export async function saveCitizen(tx: Db, id: string, claims: CitizenClaims): Promise<string> {
  const known = await tx
    .selectFrom("account as a")
    .select(["a.login", "a.identity_number"])
    .where((eb) => eb.or([eb("a.login", "=", claims.subject), eb("a.identity_number", "=", claims.identityNumber)]))
    .execute();
  if (known.some(({ login, identity_number: number }) => login === claims.subject && number !== claims.identityNumber))
    throw new ApiError(409, "identity-number-changed");
  if (known.some(({ login }) => login !== claims.subject)) throw new ApiError(409, "identity-number-taken");
  const { rows } = await sql<{ id: string }>`
    insert into account as a (id, kind, login, name, identity_number, birth_date, phone, address)
    values (${id}, 'citizen', ${claims.subject}, ${claims.name}, ${claims.identityNumber}, ${claims.birthDate}::date, ${claims.phone}, ${claims.address})
    on conflict (login) do update set name = excluded.name, phone = excluded.phone, address = excluded.address
    returning a.id`.execute(tx);
  return rows[0]?.id ?? id;
}
