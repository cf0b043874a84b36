import { sql } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

export interface WorkOfKind {
  /** Name of the job, or `message.` and the topic. */
  readonly kind: string;
  readonly waiting: number;
  readonly running: number;
  /** Failed, and tried again by itself. */
  readonly failing: number;
  /** Failed for good. */
  readonly dead: number;
  /** Since when the oldest could have run. */
  readonly oldestAt: Moment | null;
  readonly nextAt: Moment | null;
  readonly lastError: string | null;
}

/** Work in the queue and messages not yet delivered, by kind; more than so many together are not counted. */
export async function listWork(db: Db, most: number): Promise<readonly WorkOfKind[]> {
  const { rows } = await sql<WorkOfKind>`
    select w.kind, w.waiting, w.running, w.failing, w.dead, w.oldest_at as "oldestAt", w.next_at as "nextAt",
      left(w.last_error, 300) as "lastError"
    from background_work(${most}::integer) w`.execute(db);
  return rows;
}

export interface DeadLetter {
  /** `job-N` or `message-N`. */
  readonly letter: string;
  readonly kind: string;
  readonly dossierId: string | null;
  readonly attempts: number;
  readonly createdAt: Moment;
  readonly deadAt: Moment;
  readonly lastError: string | null;
}

/** What has failed for good, the latest first. */
export async function listDeadLetters(db: Db, most: number): Promise<readonly DeadLetter[]> {
  const { rows } = await sql<DeadLetter>`
    select d.letter, d.kind, d.dossier_id as "dossierId", d.attempts, d.created_at as "createdAt", d.dead_at as "deadAt",
      left(d.last_error, 300) as "lastError"
    from dead_letters(${most}::integer) d`.execute(db);
  return rows;
}

/** How many wait for a decision, at most so many. */
export async function countDeadLetters(db: Db, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from dead_letters(${most}::integer)`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

export interface LetterDecision {
  readonly letter: string;
  readonly decision: "replayed" | "discarded";
  readonly reason: string | null;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Moment;
}

/** Replays or discards and keeps who did; false when somebody else has decided already. */
export async function decideLetter(tx: Db, { letter, decision, reason, by, at }: LetterDecision): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select decide_dead_letter(${letter}, ${decision}, ${reason}, ${by.id}, ${by.name}, ${at}::timestamptz) as done`.execute(
    tx,
  );
  return rows[0]?.done ?? false;
}

/** Whether it is dead, or was and has been decided about. */
export async function isLetter(db: Db, letter: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`select is_letter(${letter}) as known`.execute(db);
  return rows[0]?.known ?? false;
}

export interface DecidedLetter extends Omit<LetterDecision, "by"> {
  readonly kind: string;
  readonly byName: string;
  readonly attempts: number;
}

/** What was decided last. */
export async function listDecided(db: Db, most: number): Promise<readonly DecidedLetter[]> {
  const rows = await db
    .selectFrom("dead_letter_decision as d")
    .select(["d.letter", "d.kind", "d.decision", "d.reason", "d.attempts"])
    .select(["d.decided_by_name as byName", "d.decided_at as at"])
    .orderBy("d.decided_at", "desc")
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...row, decision: row.decision === "discarded" ? "discarded" : "replayed" }));
}

export interface LivingWorkerRow {
  readonly id: string;
  readonly host: string;
  readonly startedAt: Moment;
  readonly beatAt: Moment;
}

/** Processes that have said within so many milliseconds that they run jobs. */
export async function listWorkers(db: Db, deadMs: number): Promise<readonly LivingWorkerRow[]> {
  return db
    .selectFrom("worker as w")
    .select(["w.id", "w.host", "w.started_at as startedAt", "w.beat_at as beatAt"])
    .where("w.beat_at", ">", sql<Moment>`clock_timestamp() - ${deadMs}::integer * interval '1 millisecond'`)
    .orderBy("w.started_at")
    .execute();
}
