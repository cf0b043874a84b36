import type { Actor } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import type { UseCase } from "../platform/use-case.ts";

/** Facts of a change, for people to compare; never a secret. */
export type ChangedFacts = Readonly<Record<string, unknown>>;

export interface Change {
  readonly action: string;
  readonly agencyId: string | null;
  readonly officerId: string | null;
  readonly before: ChangedFacts | null;
  readonly after: ChangedFacts | null;
  readonly basis: string;
}

/** Adds to the log of the organisation, in the transaction of the change itself. */
export async function insertChange({ db, actor, now }: UseCase, change: Change): Promise<void> {
  await db
    .insertInto("organisation_change")
    .values({
      at: now,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      action: change.action,
      agency_id: change.agencyId,
      officer_id: change.officerId,
      before: change.before && JSON.stringify(change.before),
      after: change.after && JSON.stringify(change.after),
      basis: change.basis,
    })
    .execute();
}

export interface LoggedChange extends Change {
  readonly id: number;
  readonly at: Moment;
  readonly actorKind: Actor["kind"];
  readonly actorId: string;
  readonly actorName: string;
}

const MOST = 200;

/** The changes of one agency or one officer, the newest first. */
export async function listChanges(
  db: Db,
  of: { readonly agencyId: string } | { readonly officerId: string },
): Promise<readonly LoggedChange[]> {
  const rows = await db
    .selectFrom("organisation_change as c")
    .selectAll("c")
    .$if("agencyId" in of, (query) => query.where("c.agency_id", "=", "agencyId" in of ? of.agencyId : null))
    .$if("officerId" in of, (query) => query.where("c.officer_id", "=", "officerId" in of ? of.officerId : null))
    .orderBy("c.id", "desc")
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actorKind: row.actor_kind as Actor["kind"],
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    agencyId: row.agency_id,
    officerId: row.officer_id,
    before: row.before as ChangedFacts | null,
    after: row.after as ChangedFacts | null,
    basis: row.basis,
  }));
}
