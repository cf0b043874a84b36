import { sql } from "kysely";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

const ALIVE = sql.lit("45 seconds");

/** Workers that have given a sign of life lately. */
export async function countWorkers(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from worker w where w.beat_at > clock_timestamp() - ${ALIVE}::interval`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface QueueState {
  readonly waiting: number;
  /** For how long the oldest job that is due has been waiting, in milliseconds. */
  readonly lateMs: number;
  /** Jobs that were tried as often as they may be. */
  readonly dead: number;
}

/** This province's jobs; the queue's own tables are closed to the application. */
export async function readQueue(db: Db): Promise<QueueState> {
  const { rows } = await sql<QueueState>`
    select q.waiting::int as waiting, q.late_ms::float8 as "lateMs", q.dead::int as dead from queue_state() q`.execute(
    db,
  );
  return rows[0] ?? { waiting: 0, lateMs: 0, dead: 0 };
}

/** Messages that no partner has confirmed, and the age of the oldest in milliseconds. */
export async function readOutbox(db: Db): Promise<{ readonly waiting: number; readonly oldestMs: number }> {
  const { rows } = await sql<{ waiting: number; oldestMs: number }>`
    select o.waiting::int as waiting, o.oldest_ms::float8 as "oldestMs" from outbox_state() o`.execute(db);
  return rows[0] ?? { waiting: 0, oldestMs: 0 };
}

/** The last day that has a root over all chains. */
export async function findLastRoot(db: Db): Promise<PlainDate | null> {
  const { rows } = await sql<{ day: PlainDate }>`
    select r.day from evidence_root r order by r.day desc limit 1`.execute(db);
  return rows[0]?.day ?? null;
}

/** Whether anything was ever filed; the application as nobody sees none. */
export async function hasDossiers(db: Db): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select exists(select from dossier d) as there`.execute(db);
  return rows[0]?.there ?? false;
}
