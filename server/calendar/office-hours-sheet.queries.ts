import { sql } from "kysely";
import type { OfficeHours } from "../../domain/calendar/merge-calendar.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

export interface SetHours extends OfficeHours {
  readonly basis: string;
}

interface Place {
  readonly agencyId: string | null;
  readonly weekday: number;
  readonly from: PlainDate;
}

/** The hours that the province (null) or an agency has set for a weekday from that very day, or undefined. */
export async function findHours(db: Db, { agencyId, weekday, from }: Place): Promise<SetHours | undefined> {
  const { rows } = await sql<SetHours>`
    select h.weekday, h.intervals, h.valid_from as "from", h.valid_to as "to", h.basis
    from office_hours h
    where h.agency_id is not distinct from ${agencyId}::uuid
      and h.weekday = ${weekday} and h.valid_from = ${from}::date`.execute(db);
  return rows[0];
}

/** All hours of the province and of every agency, by agency, day and weekday. */
export async function listAllHours(db: Db): Promise<readonly (SetHours & { readonly agencyCode: string })[]> {
  const { rows } = await sql<SetHours & { agencyCode: string }>`
    select h.weekday, h.intervals, h.valid_from as "from", h.valid_to as "to", h.basis,
      coalesce(a.code, '') as "agencyCode"
    from office_hours h left join agency a on a.id = h.agency_id
    order by a.code nulls first, h.valid_from, h.weekday`.execute(db);
  return rows;
}

export interface ConfirmedYear {
  readonly year: number;
  readonly basis: string;
}

/** Years whose holidays somebody has confirmed to be complete. */
export async function listConfirmedYears(db: Db): Promise<readonly ConfirmedYear[]> {
  const { rows } = await sql<ConfirmedYear>`
    select y.year, y.basis from calendar_year y order by y.year`.execute(db);
  return rows;
}
