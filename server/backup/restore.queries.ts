import type pg from "pg";
import { copyIn } from "../platform/copy.ts";
import type { ArchivedSequence, ArchivedTable } from "./archive.ts";
import { jobsTable } from "./snapshot.queries.ts";

/** Numbers given out between the backup and the loss are known to others, so they are never given a second time. */
const SKIPPED_NUMBERS = 1_000_000;
/** Something that still uses the schema would otherwise hold the restore up without a word. */
const LOCK_TIMEOUT = "15s";

/** Everything is loaded in one transaction: killed at any point, nothing of it was ever there. */
export async function beginLoad(client: pg.Client): Promise<void> {
  await client.query("begin");
  await client.query(`set local lock_timeout to '${LOCK_TIMEOUT}'`);
}

/** How many other connections of a running system use the database's schema just now. */
export async function countRunning(client: pg.Client, schema: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    "select count(*)::int as n from pg_stat_activity where application_name = $1 and datname = current_database()",
    [`motcua ${schema}`],
  );
  return rows[0]?.n ?? 0;
}

/** Removes the schema with all that is in it, and its jobs. */
export async function dropSchema(client: pg.Client, schema: string): Promise<void> {
  await client.query(`drop schema if exists ${client.escapeIdentifier(schema)} cascade`);
  await client.query(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and starts_with(t.identifier, $1)`,
    [`${schema}:`],
  );
}

/** What has to be put back once the rows are there, as statements. */
interface TakenOff {
  readonly putBack: readonly string[];
}

/**
 * Takes references between tables, triggers and indexes off, so that rows are loaded in any order, fire nothing and
 * are indexed at once; empties the tables of what the migrations put there.
 */
export async function takeOff(client: pg.Client, schema: string): Promise<TakenOff> {
  const references = await statements(client, schema, REFERENCES);
  const triggers = await statements(client, schema, TRIGGERS);
  const indexes = await statements(client, schema, INDEXES);
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migration'`,
    [schema],
  );
  for (const { off } of [...references, ...triggers, ...indexes]) await client.query(off);
  if (rows.length > 0) await client.query(`truncate ${rows.map(({ name }) => name).join(", ")}`);
  return { putBack: [...indexes, ...references, ...triggers].map(({ on }) => on) };
}

interface Switch {
  readonly off: string;
  readonly on: string;
}

const REFERENCES = `
  select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) as off,
    format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as on
  from pg_constraint k join pg_namespace n on n.oid = k.connamespace
  where n.nspname = $1 and k.contype = 'f' and k.conparentid = 0
  order by k.conrelid, k.conname`;

const TRIGGERS = `
  select format('alter table %s disable trigger %I', t.tgrelid::regclass, t.tgname) as off,
    format('alter table %s enable trigger %I', t.tgrelid::regclass, t.tgname) as on
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and not t.tgisinternal and t.tgenabled = 'O'
  order by t.tgrelid, t.tgname`;

const INDEXES = `
  select format('drop index %s', i.indexrelid::regclass) as off, pg_get_indexdef(i.indexrelid) as on
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and c.relkind = 'r' and not c.relispartition and not i.indisreplident
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  order by i.indexrelid`;

async function statements(client: pg.Client, schema: string, text: string): Promise<readonly Switch[]> {
  return (await client.query<Switch>(text, [schema])).rows;
}

/** Puts back what was taken off; references are checked against all rows by that. */
export async function putBack(client: pg.Client, { putBack: texts }: TakenOff): Promise<void> {
  for (const text of texts) await client.query(text);
}

/** Adds rows in COPY's text form to the table. */
export async function loadRows(client: pg.Client, { name, columns }: ArchivedTable, rows: Buffer): Promise<void> {
  const table = name === jobsTable.name ? WAITING_JOBS : client.escapeIdentifier(name);
  const list = columns.map((column) => client.escapeIdentifier(column)).join(", ");
  await copyIn(client, `copy ${table} (${list}) from stdin`, once(rows));
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

const WAITING_JOBS = "pg_temp.restored_job";

/** Makes the place in which the archive's jobs wait until everything else is there. */
export async function prepareJobs(client: pg.Client): Promise<void> {
  await client.query(`
    create temporary table restored_job (
      number bigint generated always as identity, task text, payload json, queue text, run_at timestamptz,
      attempts integer, max_attempts integer, priority integer, key text, last_error text
    ) on commit drop`);
}

/** Puts the jobs into the queue under this schema's name; one that had used up its attempts stays so. */
export async function addJobs(client: pg.Client, schema: string): Promise<number> {
  const { rows } = await client.query<{ id: string; number: string }>(
    `select (graphile_worker.add_job($1 || r.task, r.payload, queue_name => r.queue, run_at => r.run_at,
       max_attempts => r.max_attempts, job_key => $1 || r.key, priority => r.priority)).id, r.number
     from ${WAITING_JOBS} r order by r.number`,
    [`${schema}:`],
  );
  await client.query(
    `update graphile_worker._private_jobs j set attempts = r.attempts, last_error = r.last_error
     from unnest($1::bigint[], $2::bigint[]) as a(id, number) join ${WAITING_JOBS} r on r.number = a.number
     where j.id = a.id and (r.attempts > 0 or r.last_error is not null)`,
    [rows.map(({ id }) => id), rows.map(({ number }) => number)],
  );
  return rows.length;
}

/** Sets each sequence beyond all numbers that may have been given out since the backup. */
export async function advanceSequences(client: pg.Client, sequences: readonly ArchivedSequence[]): Promise<void> {
  for (const { name, last } of sequences) {
    await client.query(
      `select setval(format('%I.%I', q.schemaname, q.sequencename)::regclass, least($2::bigint, q.max_value))
       from pg_sequences q where q.schemaname = current_schema() and q.sequencename = $1`,
      [name, last + SKIPPED_NUMBERS],
    );
  }
}

/** Reads values as their texts are in an archive, in the schema. */
export async function useSchema(client: pg.Client, schema: string): Promise<void> {
  await client.query(`set local search_path to ${client.escapeIdentifier(schema)}, public`);
}
