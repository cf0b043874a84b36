import { sql } from "kysely";
import type { Db } from "./database.ts";
import { knownMigrations } from "./migrate.ts";

/** Names of the migrations that the schema has had, or null for a schema that has had none or is not there. */
export async function listAppliedMigrations(db: Db): Promise<readonly string[] | null> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass('schema_migration') is not null as there`.execute(db);
  if (!found[0]?.there) return null;
  const { rows } = await sql<{ name: string }>`select m.name from schema_migration m order by m.name`.execute(db);
  return rows.length > 0 ? rows.map(({ name }) => name) : null;
}

/** Whether the schema has everything that this release needs; it may have more, while a newer release is rolled out. */
export async function isSchemaReady(db: Db): Promise<boolean> {
  const applied = new Set(await listAppliedMigrations(db));
  return knownMigrations().every(({ name }) => applied.has(name));
}
