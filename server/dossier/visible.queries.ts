import { sql, type RawBuilder } from "kysely";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import type { Actor, CitizenActor } from "../../domain/identity/actor.ts";
import type { Db } from "../platform/database.ts";

/** The dossier if the reader may see it, in an emergency too; unknown, another agency's and deleted look the same. */
export async function findVisible(db: Db, id: string, reader: Actor): Promise<Dossier | undefined> {
  return find(db, id, readBy(reader, sql.ref("d")));
}

/** The dossier if it is in the reader's scope or his own, so that he may do more than read it. */
export async function findInScope(db: Db, id: string, reader: Actor): Promise<Dossier | undefined> {
  return find(db, id, seenBy(reader, sql.ref("d")));
}

async function find(db: Db, id: string, condition: RawBuilder<boolean>): Promise<Dossier | undefined> {
  const row = await db
    .selectFrom("dossier as d")
    .select("d.state")
    .where("d.id", "=", id)
    .where(condition)
    .executeTakeFirst();
  return row?.state as Dossier | undefined;
}

/**
 * Whether the reader may read the one dossier of that name that the query is about: as `seenBy`, or in an emergency.
 * Lists, searches and counts never ask this.
 */
export function readBy(reader: Actor, dossier: RawBuilder<unknown>): RawBuilder<boolean> {
  const seen = seenBy(reader, dossier);
  if (reader.kind !== "officer") return seen;
  return sql<boolean>`(${seen} or ${dossier}.id = any(array(select e.dossier_id from reader_emergencies() e)))`;
}

/** The codes of those of the dossiers that the reader may see, by id. */
export async function codesOfSeen(db: Db, ids: readonly string[], reader: Actor): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("dossier as d")
    .select(["d.id", sql<string>`coalesce(d.code, d.submission_code)`.as("code")])
    .where("d.id", "in", [...ids])
    .where(seenBy(reader, sql.ref("d")))
    .execute();
  return new Map(rows.map(({ id, code }) => [id, code]));
}

/** Whether the reader may see the dossier of that name in the query, by scope or because it is his own. */
export function seenBy(reader: Actor, dossier: RawBuilder<unknown>): RawBuilder<boolean> {
  switch (reader.kind) {
    case "system":
      return sql<boolean>`false`;
    case "officer":
      return sql<boolean>`exists (
        select from dossier_agency x join user_scope s on s.agency_id = x.agency_id
        where x.dossier_id = ${dossier}.id and s.officer_id = ${reader.id})`;
    case "citizen":
      return ownBy(reader, dossier);
  }
}

/** Whether the dossier is the citizen's own, or was filed by him; by a power of attorney only as long as that holds. */
export function ownBy(
  { id, identityNumber, powers = [] }: Pick<CitizenActor, "id" | "identityNumber" | "powers">,
  d: RawBuilder<unknown>,
) {
  const held = powers.map((power) => power.id);
  return sql<boolean>`(${d}.applicant_identity = ${identityNumber}
    or (${d}.submitted_by = ${id} and (${d}.power_id is null or ${d}.power_id = any(${held}::uuid[]))))`;
}
