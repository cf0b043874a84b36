import pg from "pg";
import { TABLES } from "./rows.ts";

export const SESSION = "-c search_path=motcua,public -c TimeZone=Asia/Ho_Chi_Minh -c maintenance_work_mem=512MB";

/** Indexes and references that were taken away for the time of a load, as statements that make them again. */
export interface Removed {
  readonly indexes: readonly string[];
  readonly references: readonly string[];
}

/**
 * Takes away every index that is no constraint and every foreign key of the tables: made at the end from sorted rows
 * they cost a fraction, and the foreign keys are then checked over all rows. Unique constraints stay.
 */
export async function removeIndexes(client: pg.Client): Promise<Removed> {
  const tables = Object.keys(TABLES);
  const indexes = await client.query<{ name: string; made: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as made
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = any(array(select t::regclass from unnest($1::text[]) t))
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`,
    [tables],
  );
  const references = await client.query<{ name: string; table: string; made: string }>(
    `select quote_ident(k.conname) as name, k.conrelid::regclass::text as table, pg_get_constraintdef(k.oid) as made
     from pg_constraint k
     where k.contype = 'f' and k.conrelid = any(array(select t::regclass from unnest($1::text[]) t))`,
    [tables],
  );
  for (const { name } of indexes.rows) await client.query(`drop index ${client.escapeIdentifier(name)}`);
  for (const { name, table } of references.rows) await client.query(`alter table ${table} drop constraint ${name}`);
  return {
    indexes: indexes.rows.map(({ made }) => made),
    references: references.rows.map(({ name, table, made }) => `alter table ${table} add constraint ${name} ${made}`),
  };
}

/** Makes again what was taken away: first the indexes, then the foreign keys, on so many connections at once. */
export async function restoreIndexes(
  url: string,
  { indexes, references }: Removed,
  connections: number,
): Promise<void> {
  await runAll(url, indexes, connections);
  // Two references of one table or to one table lock each other out, so these go one by one.
  await runAll(url, references, 1);
}

async function runAll(url: string, statements: readonly string[], connections: number): Promise<void> {
  const queue = [...statements];
  const runOne = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: url, options: SESSION });
    await client.connect();
    try {
      for (let statement = queue.shift(); statement !== undefined; statement = queue.shift())
        await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await Promise.all(Array.from({ length: connections }, runOne));
}
