import { Kysely, PostgresDialect, type PostgresPoolClient } from "kysely";
import pg from "pg";
import type { Actor } from "../../domain/identity/actor.ts";
import { moment } from "../../domain/shared/moment.ts";
import { efficientConnection } from "./connection.ts";
import type { DB } from "./database.gen.ts";
import { NOBODY, readerOf, type Reader } from "./reader.ts";

export type Db = Kysely<DB>;

/** Role under which the application works: it may add events and read them, never change them. */
export const APP_ROLE = "motcua_app";

/** Role of background jobs: no more rights than the application, but over all rows. */
export const WORKER_ROLE = "motcua_worker";

/** Role of inspectors who read the database itself: everything but what opens an account, and nothing to change. */
export const AUDITOR_ROLE = "motcua_auditor";

const { builtins, setTypeParser } = pg.types;
// A `date` is a calendar date and a `timestamptz` a Moment; pg would make both the server's own zone's Date.
setTypeParser(builtins.DATE, (text) => text);
setTypeParser(builtins.TIMESTAMPTZ, (text) => moment(text.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00")));
setTypeParser(builtins.INT8, Number);
setTypeParser(builtins.NUMERIC, Number);

export interface DatabaseOptions {
  readonly url: string;
  readonly schema: string;
  /** Without a role the connection keeps the rights of the user in the url: for migrations alone. */
  readonly role?: string;
  readonly max?: number;
}

/** A pool of connections that speak Vietnam's time and see the province's schema. */
export function openPool({ url, schema, role, max = 10 }: DatabaseOptions): pg.Pool {
  const settings = [`TimeZone=Asia/Ho_Chi_Minh`, `search_path=${schema},public`, ...(role ? [`role=${role}`] : [])];
  // Its types do not know `pipeline` yet: statements are sent without waiting for the answers to earlier ones.
  const config: pg.PoolConfig & { pipeline: boolean } = {
    connectionString: url,
    max,
    application_name: `motcua ${schema}`,
    options: settings.map((setting) => `-c ${setting}`).join(" "),
    pipeline: true,
  };
  const pool = new pg.Pool(config);
  // A server that goes away breaks idle connections; the pool replaces them and the next query tells the user.
  pool.on("error", () => undefined);
  // One that breaks in the middle of a query tells the query as well; unheard it would end the whole process.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  return pool;
}

/** A database whose role stands outside the wall of readers: the owner's, a worker's. */
export function openDatabase(options: DatabaseOptions): Db {
  return over(openPool(options), NOBODY);
}

export interface ReaderDatabase {
  /** As nobody: what is everybody's to know, no dossier and no person. */
  readonly db: Db;
  /** As the reader; cheap enough to be asked for at every use. */
  dbFor(reader: Reader | Actor): Db;
}

/** The application's database: connections are shared, and each use of one shows what its reader may see. */
export function openForReaders(options: DatabaseOptions): ReaderDatabase {
  const pool = openPool(options);
  return { db: over(pool, NOBODY), dbFor: (who) => over(pool, "kind" in who ? readerOf(who) : who) };
}

function over(pool: pg.Pool, reader: Reader): Db {
  return new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: { connect: async () => efficientConnection(await pool.connect(), reader), end: () => pool.end() },
    }),
  });
}

/** The database over one connection that is already open, so inside whatever transaction that is in. */
export function databaseOver(client: pg.Client): Db {
  const connection = {
    query: client.query.bind(client) as PostgresPoolClient["query"],
    release: () => undefined,
  };
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool: { connect: async () => connection, end: async () => undefined } }),
  });
}

/** Runs the work in the caller's transaction when there is one, else in one of its own. */
export async function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
