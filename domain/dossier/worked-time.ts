import type { Pause } from "../calendar/time-limit.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import { workingTime } from "../calendar/working-time.ts";
import type { Moment } from "../shared/moment.ts";
import type { Dossier } from "./dossier.ts";

export interface Span {
  readonly from: Moment;
  readonly to: Moment;
}

/**
 * Working seconds in the span without the times in which the applicant was waited for.
 * @throws CalendarYearMissing
 */
export function workedTime({ from, to }: Span, pauses: readonly Pause[], calendar: WorkingCalendar): number {
  let seconds = length({ from, to }, calendar);
  for (const pause of pauses) {
    const start = pause.from > from ? pause.from : from;
    const end = pause.to !== null && pause.to < to ? pause.to : to;
    seconds -= length({ from: start, to: end }, calendar);
  }
  return seconds;
}

/**
 * Working seconds that the dossier has spent at the step in stays that are over, of those before `beforeId` alone when it
 * is given: whoever gets a dossier back has what is left of the step's hours, so that rework has its owner.
 * @throws CalendarYearMissing
 */
export function spentBefore(
  { stays, pauses }: Pick<Dossier, "stays" | "pauses">,
  { stepKey, beforeId = Infinity }: { readonly stepKey: string; readonly beforeId?: number | undefined },
  calendar: WorkingCalendar,
): number {
  const over = stays.flatMap(({ id, stepKey: key, startedAt, endedAt }) =>
    key === stepKey && id < beforeId && endedAt !== null ? [{ from: startedAt, to: endedAt }] : [],
  );
  return over.reduce((seconds, span) => seconds + workedTime(span, pauses, calendar), 0);
}

function length({ from, to }: Span, calendar: WorkingCalendar): number {
  return from < to ? workingTime(from, to, calendar) : 0;
}
