import { isExpression, sql, type Expression } from "kysely";
import type { Db } from "../platform/database.ts";

export interface Message {
  readonly topic: string;
  /** Messages of one stream reach the partner in the order in which they were written. */
  readonly stream: string;
  readonly payload: unknown;
}

/** A message whose payload may be an expression, where only the database knows it yet. */
export interface NewMessage extends Message {
  readonly payload: Expression<unknown> | Readonly<Record<string, unknown>>;
}

export async function insertMessage(tx: Db, { topic, stream, payload }: NewMessage): Promise<void> {
  const value = isExpression(payload) ? payload : sql`${JSON.stringify(payload)}::jsonb`;
  await sql`insert into outbox (topic, stream, payload) values (${topic}, ${stream}, ${value})`.execute(tx);
}

export interface WaitingMessage extends Message {
  readonly id: number;
  readonly createdAt: string;
}

/** Messages not yet delivered, oldest first, without those of the given streams. */
export async function listWaiting(
  db: Db,
  { without, limit }: { readonly without: ReadonlySet<string>; readonly limit: number },
): Promise<readonly WaitingMessage[]> {
  const { rows } = await sql<WaitingMessage>`
    select o.id, o.topic, o.stream, o.payload, o.created_at as "createdAt"
    from outbox o
    where o.delivered_at is null and o.stream <> all(${[...without]}::text[])
    order by o.id limit ${limit}`.execute(db);
  return rows;
}

export async function markDelivered(db: Db, id: number): Promise<void> {
  await sql`
    update outbox set delivered_at = clock_timestamp(), attempts = attempts + 1, last_error = null
    where id = ${id}`.execute(db);
}

/** Keeps the reason, which names no person: a status or a network code. */
export async function markFailed(db: Db, id: number, reason: string): Promise<void> {
  await sql`update outbox set attempts = attempts + 1, last_error = ${reason} where id = ${id}`.execute(db);
}

/**
 * Runs the work while no other process does, on a connection that holds the lock; when the process dies the connection
 * ends and the lock with it. False, at once, when another holds it.
 */
export async function exclusively(db: Db, name: string, work: (db: Db) => Promise<void>): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    const lock = sql`hashtextextended(current_schema() || '/' || ${name}::text, 0)`;
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_lock(${lock}) as held`.execute(connection);
    if (!rows[0]?.held) return false;
    try {
      await work(connection);
      return true;
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(connection);
    }
  });
}
