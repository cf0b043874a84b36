import { sql } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";
import { CHUNK, type ChainHead, type DayRoot } from "./leaf.ts";
import { READS_ID } from "./read-link.ts";

export interface KeptRoot extends DayRoot {
  readonly day: PlainDate;
  /** Number of the last event that was looked at for it. */
  readonly upTo: number;
}

const kept = (db: Db) =>
  db
    .selectFrom("evidence_root as r")
    .select([
      "r.day",
      "r.dossiers",
      "r.events",
      "r.root",
      "r.previous_hash as previousHash",
      "r.hash",
      "r.up_to as upTo",
    ]);

export async function findLastRoot(db: Db): Promise<KeptRoot | undefined> {
  return kept(db).orderBy("r.day", "desc").limit(1).executeTakeFirst();
}

/** Roots after a day, oldest first. */
export async function listRoots(db: Db, after: PlainDate | null, limit: number): Promise<readonly KeptRoot[]> {
  return kept(db)
    .$if(after !== null, (query) => query.where("r.day", ">", after))
    .orderBy("r.day")
    .limit(limit)
    .execute();
}

/** One process at a time, until the end of the transaction. */
export async function lockRoots(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('evidence_root'))`.execute(tx);
}

export interface Night {
  readonly day: PlainDate;
  /** The first moment of the day after. */
  readonly end: Moment;
  /** Only events recorded after this one are looked at. */
  readonly from: number;
}

export interface Sealed {
  readonly newDossiers: number;
  readonly newEvents: number;
  /** Chunks of which a leaf has changed. */
  readonly chunks: readonly number[];
}

/**
 * Adds a leaf for each dossier whose chain has grown since its last one, as it stood at the end of the day, and one for
 * the chain of reads.
 */
export async function addLeaves(tx: Db, { day, end, from }: Night): Promise<Sealed> {
  const { rows } = await sql<Sealed>`
    with grown as (
      select e.dossier_id, max(e.version) as version from dossier_event e
      where e.recorded > ${from}::bigint and e.at < ${end}::timestamptz group by e.dossier_id
      union all
      select ${READS_ID}::uuid, max(a.number) from access_link a where a.made_at < ${end}::timestamptz having count(*) > 0
    ), fresh as (
      select g.dossier_id, g.version, l.position, coalesce(l.version, 0) as before
      from grown g left join lateral (
        select l.position, l.version from evidence_leaf l where l.dossier_id = g.dossier_id order by l.day desc limit 1) l on true
      where l.version is null or l.version < g.version
    ), placed as (
      select f.dossier_id, f.version, f.before, coalesce(f.position,
        (select coalesce(max(l.position) + 1, 0) from evidence_leaf l)
          + row_number() over (partition by f.position is null order by f.dossier_id) - 1) as position
      from fresh f
    ), added as (
      insert into evidence_leaf (position, day, dossier_id, version, hash)
      select p.position, ${day}::date, p.dossier_id, p.version, coalesce(e.hash, a.hash)
      from placed p left join dossier_event e on e.dossier_id = p.dossier_id and e.version = p.version
        left join access_link a on p.dossier_id = ${READS_ID}::uuid and a.number = p.version
    )
    select (count(*) filter (where p.before = 0))::int as "newDossiers",
      coalesce(sum(p.version - p.before), 0)::int as "newEvents",
      coalesce(array_agg(distinct p.position / ${CHUNK}::int), '{}')::int[] as chunks
    from placed p`.execute(tx);
  return rows[0] ?? { newDossiers: 0, newEvents: 0, chunks: [] };
}

/** The last event that need not be looked at again once the day is sealed. */
export async function lastLookedAt(tx: Db, { end, from }: Night): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    select coalesce(min(e.recorded) filter (where e.at >= ${end}::timestamptz) - 1, max(e.recorded)) as last
    from dossier_event e where e.recorded > ${from}::bigint`.execute(tx);
  return rows[0]?.last ?? from;
}

export interface Leaf extends ChainHead {
  readonly position: number;
}

/** The leaves of a chunk as they stood at the end of the day, in order. */
export async function listLeaves(db: Db, chunk: number, day: PlainDate): Promise<readonly Leaf[]> {
  const { rows } = await sql<Leaf>`
    select distinct on (l.position) l.position, l.dossier_id as "dossierId", l.version, l.hash from evidence_leaf l
    where l.position >= ${chunk * CHUNK}::bigint and l.position < ${(chunk + 1) * CHUNK}::bigint and l.day <= ${day}::date
    order by l.position, l.day desc`.execute(db);
  return rows;
}

/** The roots of all chunks as they stood at the end of the day, in order. */
export async function listChunkRoots(db: Db, day: PlainDate): Promise<readonly string[]> {
  const { rows } = await sql<{ root: string }>`
    select distinct on (c.number) c.root from evidence_chunk c where c.day <= ${day}::date
    order by c.number, c.day desc`.execute(db);
  return rows.map(({ root }) => root);
}

export async function addChunkRoots(
  tx: Db,
  day: PlainDate,
  roots: readonly { readonly number: number; readonly root: string }[],
): Promise<void> {
  if (roots.length === 0) return;
  await sql`
    insert into evidence_chunk (number, day, root)
    select t.number, ${day}::date, t.root
    from unnest(${roots.map(({ number }) => number)}::bigint[], ${roots.map(({ root }) => root)}::text[]) as t(number, root)`.execute(
    tx,
  );
}

export async function addRoot(tx: Db, { day, ...root }: KeptRoot, madeAt: Moment): Promise<void> {
  await tx
    .insertInto("evidence_root")
    .values({
      day,
      dossiers: root.dossiers,
      events: root.events,
      root: root.root,
      previous_hash: root.previousHash,
      hash: root.hash,
      up_to: root.upTo,
      made_at: madeAt,
    })
    .execute();
}

/** Where the dossier stands in the tree of the day; undefined when it is not in it yet. */
export async function findLeaf(db: Db, dossierId: string, day: PlainDate): Promise<Leaf | undefined> {
  return db
    .selectFrom("evidence_leaf as l")
    .select(["l.position", "l.dossier_id as dossierId", "l.version", "l.hash"])
    .where("l.dossier_id", "=", dossierId)
    .where("l.day", "<=", day)
    .orderBy("l.day", "desc")
    .limit(1)
    .executeTakeFirst();
}
