import {
  amendLayer,
  dueChange,
  type CalendarAmendment,
  type DueChange,
  type OpenTiming,
} from "../../domain/calendar/amendment.ts";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import { mergeCalendar } from "../../domain/calendar/merge-calendar.ts";
import type { WorkingCalendar } from "../../domain/calendar/working-calendar.ts";
import type { Db } from "../platform/database.ts";
import type { UseCase } from "../platform/use-case.ts";
import { requireCalendarAdministrator } from "./amend-calendar.ts";
import { getChain, listLayers, listYears } from "./calendar.queries.ts";

/**
 * The open dossiers whose due date an amendment would change, nothing being written. The caller streams their
 * facts of time and leaves out those whose date was set by an apology. Administrators only, as for the amendment.
 */
export async function previewAmendment(
  { db, actor }: UseCase<OfficerActor>,
  amendment: CalendarAmendment,
  timings: AsyncIterable<OpenTiming>,
): Promise<DueChange[]> {
  await requireCalendarAdministrator(db, actor, amendment.agencyId);
  const calendars = new Map<string, WorkingCalendar>();
  const changes: DueChange[] = [];
  for await (const timing of timings) {
    const calendar = calendars.get(timing.agencyId) ?? (await amendedCalendar(db, amendment, timing.agencyId));
    calendars.set(timing.agencyId, calendar);
    const change = dueChange(timing, calendar);
    if (change) changes.push(change);
  }
  return changes;
}

async function amendedCalendar(db: Db, amendment: CalendarAmendment, agencyId: string): Promise<WorkingCalendar> {
  const { agencyIds } = await getChain(db, agencyId);
  const layers = await listLayers(db, agencyIds);
  const years = new Set([...(await listYears(db)), ...amendment.confirmYears]);
  const amended = layers.map((layer, index) =>
    (agencyIds[index - 1] ?? null) === amendment.agencyId ? amendLayer(layer, amendment) : layer,
  );
  return mergeCalendar(years, amended);
}
