import { hostname } from "node:os";
import type pg from "pg";

/** How often a worker says that it lives, and after what silence its jobs are given to others. In milliseconds. */
export interface Heart {
  readonly beatMs: number;
  readonly deadMs: number;
}

/** A dead worker's jobs run again within 40 seconds: the silence and one more beat of a living one. */
export const HEART: Heart = { beatMs: 10_000, deadMs: 30_000 };

export interface LivingWorker {
  readonly id: string;
  readonly schema: string;
  /** Under these names the queue has locked jobs for it. */
  readonly workerIds: ReadonlySet<string>;
}

/** Says that the worker lives, and frees the jobs of this province that no living worker holds. */
export async function beat(pool: pg.Pool, { id, schema, workerIds }: LivingWorker, { deadMs }: Heart): Promise<void> {
  await pool.query(
    `insert into worker (id, worker_ids, host, pid) values ($1, $2, $3, $4)
     on conflict (id) do update set worker_ids = excluded.worker_ids, beat_at = clock_timestamp()`,
    [id, [...workerIds], hostname(), process.pid],
  );
  await pool.query("delete from worker w where w.beat_at < clock_timestamp() - $1 * interval '1 millisecond'", [
    deadMs,
  ]);
  // A job taken just now may be a worker's that has not yet had its first heartbeat, or was killed before it.
  await pool.query(
    `select graphile_worker.force_unlock_workers(array(
       select j.locked_by from graphile_worker.jobs j
       where starts_with(j.task_identifier, $2) and j.locked_at < clock_timestamp() - $1 * interval '1 millisecond'
         and not exists (select from worker w where j.locked_by = any(w.worker_ids))))`,
    [deadMs, `${schema}:`],
  );
}

/** The worker has ended in good order. */
export async function leave(pool: pg.Pool, { id }: LivingWorker): Promise<void> {
  await pool.query("delete from worker where id = $1", [id]);
}
