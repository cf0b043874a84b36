import type { Moment } from "../shared/moment.ts";
import type { PlainDate } from "../shared/plain-date.ts";
import { computeDue, type Timing } from "./due-date.ts";
import type { CalendarLayer, OfficeHours } from "./merge-calendar.ts";
import type { SpecialDay, WorkingCalendar } from "./working-calendar.ts";

/** A change of the calendar of one agency, or of the whole province when `agencyId` is null. */
export interface CalendarAmendment {
  readonly agencyId: string | null;
  /** The deciding document. */
  readonly basis: string;
  /** A day without `day` is taken out, so that the inherited one or the week holds again. */
  readonly days: readonly { readonly date: PlainDate; readonly day: SpecialDay | null }[];
  readonly hours: readonly OfficeHours[];
  /** Years that are complete with this change; only for the whole province. */
  readonly confirmYears: readonly number[];
}

/** An open dossier's facts of time, told by the module that owns dossiers. `due` is its current appointment. */
export interface OpenTiming extends Timing {
  readonly dossierId: string;
  readonly code: string;
  readonly agencyId: string;
  readonly due: Moment | null;
}

/** A dossier whose date an amendment changes; a reason instead of a date when none can be reckoned. */
export interface DueChange {
  readonly dossierId: string;
  readonly code: string;
  readonly agencyId: string;
  readonly oldDue: Moment | null;
  readonly newDue: Moment | null;
  readonly fault: string | null;
}

/** The layer as it is after the amendment. */
export function amendLayer(layer: CalendarLayer, amendment: CalendarAmendment): CalendarLayer {
  const days = new Map(layer.days);
  for (const { date, day } of amendment.days) {
    if (day) days.set(date, day);
    else days.delete(date);
  }
  const replaced = new Set(amendment.hours.map(hoursKey));
  const hours = [...layer.hours.filter((row) => !replaced.has(hoursKey(row))), ...amendment.hours];
  return { days, hours: hours.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from))) };
}

function hoursKey({ weekday, from }: OfficeHours): string {
  return `${weekday}/${from}`;
}

/** How the due date of an open dossier changes under a calendar; undefined when it stays. */
export function dueChange(timing: OpenTiming, calendar: WorkingCalendar): DueChange | undefined {
  const answer = computeDue(timing, calendar);
  const newDue = answer.ok ? answer.due : null;
  if (answer.ok && newDue === timing.due) return undefined;
  const fault = answer.ok ? null : answer.reason;
  const { dossierId, code, agencyId, due: oldDue } = timing;
  return { dossierId, code, agencyId, oldDue, newDue, fault };
}
