import { isExpression, sql, type Expression } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
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
  /** The event of the stream's dossier that caused it, and for how many seconds that may be taken back. */
  readonly undoable?: { readonly version: number; readonly seconds: number } | undefined;
}

export async function insertMessage(tx: Db, { topic, stream, payload, undoable }: NewMessage): Promise<void> {
  const value = isExpression(payload) ? payload : sql`${JSON.stringify(payload)}::jsonb`;
  await sql`
    insert into outbox (topic, stream, payload, event_version, next_at)
    values (${topic}, ${stream}, ${value}, ${undoable?.version ?? null}::integer,
      clock_timestamp() + ${undoable?.seconds ?? 0}::integer * interval '1 second')`.execute(tx);
}

export interface TakenMessage extends Message {
  readonly id: number;
  readonly createdAt: string;
  /** Times it was taken, this one included. */
  readonly attempts: number;
}

interface Taking {
  readonly partner: string;
  readonly lease: string;
  /** After so long without a word it is anybody's again, in milliseconds. */
  readonly leaseMs: number;
  readonly limit: number;
}

/**
 * Takes the first open message of each stream, oldest first, for a while. Another process takes others meanwhile; what
 * a killed one had taken is free again when its time has run out. A dead message holds up its stream until it is decided.
 */
export async function takeMessages(
  db: Db,
  { partner, lease, leaseMs, limit }: Taking,
): Promise<readonly TakenMessage[]> {
  const { rows } = await sql<TakenMessage>`
    with first as (
      select o.id from outbox o
      where o.partner = ${partner} and o.delivered_at is null and o.closed_at is null and o.dead_at is null
        and o.next_at <= clock_timestamp() and (o.leased_until is null or o.leased_until <= clock_timestamp())
        and not exists (
          select from outbox e
          where e.partner = o.partner and e.stream = o.stream and e.id < o.id
            and e.delivered_at is null and e.closed_at is null)
      order by o.id limit ${limit} for update of o skip locked
    ), taken as (
      update outbox o
      set lease = ${lease}::uuid, leased_until = clock_timestamp() + ${leaseMs}::integer * interval '1 millisecond',
        attempts = o.attempts + 1
      from first where o.id = first.id
      returning o.id, o.topic, o.stream, o.payload, o.created_at as "createdAt", o.attempts
    )
    select * from taken order by id`.execute(db);
  return rows;
}

/** It has arrived, whoever has it now. */
export async function markDelivered(db: Db, id: number): Promise<void> {
  await sql`
    update outbox
    set delivered_at = clock_timestamp(), last_error = null, dead_at = null, lease = null, leased_until = null
    where id = ${id} and delivered_at is null and closed_at is null`.execute(db);
}

interface Failure {
  readonly id: number;
  /** By which it was taken: of one that ran out nothing is said any more. */
  readonly lease: string;
  /** Names no person: a status or a network code. */
  readonly reason: string;
}

/** It is sent again after the pause. Where the partner was at fault and not the message, the attempt does not count. */
export async function markFailed(
  db: Db,
  { id, lease, reason }: Failure,
  { pauseMs, counts }: { readonly pauseMs: number; readonly counts: boolean },
): Promise<void> {
  await sql`
    update outbox
    set last_error = ${reason}, lease = null, leased_until = null, attempts = attempts - ${counts ? 0 : 1}::integer,
      next_at = clock_timestamp() + ${Math.round(pauseMs)}::integer * interval '1 millisecond'
    where id = ${id} and lease = ${lease}::uuid`.execute(db);
}

/** It is not sent again unless a person says so. */
export async function markDead(db: Db, { id, lease, reason }: Failure): Promise<void> {
  await sql`
    update outbox set last_error = ${reason}, lease = null, leased_until = null, dead_at = clock_timestamp()
    where id = ${id} and lease = ${lease}::uuid`.execute(db);
}

/** Messages in whose middle the process ended time and again. */
export async function buryExhausted(
  db: Db,
  { attempts, reason }: { readonly attempts: number; readonly reason: string },
): Promise<void> {
  await sql`
    update outbox set last_error = coalesce(last_error, ${reason}), lease = null, leased_until = null, dead_at = clock_timestamp()
    where delivered_at is null and closed_at is null and dead_at is null and attempts >= ${attempts}
      and leased_until <= clock_timestamp()`.execute(db);
}

export interface Circuit {
  /** In a row. */
  readonly failures: number;
  /** Whether it is left alone just now. */
  readonly open: boolean;
}

export async function readCircuit(db: Db, partner: string): Promise<Circuit> {
  const { rows } = await sql<Circuit>`
    select c.failures, c.open_until > clock_timestamp() is true as open
    from partner_circuit c where c.partner = ${partner}`.execute(db);
  return rows[0] ?? { failures: 0, open: false };
}

interface Silence {
  readonly partner: string;
  readonly reason: string;
  /** How long it is left alone after so many failures in a row, in milliseconds; 0 while they are few. */
  readonly pauseMs: (failures: number) => number;
}

/** The partner could not be reached. Answers with the failures in a row. */
export async function noteFailure(db: Db, { partner, reason, pauseMs }: Silence): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ failures: number }>`
      insert into partner_circuit as c (partner, failures, last_error, failed_at)
      values (${partner}, 1, ${reason}, clock_timestamp())
      on conflict (partner) do update
      set failures = c.failures + 1, last_error = excluded.last_error, failed_at = excluded.failed_at
      returning failures`.execute(tx);
    const failures = rows[0]?.failures ?? 1;
    await sql`
      update partner_circuit
      set open_until = clock_timestamp() + ${Math.round(pauseMs(failures))}::integer * interval '1 millisecond'
      where partner = ${partner}`.execute(tx);
    return failures;
  });
}

/** The partner answers again: its messages need not wait any longer. */
export async function noteAnswer(db: Db, partner: string): Promise<void> {
  await sql`update partner_circuit set failures = 0, open_until = null where partner = ${partner}`.execute(db);
  await sql`
    update outbox set next_at = clock_timestamp()
    where partner = ${partner} and delivered_at is null and closed_at is null and dead_at is null
      and next_at > clock_timestamp() and last_error is not null`.execute(db);
}

/** When the next of the partner's messages may go that may not yet, in whole seconds; null when none waits for its time. */
export async function nextDue(db: Db, partner: string): Promise<Moment | null> {
  const { rows } = await sql<{ at: Moment | null }>`
    select date_trunc('second', greatest(c.open_until, least(
      (select min(o.next_at) from outbox o
        where o.partner = ${partner} and o.delivered_at is null and o.closed_at is null and o.dead_at is null
          and o.next_at > clock_timestamp()),
      (select min(o.leased_until) from outbox o
        where o.partner = ${partner} and o.delivered_at is null and o.closed_at is null and o.dead_at is null
          and o.leased_until > clock_timestamp())))) + interval '1 second' as at
    from (select 1) as one left join partner_circuit c on c.partner = ${partner} and c.open_until > clock_timestamp()`.execute(
    db,
  );
  return rows[0]?.at ?? null;
}
