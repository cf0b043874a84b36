import { sql } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

export interface RecomputeOrdered {
  readonly id: string;
  readonly amendmentId: number;
  /** Whose calendar was changed; null for the whole province. */
  readonly agencyId: string | null;
  readonly basis: string;
  readonly actor: { readonly id: string; readonly name: string; readonly agencyId: string | null };
  readonly orderedAt: Moment;
}

export interface RecomputeState extends RecomputeOrdered {
  readonly afterId: string | null;
  readonly changed: number;
  /** Dossiers whose new date falls into a year that nobody confirmed. */
  readonly unreckoned: number;
  /** Dossiers that could not be saved through a fault of ours; each is in the log. */
  readonly failed: number;
  readonly finishedAt: Moment | null;
}

export async function insertRecompute(tx: Db, order: RecomputeOrdered): Promise<void> {
  const { id, amendmentId, agencyId, basis, actor, orderedAt } = order;
  await sql`
    insert into calendar_recompute (id, amendment_id, agency_id, basis, actor_id, actor_name, actor_agency_id, ordered_at)
    values (${id}::uuid, ${amendmentId}, ${agencyId}::uuid, ${basis}, ${actor.id}, ${actor.name},
      ${actor.agencyId}::uuid, ${orderedAt}::timestamptz)`.execute(tx);
}

interface Row extends Omit<RecomputeState, "actor"> {
  readonly actorId: string;
  readonly actorName: string;
  readonly actorAgencyId: string | null;
}

const selected = sql`
  select r.id::text as id, r.amendment_id as "amendmentId", r.agency_id::text as "agencyId", r.basis,
    r.actor_id as "actorId", r.actor_name as "actorName", r.actor_agency_id::text as "actorAgencyId",
    r.ordered_at as "orderedAt", r.after_id::text as "afterId", r.changed, r.unreckoned, r.failed, r.finished_at as "finishedAt"
  from calendar_recompute r`;

function toState({ actorId, actorName, actorAgencyId, ...row }: Row): RecomputeState {
  return { ...row, actor: { id: actorId, name: actorName, agencyId: actorAgencyId } };
}

/** The oldest order not yet done that nobody is working on; held until the transaction ends. */
export async function lockWaitingRecompute(tx: Db): Promise<RecomputeState | undefined> {
  const { rows } = await sql<Row>`
    ${selected}
    where r.finished_at is null
    order by r.ordered_at
    limit 1
    for update skip locked`.execute(tx);
  return rows[0] && toState(rows[0]);
}

/** Does a part of a transaction that may fail alone: what it did is undone, and the rest goes on. */
export async function inSavepoint<T>(tx: Db, work: () => Promise<T>): Promise<T> {
  await sql`savepoint one_dossier`.execute(tx);
  try {
    const done = await work();
    await sql`release savepoint one_dossier`.execute(tx);
    return done;
  } catch (error) {
    await sql`rollback to savepoint one_dossier`.execute(tx);
    throw error;
  }
}

export async function saveRecompute(tx: Db, state: RecomputeState): Promise<void> {
  await sql`
    update calendar_recompute
    set after_id = ${state.afterId}::uuid, changed = ${state.changed}, unreckoned = ${state.unreckoned},
      failed = ${state.failed},
      finished_at = ${state.finishedAt}::timestamptz
    where id = ${state.id}::uuid`.execute(tx);
}

export async function findRecompute(db: Db, amendmentId: number): Promise<RecomputeState | undefined> {
  const { rows } = await sql<Row>`${selected} where r.amendment_id = ${amendmentId}`.execute(db);
  return rows[0] && toState(rows[0]);
}

/** Whether a calendar was changed, as by a table brought in, without the dates being reckoned anew since. */
export async function hasUnappliedAmendment(db: Db): Promise<boolean> {
  const { rows } = await sql<{ unapplied: boolean }>`
    select exists (
      select
      from calendar_amendment a
      where a.applies_later
        and a.id > coalesce((
          select max(r.amendment_id)
          from calendar_recompute r
          where r.agency_id is null or r.agency_id is not distinct from a.agency_id), 0)
    ) as unapplied`.execute(db);
  return rows[0]?.unapplied ?? false;
}
