import type { Snapshot } from "../platform/snapshot.ts";
import { HASHED_FIELDS, type LoggedRow } from "./read-log.queries.ts";

export interface StoredLink {
  readonly number: number;
  readonly ids: string;
  readonly leaves: Buffer;
  readonly previousHash: string;
  readonly hash: string;
}

/** Links after a number, in order. */
export async function listLinks(snapshot: Snapshot, after: number, limit: number): Promise<readonly StoredLink[]> {
  return snapshot.rows<StoredLink & Record<string, unknown>>(
    `select l.number, l.ids::text as ids, l.leaves, l.previous_hash as "previousHash", l.hash
     from access_link l where l.number > $1 order by l.number limit $2`,
    [after, limit],
  );
}

/** The rows as they are now that a link says it holds, by id. */
export async function listLinkedRows(snapshot: Snapshot, ids: string): Promise<ReadonlyMap<number, LoggedRow>> {
  const rows = await snapshot.rows<{ id: string; fields: LoggedRow }>(
    `select ${HASHED_FIELDS} from unnest($1::int8multirange) as s(span)
     join access_log a on a.id >= lower(s.span) and a.id < upper(s.span)`,
    [ids],
  );
  return new Map(rows.map(({ id, fields }) => [Number(id), fields]));
}

/** Rows that no link holds although younger ones are held. */
export async function listLeftOut(snapshot: Snapshot): Promise<readonly number[]> {
  const rows = await snapshot.rows<{ id: number }>(
    `with held as (select coalesce(range_agg(l.ids), '{}') as ids from access_link l)
     select a.id from held h, unnest(int8multirange(int8range(0, upper(h.ids))) - h.ids) as g(span)
     join access_log a on a.id >= lower(g.span) and a.id < upper(g.span) order by a.id`,
  );
  return rows.map(({ id }) => id);
}
