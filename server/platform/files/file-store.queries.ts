import type { Db } from "../database.ts";

/** The id of the store that this database's files are in, or undefined before the first start. */
export async function findStoreId(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom("file_store as s").select("s.id").executeTakeFirst();
  return row?.id;
}

/** Remembers the store; answers with the one that stands there, which another process may have written first. */
export async function rememberStore(db: Db, id: string): Promise<string> {
  await db
    .insertInto("file_store")
    .values({ id })
    .onConflict((oc) => oc.doNothing())
    .execute();
  return (await findStoreId(db)) ?? id;
}

/** Names another store in place of the one that stands there, as the owner alone may. */
export async function replaceStore(db: Db, id: string): Promise<void> {
  await db
    .insertInto("file_store")
    .values({ id })
    .onConflict((oc) => oc.column("singleton").doUpdateSet({ id }))
    .execute();
}

/** Whether the database knows of any file that must lie in the store. */
export async function knowsFiles(db: Db): Promise<boolean> {
  return (await db.selectFrom("stored_file as f").select("f.sha256").limit(1).executeTakeFirst()) !== undefined;
}
