import {
  amendLayer,
  dueChange,
  type CalendarAmendment,
  type DueChange,
  type OpenTiming,
} from "../../domain/calendar/amendment.ts";
import { checkAmendment } from "../../domain/calendar/check-amendment.ts";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import { mergeCalendar } from "../../domain/calendar/merge-calendar.ts";
import type { WorkingCalendar } from "../../domain/calendar/working-calendar.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { requireCalendarAdministrator } from "./amend-calendar.ts";
import { getChain, listLayers, listYears } from "./calendar.queries.ts";

/**
 * The open dossiers whose due date an amendment would change, one after the other, nothing being written. The caller
 * streams the facts of time of those that have a date to move. Administrators only, as for the amendment; throws 422
 * with every fault of it.
 */
export async function* previewAmendment(
  { db, actor }: UseCase<OfficerActor>,
  amendment: CalendarAmendment,
  timings: AsyncIterable<OpenTiming>,
): AsyncGenerator<DueChange> {
  await requireCalendarAdministrator(db, actor, amendment.agencyId);
  const faults = checkAmendment(amendment);
  if (faults[0]) throw new ApiError(422, faults[0].code, { faults });
  yield* changesUnder(db, amendment, timings);
}

/** As `previewAmendment`, for callers that have asked whether they may. */
export async function* changesUnder(
  db: Db,
  amendment: CalendarAmendment,
  timings: AsyncIterable<OpenTiming>,
): AsyncGenerator<DueChange> {
  const calendars = new Map<string, WorkingCalendar>();
  for await (const timing of timings) {
    const calendar = calendars.get(timing.agencyId) ?? (await amendedCalendar(db, amendment, timing.agencyId));
    calendars.set(timing.agencyId, calendar);
    const change = dueChange(timing, calendar);
    if (change) yield change;
  }
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

/** What an amendment would do, in figures and the first of the dossiers. */
export interface ChangeSummary {
  readonly total: number;
  readonly later: number;
  readonly earlier: number;
  /** Dossiers whose new date cannot be reckoned, since it falls into a year that nobody confirmed. */
  readonly unreckoned: number;
  readonly byAgency: ReadonlyMap<string, number>;
  readonly first: readonly DueChange[];
}

/** Counts a stream of changes and keeps only the first `most` of them. */
export async function summariseChanges(changes: AsyncIterable<DueChange>, most: number): Promise<ChangeSummary> {
  const byAgency = new Map<string, number>();
  const first: DueChange[] = [];
  let [total, later, unreckoned] = [0, 0, 0];
  for await (const change of changes) {
    total += 1;
    if (change.newDue === null) unreckoned += 1;
    else if (change.oldDue === null || change.newDue > change.oldDue) later += 1;
    byAgency.set(change.agencyId, (byAgency.get(change.agencyId) ?? 0) + 1);
    if (first.length < most) first.push(change);
  }
  return { total, later, earlier: total - later - unreckoned, unreckoned, byAgency, first };
}
