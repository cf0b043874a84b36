import type { Moment } from "../../domain/shared/moment.ts";
import { listRunningIds, recomputeDossier } from "../dossier/index.ts";
import type { Db } from "../platform/database.ts";
import { inSavepoint, lockWaitingRecompute, saveRecompute, type RecomputeState } from "./recompute.queries.ts";

/** Few enough that nobody waits long for a dossier that a batch holds. */
const BATCH = 50;

interface Running {
  readonly db: Db;
  readonly now: () => Moment;
  /** Asked before each batch: true ends the work there, to go on later. */
  readonly stopped?: () => boolean;
  /** Told of each dossier that could not be saved; the others go on without it. */
  readonly failed?: (dossierId: string, error: unknown) => void;
}

/**
 * Does what amendments have ordered: reckons the dates of open dossiers and their steps anew, batch by batch, each a transaction of its
 * own. Stopped or killed it goes on where it was when it is called again; called twice at once the work is shared.
 */
export async function recomputeDates(running: Running): Promise<void> {
  const { db, stopped = () => false } = running;
  while (!stopped()) {
    const worked = await db.transaction().execute(async (tx) => {
      const order = await lockWaitingRecompute(tx);
      if (order) await saveRecompute(tx, await runBatch({ ...running, db: tx }, order));
      return order !== undefined;
    });
    if (!worked) return;
  }
}

async function runBatch(
  { db: tx, now, failed: tell = () => undefined }: Running,
  order: RecomputeState,
): Promise<RecomputeState> {
  const ids = await listRunningIds(tx, { calendarAgencyId: order.agencyId, after: order.afterId, limit: BATCH });
  let { changed, unreckoned, failed } = order;
  const { id, name, agencyId } = order.actor;
  const by = { basis: order.basis, actor: { kind: "officer", id, name } as const, agencyId, now: now() };
  for (const dossierId of ids) {
    try {
      const outcome = await inSavepoint(tx, () => recomputeDossier(tx, dossierId, by));
      if (outcome === "changed") changed += 1;
      if (outcome === "year-missing") unreckoned += 1;
    } catch (error) {
      // Where the connection itself is gone the next statement fails too, and the batch with it.
      tell(dossierId, error);
      failed += 1;
    }
  }
  const finishedAt = ids.length < BATCH ? now() : null;
  return { ...order, afterId: ids.at(-1) ?? order.afterId, changed, unreckoned, failed, finishedAt };
}
