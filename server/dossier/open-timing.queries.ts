import { sql } from "kysely";
import type { OpenTiming } from "../../domain/calendar/amendment.ts";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import { openTiming } from "../../domain/dossier/recompute-due.ts";
import type { Db } from "../platform/database.ts";

const BATCH = 500;
const FIRST = "00000000-0000-0000-0000-000000000000";

interface Asked {
  /** The calendar's agency, or null for the whole province. */
  readonly calendarAgencyId: string | null;
  /** Only dossiers in this officer's scope; null for the system itself. */
  readonly officerId: string | null;
}

/** The facts of time of every running dossier that lives by a calendar, read in batches, in order of id. */
export async function* listOpenTimings(db: Db, asked: Asked): AsyncGenerator<OpenTiming> {
  for (let after = FIRST; ;) {
    const batch = await listRunning(db, { ...asked, after, limit: BATCH });
    for (const { state } of batch) {
      const timing = openTiming(state);
      if (timing) yield timing;
    }
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return;
    after = last.id;
  }
}

/** Ids of running dossiers that live by a calendar, in order, after the given one (null: from the first). */
export async function listRunningIds(
  db: Db,
  asked: { readonly calendarAgencyId: string | null; readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await listRunning(db, { ...asked, officerId: null, after: asked.after ?? FIRST });
  return rows.map(({ id }) => id);
}

async function listRunning(
  db: Db,
  asked: Asked & { readonly after: string; readonly limit: number },
): Promise<readonly { readonly id: string; readonly state: Dossier }[]> {
  const { calendarAgencyId, officerId, after, limit } = asked;
  const inScope = sql`
    exists (
      select
      from dossier_agency x
      join user_scope s on s.agency_id = x.agency_id
      where x.dossier_id = d.id
        and s.officer_id = ${officerId}::uuid
    )`;
  // Who settles lives by its own calendar, the counter that has to forward by its own.
  const { rows } = await sql<{ id: string; state: Dossier }>`
    with recursive below as (
      select a.id from agency a where a.id = ${calendarAgencyId}::uuid
      union all
      select a.id from below b join agency a on a.parent_id = b.id
    )
    select d.id::text as id, d.state
    from dossier d
    where d.status in ('received', 'processing')
      and d.id > ${after}::uuid
      and (${calendarAgencyId}::uuid is null
        or exists (select from below b where b.id in (d.resolving_agency_id, d.receiving_agency_id)))
      and ${officerId === null ? sql`true` : inScope}
    order by d.id
    limit ${limit}`.execute(db);
  return rows;
}
