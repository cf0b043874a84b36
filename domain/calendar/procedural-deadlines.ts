import type { Moment } from "../shared/moment.ts";
import { fromInstant, inKnownYears, openOnDay, toInstant, type YearMissing } from "./opening.ts";
import type { WorkingCalendar } from "./working-calendar.ts";
import { nextOpening } from "./working-time.ts";

export type Deadline = { readonly ok: true; readonly at: Moment } | YearMissing;

const FORWARD_CUTOFF_SECOND = 15 * 3600;

/**
 * When a received dossier must have been forwarded: by closing time of the same working day, or, received after
 * 15:00, at the start of the next working day (NĐ 61/2018 art. 18). It does not move the due date.
 */
export function forwardBy(receivedAt: Moment, calendar: WorkingCalendar): Deadline {
  return deadline(() => {
    const { day, second } = toInstant(nextOpening(receivedAt, calendar));
    const closing = openOnDay(day, calendar).at(-1)?.to ?? 0;
    if (second <= FORWARD_CUTOFF_SECOND) return fromInstant({ day, second: closing * 60 });
    return nextOpening(fromInstant({ day: day + 1, second: 0 }), calendar);
  });
}

/**
 * The last moment for apologising with a new date: one working day before the due moment, at the same time of day
 * as far as that day is open then (NĐ 61/2018 art. 19.9).
 */
export function apologyDeadline(due: Moment, calendar: WorkingCalendar): Deadline {
  return deadline(() => {
    const { day, second } = toInstant(due);
    let before = day - 1;
    while (openOnDay(before, calendar).length === 0) before -= 1;
    const open = openOnDay(before, calendar);
    const until = open.findLast(({ from }) => from * 60 <= second) ?? open[0];
    const at = until ? Math.min(Math.max(second, until.from * 60), until.to * 60) : second;
    return fromInstant({ day: before, second: at });
  });
}

function deadline(work: () => Moment): Deadline {
  const known = inKnownYears(work);
  return known.ok ? { ok: true, at: known.value } : known;
}
