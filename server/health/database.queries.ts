import { sql } from "kysely";
import { APP_ROLE, AUDITOR_ROLE, WORKER_ROLE, type Db } from "../platform/database.ts";

export interface ServerFacts {
  readonly version: string;
  readonly versionNumber: number;
  readonly encoding: string;
  readonly knowsVietnam: boolean;
  readonly epochMs: number;
}

/** What the server says of itself. */
export async function readServer(db: Db): Promise<ServerFacts> {
  const { rows } = await sql<ServerFacts>`
    select current_setting('server_version') as version,
      current_setting('server_version_num')::int as "versionNumber",
      current_setting('server_encoding') as encoding,
      exists(select from pg_timezone_names z where z.name = 'Asia/Ho_Chi_Minh') as "knowsVietnam",
      (floor(extract(epoch from clock_timestamp())) * 1000)::float8 as "epochMs"`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("The server answered without a row");
  return row;
}

/** Extensions that the schema rests on and that are not there. */
export async function listMissingExtensions(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select n.name from unnest(array['unaccent', 'pg_trgm']) n(name)
    where not exists (select from pg_extension e where e.extname = n.name)`.execute(db);
  return rows.map(({ name }) => name);
}

interface RoleFaults {
  readonly missing: readonly string[];
  /** With what makes it so. */
  readonly tooStrong: readonly string[];
}

/** Roles under which the system works that are not there, or that could get past the wall or change the tables. */
export async function listRoleFaults(db: Db, schema: string): Promise<RoleFaults> {
  const { rows } = await sql<{ name: string; there: boolean; powers: string[] }>`
    select n.name, r.oid is not null as there,
      array_remove(array[
        case when r.rolsuper then 'SUPERUSER' end,
        case when r.rolbypassrls then 'BYPASSRLS' end,
        case when r.rolcreaterole then 'CREATEROLE' end,
        case when exists (
          select from pg_class c join pg_namespace s on s.oid = c.relnamespace
          where s.nspname = ${schema} and c.relowner = r.oid) then 'OWNER' end], null) as powers
    from unnest(array[${sql.lit(APP_ROLE)}, ${sql.lit(WORKER_ROLE)}, ${sql.lit(AUDITOR_ROLE)}]) n(name)
    left join pg_roles r on r.rolname = n.name`.execute(db);
  return {
    missing: rows.filter(({ there }) => !there).map(({ name }) => name),
    tooStrong: rows.filter(({ powers }) => powers.length > 0).map(({ name, powers }) => `${name} ${powers.join(" ")}`),
  };
}

/** Tables of persons and dossiers: each must have its policies in force. */
const WALLED = sql.lit("account,document,dossier,dossier_document,dossier_event,dossier_link,draft,upload_part");

/** Those of them that show everybody everything. */
export async function findUnwalled(db: Db, schema: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select n.name from unnest(string_to_array(${WALLED}, ',')) n(name)
    join pg_class c on c.relname = n.name
    join pg_namespace s on s.oid = c.relnamespace and s.nspname = ${schema}
    where not c.relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid)`.execute(db);
  return rows.map(({ name }) => name);
}
