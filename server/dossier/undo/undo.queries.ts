import { sql } from "kysely";
import type { DossierEvent, DossierFact } from "../../../domain/dossier/event.ts";
import type { Db } from "../../platform/database.ts";

interface TakenBack {
  readonly dossierId: string;
  readonly version: number;
  /** Why its messages are not delivered; names no person. */
  readonly reason: string;
}

/** Holds back what the event has caused; false when some of it has left or is just leaving. */
export async function takeBackEvent(tx: Db, { dossierId, version, reason }: TakenBack): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select take_back_event(${dossierId}::uuid, ${version}::integer, ${reason}) as done`.execute(tx);
  return rows[0]?.done ?? false;
}

/** The latest event of a dossier, which bears the version of its state. */
export async function findEvent(db: Db, dossierId: string, version: number): Promise<DossierEvent | undefined> {
  const row = await db
    .selectFrom("dossier_event as e")
    .select(["e.at", "e.actor_kind", "e.actor_id", "e.actor_name", "e.agency_id", "e.due_before", "e.due_after"])
    .select("e.fact")
    .where("e.dossier_id", "=", dossierId)
    .where("e.version", "=", version)
    .executeTakeFirst();
  return (
    row && {
      dossierId,
      version,
      at: row.at,
      actor: { kind: row.actor_kind as DossierEvent["actor"]["kind"], id: row.actor_id, name: row.actor_name },
      agencyId: row.agency_id,
      dueBefore: row.due_before,
      dueAfter: row.due_after,
      fact: row.fact as DossierFact,
    }
  );
}
