import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { deletePasskeys, listPasskeys } from "./passkey.queries.ts";

export interface KeptFactor {
  readonly sealedSecret: string;
  readonly since: Moment;
  readonly lastStep: number;
}

const factors = (db: Db, accountId: string) =>
  db
    .selectFrom("second_factor as f")
    .select(["f.sealed_secret as sealedSecret", "f.since", "f.last_step as lastStep"])
    .where("f.account_id", "=", accountId);

/** What makes the account's one-time codes. */
export async function findFactor(db: Db, accountId: string): Promise<KeptFactor | undefined> {
  return factors(db, accountId).executeTakeFirst();
}

/** Whether the account asks for more than its password: it has one-time codes, or a passkey. */
export async function hasSecondFactor(db: Db, accountId: string): Promise<boolean> {
  if (await findFactor(db, accountId)) return true;
  return (await listPasskeys(db, accountId)).length > 0;
}

/** As `findFactor`, held until the transaction ends so that a code is taken once. */
export async function lockFactor(tx: Db, accountId: string): Promise<KeptFactor | undefined> {
  return factors(tx, accountId).forUpdate().executeTakeFirst();
}

/** Keeps a secret for one-time codes; false when the account has one already. */
export async function insertFactor(
  tx: Db,
  accountId: string,
  { sealedSecret, since, lastStep }: KeptFactor,
): Promise<boolean> {
  const added = await tx
    .insertInto("second_factor")
    .values({ account_id: accountId, sealed_secret: sealedSecret, since, last_step: lastStep })
    .onConflict((conflict) => conflict.doNothing())
    .returning("account_id")
    .execute();
  return added.length > 0;
}

/** Codes of this half minute and before open nothing any more. */
export async function setLastStep(tx: Db, accountId: string, step: number): Promise<void> {
  await tx.updateTable("second_factor").set({ last_step: step }).where("account_id", "=", accountId).execute();
}

/** Forgets what makes one-time codes; false when there was nothing. */
export async function deleteFactor(tx: Db, accountId: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom("second_factor")
    .where("account_id", "=", accountId)
    .returning("account_id")
    .execute();
  return gone.length > 0;
}

/** Recovery codes without anything that they stand in for open nothing any more. */
export async function dropIdleRecoveryCodes(tx: Db, accountId: string): Promise<void> {
  if (await hasSecondFactor(tx, accountId)) return;
  await tx.deleteFrom("recovery_code").where("account_id", "=", accountId).execute();
}

/** Forgets every second factor of the account; false when there was none. */
export async function deleteEveryFactor(tx: Db, accountId: string): Promise<boolean> {
  const codes = await deleteFactor(tx, accountId);
  const passkeys = await deletePasskeys(tx, accountId, null);
  await dropIdleRecoveryCodes(tx, accountId);
  return codes || passkeys.length > 0;
}

/** New recovery codes in place of all older ones. */
export async function replaceRecoveryCodes(tx: Db, accountId: string, hashes: readonly string[]): Promise<void> {
  await tx.deleteFrom("recovery_code").where("account_id", "=", accountId).execute();
  await tx
    .insertInto("recovery_code")
    .values(hashes.map((hash) => ({ account_id: accountId, code_hash: hash })))
    .execute();
}

/** Uses a recovery code up; false when it is none of the account's or was used before. */
export async function useRecoveryCode(tx: Db, accountId: string, hash: string, now: Moment): Promise<boolean> {
  const used = await tx
    .updateTable("recovery_code")
    .set({ used_at: now })
    .where("account_id", "=", accountId)
    .where("code_hash", "=", hash)
    .where("used_at", "is", null)
    .returning("code_hash")
    .execute();
  return used.length > 0;
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(db: Db, accountId: string): Promise<number> {
  const left = await db
    .selectFrom("recovery_code")
    .select("code_hash")
    .where("account_id", "=", accountId)
    .where("used_at", "is", null)
    .execute();
  return left.length;
}

export interface Pending {
  readonly tokenHash: string;
  readonly accountId: string;
  readonly expiresAt: Moment;
}

export async function insertPending(tx: Db, { tokenHash, accountId, expiresAt }: Pending): Promise<void> {
  await tx
    .insertInto("pending_sign_in")
    .values({ token_hash: tokenHash, account_id: accountId, expires_at: expiresAt })
    .execute();
}

export interface PendingAccount {
  readonly accountId: string;
  readonly login: string;
}

const pending = (db: Db, tokenHash: string, now: Moment) =>
  db
    .selectFrom("pending_sign_in as p")
    .innerJoin("account as a", "a.id", "p.account_id")
    .select(["p.account_id as accountId", "a.login"])
    .where("p.token_hash", "=", tokenHash)
    .where("p.expires_at", ">", now);

/** Whose second step is open in the browser, if it still is. */
export async function findPending(db: Db, tokenHash: string, now: Moment): Promise<PendingAccount | undefined> {
  return pending(db, tokenHash, now).executeTakeFirst();
}

/** Ends a second step; false when it was over already. */
export async function deletePending(tx: Db, tokenHash: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom("pending_sign_in")
    .where("token_hash", "=", tokenHash)
    .returning("token_hash")
    .execute();
  return gone.length > 0;
}

/** Ends every second step of the account: what was shown for it opens nothing any more. */
export async function deletePendingOf(tx: Db, accountId: string): Promise<void> {
  await tx.deleteFrom("pending_sign_in").where("account_id", "=", accountId).execute();
}
