import { sql } from "kysely";
import type { Db } from "../server/platform/database.ts";

interface Held {
  readonly dossierId: string;
  readonly waiting: number;
}

/**
 * Runs work while another transaction holds the dossier's row, and lets go when so many sessions wait for it: a race
 * that happens every time. `db` is the owner's: others do not see what sessions wait for.
 */
export function whileRowIsHeld<T>(
  db: Db,
  { dossierId, waiting }: Held,
  start: () => readonly Promise<T>[],
): Promise<readonly T[]> {
  return whileAnyRowIsHeld(db, { table: "dossier", id: dossierId, waiting }, start);
}

interface HeldAnywhere {
  readonly table: "dossier" | "officer" | "upload" | "outbox";
  readonly id: string | number;
  readonly waiting: number;
}

/** As `whileRowIsHeld`, for a row of another table. */
export async function whileAnyRowIsHeld<T>(
  db: Db,
  { table, id, waiting }: HeldAnywhere,
  start: () => readonly Promise<T>[],
): Promise<readonly T[]> {
  // A transaction that answered with the promises themselves would wait for them before it lets go.
  return db
    .transaction()
    .execute(async (tx) => {
      await sql`select 1 from ${sql.table(table)} where id = ${id} for update`.execute(tx);
      const running = start();
      while ((await sessionsWaiting(db)) < waiting) await new Promise((resolve) => setTimeout(resolve, 20));
      return { running };
    })
    .then(({ running }) => Promise.all(running));
}

/** Sessions of this database that wait for a lock. */
export async function sessionsWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity a where a.datname = current_database() and a.wait_event_type = 'Lock'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
