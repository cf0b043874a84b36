import type { Snapshot } from "../platform/snapshot.ts";
import { CHUNK, type ChainHead, type DayRoot } from "./leaf.ts";
import { READS_ID } from "./read-link.ts";

/** All roots, oldest first: one a day. */
export async function listSealedRoots(snapshot: Snapshot): Promise<readonly DayRoot[]> {
  return snapshot.rows<DayRoot & Record<string, unknown>>(
    `select r.day::text as day, r.dossiers::int as dossiers, r.events, r.root, r.previous_hash as "previousHash", r.hash
     from evidence_root r order by r.day`,
  );
}

export interface SealedLeaf extends ChainHead {
  readonly position: number;
  readonly day: string;
  /** Code of the dossier, when it is still there. */
  readonly code: string | null;
  /** The event's hash as it is stored now; null when there is no such event. */
  readonly stored: string | null;
}

/** Everything that was ever sealed of a chunk: its leaves by day and position, and its roots by day. */
export async function listChunkHistory(
  snapshot: Snapshot,
  number: number,
): Promise<{ readonly leaves: readonly SealedLeaf[]; readonly roots: ReadonlyMap<string, string> }> {
  const leaves = await snapshot.rows<SealedLeaf & Record<string, unknown>>(
    `select l.position, l.day::text as day, l.dossier_id as "dossierId", l.version, l.hash, coalesce(e.hash, a.hash) as stored,
       coalesce(d.code, d.submission_code) as code
     from evidence_leaf l left join dossier d on d.id = l.dossier_id
       left join dossier_event e on e.dossier_id = l.dossier_id and e.version = l.version
       left join access_link a on l.dossier_id = '${READS_ID}' and a.number = l.version
     where l.position >= $1 and l.position < $2 order by l.day, l.position`,
    [number * CHUNK, (number + 1) * CHUNK],
  );
  const roots = await snapshot.rows<{ day: string; root: string }>(
    "select c.day::text as day, c.root from evidence_chunk c where c.number = $1",
    [number],
  );
  return { leaves, roots: new Map(roots.map(({ day, root }) => [day, root])) };
}
