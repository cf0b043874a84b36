import type { DossierEvent, DossierFact } from "../../domain/dossier/event.ts";
import type { Db } from "../platform/database.ts";
import { eventHash, factText } from "./event-hash.ts";

/** Appends to the dossier's chain and answers with the new last hash. */
export async function appendEvent(tx: Db, event: DossierEvent, previousHash: string): Promise<string> {
  const row = eventRow(event, previousHash);
  await tx.insertInto("dossier_event").values(row).execute();
  return row.hash;
}

/** The event as it is kept, with its hash. */
export function eventRow(event: DossierEvent, previousHash: string) {
  return {
    dossier_id: event.dossierId,
    version: event.version,
    at: event.at,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id,
    actor_name: event.actor.name,
    agency_id: event.agencyId,
    type: event.fact.type,
    due_before: event.dueBefore,
    due_after: event.dueAfter,
    fact: factText(event.fact),
    previous_hash: previousHash,
    hash: eventHash(event, previousHash),
  };
}

export interface StoredEvent {
  readonly event: DossierEvent;
  readonly previousHash: string;
  readonly hash: string;
}

/** The whole chain of a dossier, oldest first. */
export async function listEvents(db: Db, dossierId: string): Promise<readonly StoredEvent[]> {
  return listEventsOf(db, [dossierId]);
}

/** The chains of several dossiers, one after the other, each oldest first. */
export async function listEventsOf(db: Db, dossierIds: readonly string[]): Promise<readonly StoredEvent[]> {
  if (dossierIds.length === 0) return [];
  const rows = await db
    .selectFrom("dossier_event as e")
    .selectAll("e")
    .where("e.dossier_id", "in", [...dossierIds])
    .orderBy("e.dossier_id")
    .orderBy("e.version")
    .execute();
  return rows.map((row) => ({
    event: {
      dossierId: row.dossier_id,
      version: row.version,
      at: row.at,
      actor: { kind: row.actor_kind as DossierEvent["actor"]["kind"], id: row.actor_id, name: row.actor_name },
      agencyId: row.agency_id,
      dueBefore: row.due_before,
      dueAfter: row.due_after,
      fact: row.fact as DossierFact,
    },
    previousHash: row.previous_hash,
    hash: row.hash,
  }));
}
