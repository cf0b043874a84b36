import { EventEmitter } from "node:events";
import { Logger, parseCronItems, run, type ParsedCronItem, type TaskList, type WorkerEvents } from "graphile-worker";
import Value from "typebox/value";
import { openPool } from "../database.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { HEART, beat, leave, type Heart } from "./heartbeat.ts";
import { wake, type Job } from "./job.ts";

export interface WorkerOptions {
  /** Address as the owner of the schema: the queue's own tables are closed to the application. */
  readonly url: string;
  readonly jobs: readonly Job[];
  readonly deps: Deps;
  readonly log: (level: "warning" | "error", message: string) => void;
  readonly heart?: Heart;
}

export interface Worker {
  /** Takes no more jobs and waits for those that are running. */
  stop(): Promise<void>;
}

const CONCURRENCY = 4;
const POLL_MS = 1000;
/** A schedule missed because nothing was running is made up for if it is not older. */
const BACKFILL_MS = 24 * 3_600_000;

/** Runs this province's jobs and no other's until it is stopped. */
export async function startWorker({ url, jobs, deps, log, heart = HEART }: WorkerOptions): Promise<Worker> {
  const { schema } = deps.config;
  const pool = openPool({ url, schema, max: CONCURRENCY + 4 });
  const living = { id: newId(), schema, workerIds: new Set<string>() };
  const events: WorkerEvents = new EventEmitter();
  events.on("worker:create", ({ worker }) => living.workerIds.add(worker.workerId));
  const runner = await run({
    pgPool: pool,
    taskList: tasksOf(jobs, deps),
    parsedCronItems: schedulesOf(jobs, schema),
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    events,
    logger: new Logger(() => (level, message) => {
      const word: string = level;
      if (word === "error" || word === "warning") log(word, redact(message));
    }),
  });
  const tick = (): Promise<void> => beat(pool, living, heart).catch((error: unknown) => log("error", messageOf(error)));
  await tick();
  const timer = setInterval(() => void tick(), heart.beatMs);
  for (const job of jobs) if (job.atStart) await wake(deps.db, job);
  return {
    async stop() {
      await runner.stop();
      clearInterval(timer);
      await leave(pool, living);
      await pool.end();
    },
  };
}

const nameIn = (schema: string, { name }: Job): string => `${schema}:${name}`;

function tasksOf(jobs: readonly Job[], deps: Deps): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      nameIn(deps.config.schema, job),
      (payload: unknown, { abortSignal }) => runJob(job, payload, { deps, signal: abortSignal }),
    ]),
  );
}

interface Running {
  readonly deps: Deps;
  readonly signal: AbortSignal | undefined;
}

async function runJob(job: Job, given: unknown, { deps, signal }: Running): Promise<void> {
  // The schedule adds the moment it was due.
  const { _cron: _dueAt, ...payload } = given as Record<string, unknown>;
  if (!Value.Check(job.payload, payload)) throw new Error(`${job.name} was given what its schema does not allow`);
  try {
    await job.run(deps, payload, signal);
  } catch (error) {
    // The queue keeps the message, and the log shows it.
    throw new Error(redact(messageOf(error)), { cause: error });
  }
}

function schedulesOf(jobs: readonly Job[], schema: string): ParsedCronItem[] {
  return parseCronItems(
    jobs.flatMap((job) =>
      job.cron
        ? {
            task: nameIn(schema, job),
            match: job.cron,
            identifier: nameIn(schema, job),
            // The key of a wake-up: a schedule that finds one waiting, or backing off, has it run now.
            options: { jobKey: `${schema}:wake:${job.name}`, backfillPeriod: BACKFILL_MS },
          }
        : [],
    ),
  );
}

// Identity and telephone numbers must not reach the log by way of somebody's error message.
function redact(message: string): string {
  return message.replaceAll(/\d{9,12}/g, "…");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
