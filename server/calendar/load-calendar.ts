import { mergeCalendar } from "../../domain/calendar/merge-calendar.ts";
import type { WorkingCalendar } from "../../domain/calendar/working-calendar.ts";
import type { Db } from "../platform/database.ts";
import { notFound } from "../platform/errors.ts";
import { getChain, getChains, listLayers, listYears, type Chain } from "./calendar.queries.ts";

/** More agencies than a province has; above it the whole memory is dropped rather than managed. */
const MEMORY = 5_000;
const remembered = new Map<string, WorkingCalendar>();

/**
 * The calendar of an agency: its own settings over those of the agencies above it and of the province; null is the
 * province itself. One short query when nothing changed since the last time. Throws 404 when there is no such agency.
 */
export async function loadCalendar(db: Db, agencyId: string | null): Promise<WorkingCalendar> {
  const chain = await getChain(db, agencyId);
  const { mark, agencyIds } = chain;
  if (agencyId !== null && agencyIds.length === 0) throw notFound();
  const key = keyOf(chain);
  const known = remembered.get(key);
  if (known) return known;
  const calendar = mergeCalendar(await listYears(db), await listLayers(db, agencyIds));
  // Somebody amended between the reads: what was read may be half of it.
  if ((await getChain(db, agencyId)).mark !== mark) return loadCalendar(db, agencyId);
  if (remembered.size >= MEMORY) remembered.clear();
  remembered.set(key, calendar);
  return calendar;
}

/** The calendars of many agencies, in one short query when nothing changed since the last time. Throws 404 as `loadCalendar`. */
export async function loadCalendars(
  db: Db,
  agencyIds: readonly string[],
): Promise<ReadonlyMap<string, WorkingCalendar>> {
  const chains = await getChains(db, agencyIds);
  const calendars = new Map<string, WorkingCalendar>();
  for (const id of agencyIds) {
    const chain = chains.get(id);
    calendars.set(id, (chain && remembered.get(keyOf(chain))) ?? (await loadCalendar(db, id)));
  }
  return calendars;
}

function keyOf({ mark, agencyIds }: Chain): string {
  return `${mark}/${agencyIds.join("/")}`;
}
