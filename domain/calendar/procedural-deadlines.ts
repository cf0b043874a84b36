import type { Moment } from "../shared/moment.ts";
import { addLimit } from "./add-limit.ts";
import { fromInstant, inKnownYears, openOnDay, toInstant, type YearMissing } from "./opening.ts";
import type { WorkingCalendar } from "./working-calendar.ts";
import { addWorkingTime, nextOpening } from "./working-time.ts";

export type Deadline = { readonly ok: true; readonly at: Moment } | YearMissing;

const ANSWER_SECONDS = 8 * 3600;
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

/** The last moment for returning a dossier as ineligible: three working days after reception (NĐ 61/2018 art. 19.4). */
export function returnIneligibleBy(receivedAt: Moment, calendar: WorkingCalendar): Deadline {
  return deadline(() => addWorkingDays(receivedAt, 3, calendar));
}

/** Until when a supplement is waited for: fifteen working days after it was asked for (decrees on liên thông, 2025). */
export function supplyBy(requestedAt: Moment, calendar: WorkingCalendar): Deadline {
  return deadline(() => addWorkingDays(requestedAt, 15, calendar));
}

/**
 * Until when what was sent online is answered, received or not: eight working hours after it came in (NĐ 45/2020
 * art. 11). It begins at the next opening when it came outside office hours.
 */
export function answerBy(submittedAt: Moment, calendar: WorkingCalendar): Deadline {
  return deadline(() => addWorkingTime(submittedAt, ANSWER_SECONDS, calendar));
}

/** Whether the office is open at the moment; closing time still counts, because a period may end there. */
export function isOpenAt(at: Moment, calendar: WorkingCalendar): ReturnType<typeof inKnownYears<boolean>> {
  return inKnownYears(() => {
    const { day, second } = toInstant(at);
    return openOnDay(day, calendar).some(({ from, to }) => from * 60 <= second && second <= to * 60);
  });
}

function addWorkingDays(from: Moment, amount: number, calendar: WorkingCalendar): Moment {
  return addLimit(nextOpening(from, calendar), { amount, unit: "working-day" }, calendar).due;
}

function deadline(work: () => Moment): Deadline {
  const known = inKnownYears(work);
  return known.ok ? { ok: true, at: known.value } : known;
}
