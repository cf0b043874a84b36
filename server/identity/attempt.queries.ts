import { sql } from "kysely";
import type { Tally } from "../../domain/identity/attempt-limit.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

/** Keeps the tallies of these keys for this transaction alone, whether they exist or not, and answers with those that do. */
export async function lockTallies(tx: Db, keys: readonly string[]): Promise<ReadonlyMap<string, Tally>> {
  // In one order for everybody, so that two attempts never wait for each other.
  await sql`
    select pg_advisory_xact_lock(hashtextextended(k.key, 25))
    from (select unnest(${[...keys]}::text[]) as key order by 1) k`.execute(tx);
  const rows = await tx
    .selectFrom("sign_in_tally as t")
    .select(["t.key", "t.failed", "t.since", "t.until"])
    .where("t.key", "in", [...keys])
    .execute();
  return new Map(rows.map(({ key, ...tally }) => [key, tally]));
}

export async function saveTally(tx: Db, key: string, tally: Tally): Promise<void> {
  await tx
    .insertInto("sign_in_tally")
    .values({ key, ...tally })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(tally))
    .execute();
}

export async function deleteTally(tx: Db, key: string): Promise<void> {
  await tx.deleteFrom("sign_in_tally").where("key", "=", key).execute();
}

/** Whether somebody has signed in with the login name in the browser before. */
export async function isKnownBrowser(db: Db, login: string, tokenHash: string): Promise<boolean> {
  const found = await db
    .selectFrom("known_browser as b")
    .innerJoin("account as a", "a.id", "b.account_id")
    .select("a.id")
    .where("a.login", "=", login)
    .where("b.token_hash", "=", tokenHash)
    .executeTakeFirst();
  return found !== undefined;
}

export async function saveKnownBrowser(
  tx: Db,
  browser: { readonly tokenHash: string; readonly accountId: string; readonly at: Moment },
): Promise<void> {
  await tx
    .insertInto("known_browser")
    .values({ token_hash: browser.tokenHash, account_id: browser.accountId, last_used_at: browser.at })
    .onConflict((conflict) => conflict.columns(["token_hash", "account_id"]).doUpdateSet({ last_used_at: browser.at }))
    .execute();
}

/** Deletes tallies that count no more, browsers that nobody used for so long, and sessions and second steps that have ended. */
export async function deleteOutlived(
  db: Db,
  { now, tallies, browsers }: { readonly now: Moment; readonly tallies: Moment; readonly browsers: Moment },
): Promise<void> {
  await db.deleteFrom("sign_in_tally").where("since", "<", tallies).execute();
  await db.deleteFrom("known_browser").where("last_used_at", "<", browsers).execute();
  await db.deleteFrom("session").where("expires_at", "<", now).execute();
  await db.deleteFrom("pending_sign_in").where("expires_at", "<", now).execute();
  await db.deleteFrom("passkey_challenge").where("expires_at", "<", now).execute();
}
