import { sql } from "kysely";
import type { Db } from "../platform/database.ts";

export interface NumberSeries {
  readonly kind: string;
  readonly agencyId: string;
  /** Day or year in which the numbers run. */
  readonly period: string;
}

/** The next number of the series. The row stays locked until the commit: no gap when it fails, no collision ever. */
export async function takeNumber(tx: Db, { kind, agencyId, period }: NumberSeries): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into number_series as n (kind, agency_id, period, last) values (${kind}, ${agencyId}, ${period}, 1)
    on conflict (kind, agency_id, period) do update set last = n.last + 1
    returning n.last`.execute(tx);
  return rows[0]?.last ?? 1;
}

export interface Delta {
  readonly agencyId: string;
  readonly procedureVersionId: string;
  readonly day: string;
  readonly channel: string;
  readonly measure: string;
  /** 1 where it is left out; −1 for what was taken back. */
  readonly amount?: number;
}

export async function addDelta(
  tx: Db,
  { agencyId, procedureVersionId, day, channel, measure, amount = 1 }: Delta,
): Promise<void> {
  await sql`
    insert into dossier_delta (agency_id, procedure_version_id, day, channel, measure, amount)
    values (${agencyId}, ${procedureVersionId}, ${day}::date, ${channel}, ${measure}, ${amount})`.execute(tx);
}
