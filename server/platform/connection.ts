import type { PostgresPoolClient, PostgresQueryResult } from "kysely";
import type pg from "pg";
import type { Reader } from "./reader.ts";

/**
 * Begins a statement whose answer nobody needs, so that inside a transaction nobody waits for it. An insert that
 * returns nothing is such a statement by itself.
 */
export const UNANSWERED = "/* unanswered */ ";

const NOTHING: PostgresQueryResult<never> = { command: "INSERT", rowCount: 0, rows: [] };
const BEGIN = /^(begin|start transaction)\b/;
const END = /^(commit|rollback)$/;
const SEND_ONLY = /^\s*insert\s(?!.*\breturning\b)/is;

/** Whom each connection shows its rows to; told to it again only when somebody else takes it out of the pool. */
const readers = new WeakMap<pg.PoolClient, string>();

const TELL_READER = `select set_config('motcua.officer', $1, false), set_config('motcua.citizen', $2, false),
  set_config('motcua.identity', $3, false), set_config('motcua.key', $4, false),
  set_config('motcua.brought', $5, false)`;

/**
 * A pooled connection as Kysely sees it, for one reader: the database shows nobody else's rows. Statements get names, so that the server parses and plans each once per
 * connection. Inside a transaction, inserts travel with the next statement whose answer is needed, at the latest the
 * commit, instead of costing a round trip each; locks are held that much shorter. When one fails, that next statement
 * throws its error, and nothing is kept, as ever in a transaction.
 */
export function efficientConnection(client: pg.PoolClient, reader: Reader): PostgresPoolClient {
  const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
  let inTransaction = false;
  let sent: Promise<unknown>[] = [];

  const send = (text: string, values: readonly unknown[]): void => {
    // Held back in our own buffer until an answer is asked for.
    if (sent.length === 0) stream.cork();
    const answer = client.query(named(text, values));
    // Its failure is told by the statement that waits; until then nobody listens.
    answer.catch(() => undefined);
    sent.push(answer);
  };
  const tellReader = (): void => {
    const { officer = "", citizen = "", identity = "", key = "", brought = "" } = reader;
    const values = [officer, citizen, identity, key, brought];
    const known = JSON.stringify(values);
    if (readers.get(client) === known) return;
    // Should it fail, the connection belongs to nobody and the statement that goes with it fails too.
    readers.delete(client);
    send(TELL_READER, values);
    void sent.at(-1)?.then(
      () => readers.set(client, known),
      () => undefined,
    );
  };
  let told = false;
  const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
    if (!told) tellReader();
    told = true;
    if (BEGIN.test(text)) inTransaction = true;
    if (inTransaction && (BEGIN.test(text) || SEND_ONLY.test(text) || text.startsWith(UNANSWERED))) {
      send(text, values);
      return NOTHING;
    }
    const before = sent;
    sent = [];
    const answer = client.query(named(text, values));
    if (before.length > 0) stream.uncork();
    if (END.test(text)) inTransaction = false;
    const [own, ...earlier] = await Promise.allSettled([answer, ...before]);
    // The first failure is the cause; later statements only say that the transaction is aborted.
    const failed = text === "rollback" ? undefined : earlier.find((one) => one.status === "rejected");
    if (failed) throw failed.reason;
    if (own.status === "rejected") throw own.reason;
    return own.value;
  };
  return {
    // Kysely's other form of a query, the cursor, is not used here.
    query: query as unknown as PostgresPoolClient["query"],
    release: (destroy) => client.release(destroy),
  };
}

/** Of a table or of all; not a product, a count or a comment. */
const ALL_COLUMNS = /(?:\b(?:select|returning|distinct)\s+|[.,]\s*)\*/i;
/** More texts than the system has; one with a list of its own length, say, is not worth a name. */
const MOST_NAMES = 1000;
const names = new Map<string, string>();

function named(text: string, values: readonly unknown[]): pg.QueryConfig {
  // A named "all columns" would fail on every open connection once a migration adds one.
  const name = values.length === 0 || ALL_COLUMNS.test(text) ? undefined : nameOf(text);
  return { text, values: [...values], ...(name ? { name } : {}) };
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_NAMES) return known;
  const name = `s${names.size + 1}`;
  names.set(text, name);
  return name;
}
