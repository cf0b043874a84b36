import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

export interface KeptPasskey {
  readonly id: string;
  readonly name: string;
  readonly since: Moment;
  readonly lastUsedAt: Moment | null;
}

/** The passkeys of an account, the oldest first. */
export async function listPasskeys(
  db: Db,
  accountId: string,
): Promise<readonly (KeptPasskey & { readonly credentialId: string })[]> {
  return db
    .selectFrom("passkey as k")
    .select(["k.id", "k.name", "k.since", "k.last_used_at as lastUsedAt", "k.credential_id as credentialId"])
    .where("k.account_id", "=", accountId)
    .orderBy("k.since")
    .orderBy("k.id")
    .execute();
}

export interface NewPasskey {
  readonly id: string;
  readonly accountId: string;
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly name: string;
  readonly since: Moment;
}

/** Keeps a passkey; false when somebody has registered the very same one. */
export async function insertPasskey(tx: Db, passkey: NewPasskey): Promise<boolean> {
  const added = await tx
    .insertInto("passkey")
    .values({
      id: passkey.id,
      account_id: passkey.accountId,
      credential_id: passkey.credentialId,
      public_key: Buffer.from(passkey.publicKey),
      counter: passkey.counter,
      name: passkey.name,
      since: passkey.since,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .execute();
  return added.length > 0;
}

/** The passkey that a browser names, with its key and its officer, held until the transaction ends. */
export async function lockPasskey(tx: Db, credentialId: string) {
  return tx
    .selectFrom("passkey as k")
    .select(["k.id", "k.account_id as accountId", "k.public_key as publicKey", "k.counter", "k.name"])
    .where("k.credential_id", "=", credentialId)
    .forUpdate()
    .executeTakeFirst();
}

/** Notes that the passkey was used, and the counter that it told. */
export async function notePasskeyUse(tx: Db, id: string, use: { readonly counter: number; readonly at: Moment }) {
  await tx.updateTable("passkey").set({ counter: use.counter, last_used_at: use.at }).where("id", "=", id).execute();
}

/** Forgets a passkey of the account, or all of them, and says what they were called. */
export async function deletePasskeys(tx: Db, accountId: string, id: string | null): Promise<readonly string[]> {
  const gone = await tx
    .deleteFrom("passkey")
    .where("account_id", "=", accountId)
    .$if(id !== null, (query) => query.where("id", "=", id))
    .returning("name")
    .execute();
  return gone.map(({ name }) => name);
}

export interface Challenge {
  readonly tokenHash: string;
  readonly challenge: string;
  /** To whose account a passkey is being added; null at sign-in. */
  readonly accountId: string | null;
  readonly expiresAt: Moment;
}

export async function insertChallenge(db: Db, { tokenHash, challenge, accountId, expiresAt }: Challenge) {
  await db
    .insertInto("passkey_challenge")
    .values({ token_hash: tokenHash, challenge, account_id: accountId, expires_at: expiresAt })
    .execute();
}

/** What the browser was asked to sign for this account, or for nobody; it is used up whatever comes of it. */
export async function takeChallenge(
  db: Db,
  {
    tokenHash,
    accountId,
    now,
  }: { readonly tokenHash: string; readonly accountId: string | null; readonly now: Moment },
): Promise<string | undefined> {
  const taken = await db
    .deleteFrom("passkey_challenge")
    .where("token_hash", "=", tokenHash)
    .returning(["challenge", "account_id as accountId", "expires_at as expiresAt"])
    .executeTakeFirst();
  return taken && taken.accountId === accountId && taken.expiresAt > now ? taken.challenge : undefined;
}
