import { sql } from "kysely";
import type { ReadKind } from "../../domain/evidence/read-log.ts";
import type { Actor } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

/** What is shown to whom. */
export interface Read {
  readonly actor: Actor;
  readonly kind: ReadKind;
  readonly dossierId: string | null;
  /** What was opened, by its kind and id; the dossier itself where it is left out. */
  readonly object?: { readonly kind: string; readonly id: string };
  /** Why, in words that name no person. */
  readonly purpose: string;
  /** Of the HTTP request, to find it in the server's own log. */
  readonly requestId: string | null;
}

/**
 * One row, with the login as it is now, the agency for which the officer reads – one of the dossier's, else his first –
 * and the grant under which he reads what lies beyond his scope.
 */
export async function insertRead(
  db: Db,
  { actor, kind, dossierId, object, purpose, requestId }: Read,
  now: Moment,
): Promise<void> {
  const agencies = actor.kind === "officer" ? actor.appointments.map(({ agencyId }) => agencyId) : [];
  const { kind: objectKind, id: objectId } = object ?? { kind: "dossier", id: dossierId ?? "" };
  await sql`
    insert into access_log (at, actor_kind, actor_id, actor_name, login, agency_id, object_kind, object_id, dossier_id, kind,
      purpose, request_id, grant_id)
    select ${now}::timestamptz, ${actor.kind}, ${actor.id}, ${actor.name},
      (select a.login from account a where a.kind = 'officer' and a.officer_id::text = ${actor.id}),
      (select held.id from unnest(${agencies}::uuid[]) with ordinality as held(id, place)
        left join dossier_agency x on x.dossier_id = ${dossierId}::uuid and x.agency_id = held.id
        order by x.agency_id is null, held.place limit 1),
      ${objectKind}, ${objectId}, ${dossierId}::uuid, ${kind}, ${purpose}, ${requestId},
      (select e.grant_id from reader_emergencies() e where e.dossier_id = ${dossierId}::uuid limit 1)`.execute(db);
}

/** A row of the log as it is hashed: every field as text, the moment in microseconds since 1970. */
export type LoggedRow = readonly (string | null)[];

/** A grant of an emergency reading as text; changed or gone, it is no longer what was hashed with the reads under it. */
const GRANT = `(select jsonb_build_array(g.id, g.officer_id, g.officer_name, g.login, g.agency_id, g.dossier_id,
  g.dossier_code, g.reason, (extract(epoch from g.at) * 1000000)::bigint, (extract(epoch from g.until) * 1000000)::bigint,
  (extract(epoch from g.made_at) * 1000000)::bigint, g.request_id)::text from emergency_grant g where g.id = a.grant_id)`;

/** What is hashed of a row, in this order; the id comes first. A grant stands last, and only where there is one. */
export const HASHED_FIELDS = `a.id::text as id, array[a.id::text, (extract(epoch from a.at) * 1000000)::bigint::text,
  a.actor_kind, a.actor_id, a.actor_name, a.login, a.agency_id::text, a.object_kind, a.object_id, a.dossier_id::text,
  a.kind, a.purpose, a.request_id] || case when a.grant_id is null then array[]::text[]
    else array[a.grant_id::text, ${GRANT}] end as fields`;

export interface UnlinkedRow {
  readonly id: string;
  readonly fields: LoggedRow;
}

export interface KeptLink {
  readonly number: number;
  readonly hash: string;
}

/** One process at a time, until the end of the transaction. */
export async function lockLinks(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('access_link'))`.execute(tx);
}

export async function findLastLink(db: Db): Promise<KeptLink | undefined> {
  return db
    .selectFrom("access_link as l")
    .select(["l.number", "l.hash"])
    .orderBy("l.number", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** So many links back may a row still come late, because a transaction that began before them has committed only now. */
const LATE_BY = 1_500;

/** Rows that no link holds, by id. Between the links' own ids only gaps are looked at, so it costs what is new. */
export async function listUnlinked(tx: Db, last: number, limit: number): Promise<readonly UnlinkedRow[]> {
  const { rows } = await sql<UnlinkedRow>`
    with held as (
      select coalesce(range_agg(l.ids), '{}') as ids from access_link l where l.number > ${last - LATE_BY}::integer
    ), settled as (
      select coalesce(max(upper(l.ids)), 0) as before from access_link l where l.number = ${last - LATE_BY}::integer
    ), gap as (
      select unnest(int8multirange(int8range(s.before, null)) - h.ids) as span from held h, settled s
    )
    select ${sql.raw(HASHED_FIELDS)}
    from gap g join access_log a on a.id >= coalesce(lower(g.span), 0)
      and a.id < coalesce(upper(g.span), 9223372036854775807)
    order by a.id limit ${limit}`.execute(tx);
  return rows;
}

export interface NewLink {
  readonly number: number;
  readonly ids: string;
  readonly leaves: Buffer;
  readonly previousHash: string;
  readonly hash: string;
}

export async function insertLink(tx: Db, { number, ids, leaves, previousHash, hash }: NewLink, now: Moment) {
  await sql`
    insert into access_link (number, ids, leaves, previous_hash, hash, made_at)
    values (${number}, ${ids}::int8multirange, ${leaves}, ${previousHash}, ${hash}, ${now}::timestamptz)`.execute(tx);
}
