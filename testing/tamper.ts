import { sql } from "kysely";
import type { Db } from "../server/platform/database.ts";

interface Tampering {
  /** What may be changed, and is put back. */
  readonly tables: readonly string[];
  /** What somebody does who has the rights of the database's owner and switches its own checks off. */
  readonly statements: readonly string[];
}

/** Runs work on what was changed behind the application's back, and puts all back. `db` is the owner's. */
export async function whileTampered<T>(db: Db, { tables, statements }: Tampering, work: () => Promise<T>): Promise<T> {
  for (const table of tables) await sql.raw(`create table motcua.kept_${table} as table motcua.${table}`).execute(db);
  try {
    await unchecked(db, statements);
    return await work();
  } finally {
    for (const table of tables) {
      const columns = await columnsOf(db, table);
      await unchecked(db, [
        `delete from motcua.${table}`,
        `insert into motcua.${table} (${columns}) overriding system value select ${columns} from motcua.kept_${table}`,
        `drop table motcua.kept_${table}`,
      ]);
    }
  }
}

/** Without foreign keys and triggers. */
export async function unchecked(db: Db, statements: readonly string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    for (const statement of statements) await sql.raw(statement).execute(tx);
  });
}

async function columnsOf(db: Db, table: string): Promise<string> {
  const { rows } = await sql<{ columns: string }>`
    select string_agg(quote_ident(a.attname), ', ') as columns from pg_attribute a
    where a.attrelid = ${`motcua.${table}`}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`.execute(
    db,
  );
  return rows[0]?.columns ?? "";
}
