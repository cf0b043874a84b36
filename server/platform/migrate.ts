import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { APP_ROLE, AUDITOR_ROLE, WORKER_ROLE } from "./database.ts";

const FOLDER = new URL("../../db/migrations/", import.meta.url);
const LOCK = 7_236_001;
const SUPPORTED = { from: 15, to: 18 };

export interface MigrationReport {
  readonly applied: readonly string[];
}

export interface MigrateOptions {
  /** Address as the owner of the schema. */
  readonly url: string;
  readonly schema: string;
  /** Folder of the migrations, when it is not this release's own. */
  readonly folder?: URL;
  /** Called, while nobody else migrates, before a schema that already holds something is changed. Throwing changes nothing. */
  readonly beforeChange?: (pending: readonly string[]) => Promise<void>;
}

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

function listMigrations(folder: URL): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name));
  return names.toSorted().map((name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    return { name, text, checksum: createHash("sha256").update(text).digest("hex") };
  });
}

/**
 * Brings the province's schema to this release: forward only, each file in its own transaction, one process at a time.
 * Throws, changing nothing, on an unsupported server, a schema newer than this release or an edited migration.
 */
export async function migrate({
  url,
  schema,
  folder = FOLDER,
  beforeChange,
}: MigrateOptions): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: url, options: "-c TimeZone=Asia/Ho_Chi_Minh" });
  try {
    refuseSchemaName(schema);
    await client.connect();
    await holdSchemas(client, url);
    await prepare(client, schema);
    const { rows: before } = await client.query("select from schema_migration limit 1");
    const waiting = await pending(client, listMigrations(folder));
    if (before.length > 0 && waiting.length > 0) await beforeChange?.(waiting.map(({ name }) => name));
    for (const migration of waiting) await apply(client, migration);
    return { applied: waiting.map(({ name }) => name) };
  } finally {
    await client.end();
  }
}

function refuseSchemaName(schema: string): void {
  if (!/^[a-z_][a-z0-9_]*$/.test(schema)) throw new Error(`Not a schema name (a–z, 0–9, _): ${schema}`);
}

/**
 * Waits until no other process changes schemas of this database and keeps it so until the connection ends; brings the
 * queue, which all provinces share, to this release. Throws on an unsupported server.
 */
export async function holdSchemas(client: pg.Client, url: string): Promise<void> {
  await refuseUnsupported(client);
  await client.query("select pg_advisory_lock($1)", [LOCK]);
  await runMigrations({ connectionString: url });
}

/** Lets others change schemas again before the connection ends. */
export async function releaseSchemas(client: pg.Client): Promise<void> {
  await client.query("select pg_advisory_unlock($1)", [LOCK]);
}

/** Names and checksums of the migrations that this release knows, oldest first. */
export function knownMigrations(folder: URL = FOLDER): readonly { readonly name: string; readonly checksum: string }[] {
  return listMigrations(folder).map(({ name, checksum }) => ({ name, checksum }));
}

/**
 * Applies, in the caller's transaction, the migrations that are missing in the schema: all, or those named. Makes the
 * schema when there is none.
 */
export async function migrateWithin(client: pg.Client, schema: string, only?: ReadonlySet<string>): Promise<void> {
  refuseSchemaName(schema);
  await prepare(client, schema);
  await client.query("set local TimeZone to 'Asia/Ho_Chi_Minh'");
  for (const migration of await pending(client, listMigrations(FOLDER))) {
    if (only && !only.has(migration.name)) continue;
    await record(client, migration);
  }
  await client.query("set local TimeZone to 'UTC'");
}

async function refuseUnsupported(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
  const refusal = unsupportedServer(Number(rows[0]?.version));
  if (refusal) throw new Error(refusal);
}

/** Why a server of that `server_version_num` cannot be used, or undefined when it can. */
export function unsupportedServer(version: number): string | undefined {
  const major = Math.floor(version / 10_000);
  return major >= SUPPORTED.from && major <= SUPPORTED.to
    ? undefined
    : `The server is PostgreSQL ${major}; Một Cửa runs on ${SUPPORTED.from} to ${SUPPORTED.to}.`;
}

/** One file, whole or not at all. */
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await record(client, migration);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`${migration.name} could not be applied and nothing of it was kept: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function record(client: pg.Client, { name, text, checksum }: Migration): Promise<void> {
  await client.query(text);
  await client.query("insert into schema_migration (name, checksum) values ($1, $2)", [name, checksum]);
}

async function prepare(client: pg.Client, schema: string): Promise<void> {
  await client.query(`
    create extension if not exists unaccent with schema public;
    create extension if not exists pg_trgm with schema public;
    create schema if not exists ${schema};
    set search_path to ${schema}, public;
    create table if not exists schema_migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    );
    comment on table schema_migration is 'Which files of db/migrations have been applied, and what they said.';`);
  await prepareRoles(client, schema);
}

/** The roles that work under the owner; they belong to the whole server, so another province may have made them. */
async function prepareRoles(client: pg.Client, schema: string): Promise<void> {
  for (const role of [APP_ROLE, WORKER_ROLE, AUDITOR_ROLE])
    await client.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
      exception when duplicate_object or unique_violation then null;
      end $$;`);
  await client.query(`
    do $$ begin
      if not pg_has_role('${WORKER_ROLE}', '${APP_ROLE}', 'member') then grant ${APP_ROLE} to ${WORKER_ROLE}; end if;
    end $$;
    grant usage on schema ${schema} to ${APP_ROLE}, ${WORKER_ROLE}, ${AUDITOR_ROLE};
    grant ${APP_ROLE}, ${WORKER_ROLE} to current_user`);
}

async function pending(client: pg.Client, known: readonly Migration[]): Promise<readonly Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from schema_migration",
  );
  const checksums = new Map(known.map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of rows) {
    const ours = checksums.get(name);
    if (!ours)
      throw new Error(`The database has ${name}, which this release does not know: it is newer. Start that release.`);
    if (ours !== checksum)
      throw new Error(
        `${name} was edited after it was applied. Restore the file; change the schema by a new migration.`,
      );
  }
  const done = new Set(rows.map(({ name }) => name));
  return known.filter(({ name }) => !done.has(name));
}
