import { sql } from "kysely";
import type { Static, TSchema } from "typebox";
import type { Moment } from "../../../domain/shared/moment.ts";
import { UNANSWERED } from "../connection.ts";
import type { Db } from "../database.ts";
import type { Deps } from "../deps.ts";

/** Background work: what it is called, what it is given and what it does. It may run twice, so it must not mind. */
export interface Job<P extends TSchema = TSchema> {
  /** Such as `exchange.deliver-outbox`: module and verb. Waiting jobs are found by it, so it never changes. */
  readonly name: string;
  readonly payload: P;
  /** When it runs by itself, as five crontab fields in UTC (Vietnam is seven hours ahead). */
  readonly cron?: string;
  /** Whether it also runs whenever a worker starts. */
  readonly atStart?: boolean;
  /**
   * Throwing makes it run again, later each time. What it throws must hold no personal data. Long work ends early, at
   * a good place, once the signal says that the worker is stopping.
   */
  run(deps: Deps, payload: Static<P>, signal?: AbortSignal): Promise<void>;
}

/** Declares a job; the payload's type follows from its schema. */
export function defineJob<P extends TSchema>(job: Job<P>): Job<P> {
  return job;
}

export interface Timing {
  /** Not before this moment; at once when absent. */
  readonly runAt?: Moment;
  /** A waiting job of the same key is replaced. */
  readonly key?: string;
}

/** Adds the job in the caller's transaction: rolled back, it was never there. */
export async function enqueue<P extends TSchema>(
  tx: Db,
  { job, payload }: { readonly job: Pick<Job<P>, "name">; readonly payload: Static<P> },
  { runAt, key }: Timing = {},
): Promise<void> {
  await sql`select enqueue_job(${job.name}, ${JSON.stringify(payload)}::json, ${runAt ?? null}::timestamptz, ${key ?? null})`.execute(
    tx,
  );
}

/** Has a job without payload run within about a second, once for however many ask. Costs nothing while one is waiting. */
export async function wake(tx: Db, job: Pick<Job, "name">): Promise<void> {
  await sql`${sql.raw(UNANSWERED)}select wake_job(${job.name})`.execute(tx);
}
