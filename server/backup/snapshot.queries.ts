import pg from "pg";
import { fromEpoch, type Moment } from "../../domain/shared/moment.ts";
import { JOBS_TABLE, type AppliedMigration, type ArchivedSequence, type ArchivedTable } from "./archive.ts";

/** Whose rows are of one running instance or must not come alive again: heartbeats, and sessions that may have ended. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "worker",
  "session",
  "pending_sign_in",
  "passkey_challenge",
  "upload",
  "upload_part",
  "arriving_file",
]);
/** Made by the migrations themselves and told in the archive's head. */
const OWN_LEDGER = "schema_migration";

/** Texts of values must not depend on who asks; a policy that hides rows is an error rather than a smaller backup. */
const SESSION = [
  "TimeZone=UTC",
  "DateStyle=ISO,YMD",
  "IntervalStyle=postgres",
  "extra_float_digits=3",
  "bytea_output=hex",
  "client_encoding=UTF8",
  "synchronize_seqscans=off",
  "row_security=off",
  "statement_timeout=0",
  "lock_timeout=0",
  "idle_in_transaction_session_timeout=0",
];

/** A connection as the owner on which values read and write alike everywhere. */
export async function connectExactly(url: string): Promise<pg.Client> {
  const options = SESSION.map((setting) => `-c ${setting}`).join(" ");
  const client = new pg.Client({ connectionString: url, options });
  // One that breaks tells the query that waits; unheard it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** One moment of the database, the same for every statement until the connection ends. */
export async function beginSnapshot(client: pg.Client, schema: string): Promise<void> {
  await client.query("begin isolation level repeatable read read only");
  await client.query(`set local search_path to ${client.escapeIdentifier(schema)}, public`);
}

export interface SnapshotFacts {
  readonly at: Moment;
  readonly postgres: number;
  readonly migrations: readonly AppliedMigration[];
  readonly tables: readonly ArchivedTable[];
  readonly leftOut: readonly string[];
  readonly sequences: readonly ArchivedSequence[];
}

/** What the schema is made of at the moment of the snapshot. */
export async function readFacts(client: pg.Client, schema: string): Promise<SnapshotFacts> {
  const { rows: server } = await client.query<{ version: string; ms: string }>(
    "select current_setting('server_version_num') as version, (extract(epoch from now()) * 1000)::bigint::text as ms",
  );
  const { rows: migrations } = await client.query<AppliedMigration>(
    "select name, checksum from schema_migration order by name",
  );
  const all = await listTables(client, schema);
  return {
    at: fromEpoch(Number(server[0]?.ms)),
    postgres: Math.floor(Number(server[0]?.version) / 10_000),
    migrations,
    tables: all.filter(({ name }) => name !== OWN_LEDGER && !LEFT_OUT.has(name)),
    leftOut: all.map(({ name }) => name).filter((name) => LEFT_OUT.has(name)),
    sequences: await listSequences(client, schema),
  };
}

/** Every table of the schema with its columns; a partitioned one stands for its partitions. */
export async function listTables(client: pg.Client, schema: string): Promise<readonly ArchivedTable[]> {
  const { rows } = await client.query<ArchivedTable>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition
     order by c.relname`,
    [schema],
  );
  return rows;
}

async function listSequences(client: pg.Client, schema: string): Promise<readonly ArchivedSequence[]> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    "select sequencename as name, last_value::text as last from pg_sequences where schemaname = $1 order by 1",
    [schema],
  );
  return rows.flatMap(({ name, last }) => (last === null ? [] : [{ name, last: Number(last) }]));
}

/** The statement that writes a table's rows out. */
export function copyOutText(client: pg.Client, { name, columns }: ArchivedTable): string {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(", ");
  return `copy (select ${list} from ${client.escapeIdentifier(name)}) to stdout`;
}

/** The columns of the waiting jobs; names and keys are without the schema, so that they fit another one. */
export const jobsTable: ArchivedTable = {
  name: JOBS_TABLE,
  columns: ["task", "payload", "queue", "run_at", "attempts", "max_attempts", "priority", "key", "last_error"],
};

/** The statement that writes the province's jobs out, failed ones too, as far as they are not just running. */
export function copyJobsText(client: pg.Client, schema: string): string {
  const prefix = client.escapeLiteral(`${schema}:`);
  const cut = schema.length + 2;
  return `copy (
    select substr(t.identifier, ${cut}), j.payload, q.queue_name, j.run_at, j.attempts, j.max_attempts, j.priority,
      case when starts_with(j.key, ${prefix}) then substr(j.key, ${cut}) end, j.last_error
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where starts_with(t.identifier, ${prefix})
    order by j.id) to stdout`;
}

const NOT_HELD = `
  and not exists (select from held_file h where h.sha256 = f.sha256 and h.state in ('held', 'unscanned', 'deleted'))`;

/**
 * Pages through the files that documents of the snapshot name, by digest. What quarantine holds is left out: suspicious
 * bytes stay where they are held.
 */
export async function listFiles(
  client: pg.Client,
  after: string,
  limit: number,
): Promise<readonly { readonly sha256: string; readonly size: number }[]> {
  const { rows: known } = await client.query<{ there: boolean }>(
    "select to_regclass('held_file') is not null as there",
  );
  const { rows } = await client.query<{ sha256: string; size: string | number }>(
    `select f.sha256, f.size from stored_file f where f.sha256 > $1 ${known[0]?.there ? NOT_HELD : ""}
     order by f.sha256 limit $2`,
    [after, limit],
  );
  return rows.map(({ sha256, size }) => ({ sha256, size: Number(size) }));
}

/** The statements behind the one figure that stands for all chains. */
export const evidenceTexts = {
  heads: "copy (select d.id, d.last_hash from dossier d order by d.id) to stdout",
  events: "select count(*) as n from dossier_event",
} as const;

export async function countEvents(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: string | number }>(evidenceTexts.events);
  return Number(rows[0]?.n);
}

/** Whether the instance has agencies and officers, or anything that came of them: then it can be worked with. */
export async function holdsData(url: string, schema: string): Promise<boolean> {
  const client = await connectExactly(url);
  try {
    const { rows } = await client.query<{ holds: boolean }>(
      `select exists (select from ${client.escapeIdentifier(schema)}.agency)
         and exists (select from ${client.escapeIdentifier(schema)}.officer) as holds`,
    );
    return rows[0]?.holds ?? false;
  } finally {
    await client.end();
  }
}

/** Rows of the instance that count as somebody's work: with none of them it is empty. */
export async function isEmptySchema(client: pg.Client, schema: string): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relname in ('agency', 'officer', 'dossier', 'account', 'procedure', 'document')`,
    [schema],
  );
  for (const { name } of rows) {
    const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
    const { rowCount } = await client.query(`select from ${table} limit 1`);
    if (rowCount) return false;
  }
  return true;
}
