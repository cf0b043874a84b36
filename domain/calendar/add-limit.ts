import { toEpoch, type Moment } from "../shared/moment.ts";
import { fromDayNumber } from "../shared/plain-date.ts";
import type { DueStep } from "./due-step.ts";
import { fromInstant, openOnDay, toInstant, type Instant } from "./opening.ts";
import { specialDays } from "./special-days.ts";
import type { TimeLimit } from "./time-limit.ts";
import type { WorkingCalendar } from "./working-calendar.ts";
import { addWorkingTime } from "./working-time.ts";

/** 8 working hours are one working day, so half a working day is 4 hours of opening time. */
const SECONDS_OF_WORKING_DAY = 8 * 3600;
/** Far beyond every law, and near enough for every date to have a year of its own. */
const MAX_AMOUNT = 1_000_000;

export interface Reckoned {
  readonly due: Moment;
  readonly steps: readonly DueStep[];
}

/** Whether the engine can count the limit: not negative, and whole in calendar days and months. */
export function isCountable({ amount, unit }: TimeLimit): boolean {
  if (!(amount >= 0 && amount <= MAX_AMOUNT)) return false;
  return unit === "working-hour" || unit === "working-day" || Number.isInteger(amount);
}

/**
 * Adds a whole limit to a moment at which the office is open. In day and month units that day is not counted and
 * the time of day is kept; a due day that is no working day moves to the next one.
 * @throws CalendarYearMissing
 */
export function addLimit(from: Moment, limit: TimeLimit, calendar: WorkingCalendar): Reckoned {
  const { amount, unit } = limit;
  if (unit === "working-hour") return { due: addWorkingTime(from, Math.round(amount * 3600), calendar), steps: [] };
  if (unit === "working-day") return addWorkingDays(from, amount, calendar);
  const { day, second } = toInstant(from);
  return landOn({ day: unit === "day" ? day + amount : addMonths(day, amount), second }, calendar);
}

function addWorkingDays(from: Moment, amount: number, calendar: WorkingCalendar): Reckoned {
  const whole = Math.floor(amount);
  const reckoned = keepTime(countWorkingDays(toInstant(from), whole, calendar), calendar);
  if (whole === amount) return reckoned;
  const part = addWorkingTime(reckoned.due, Math.round((amount - whole) * SECONDS_OF_WORKING_DAY), calendar);
  // Over a half day 4 hours may reach further than the next whole day does; the longer limit must never end first.
  const next = keepTime(countWorkingDays(toInstant(from), whole + 1, calendar), calendar);
  return toEpoch(part) < toEpoch(next.due) ? { due: part, steps: reckoned.steps } : next;
}

function countWorkingDays({ day, second }: Instant, count: number, calendar: WorkingCalendar): Instant {
  let date = day;
  for (let left = count; left > 0;) {
    date += 1;
    if (openOnDay(date, calendar).length > 0) left -= 1;
  }
  return { day: date, second };
}

function landOn({ day, second }: Instant, calendar: WorkingCalendar): Reckoned {
  let date = day;
  while (openOnDay(date, calendar).length === 0) date += 1;
  const landed = keepTime({ day: date, second }, calendar);
  if (date === day) return landed;
  const over = specialDays({ day, second }, { day: date, second }, calendar).filter((step) => step.kind === "off");
  return {
    due: landed.due,
    steps: [...over, { kind: "moved", from: fromDayNumber(day), to: fromDayNumber(date) }, ...landed.steps],
  };
}

// A day with other hours may be shut at the kept time. The limit then ends at the last closing before it, for it
// expires with its last day at the latest (Civil Code 2015 art. 148.2), or at the opening when none came before.
function keepTime({ day, second }: Instant, calendar: WorkingCalendar): Reckoned {
  const open = openOnDay(day, calendar);
  const kept = fromInstant({ day, second });
  if (open.some(({ from, to }) => from * 60 <= second && second <= to * 60)) return { due: kept, steps: [] };
  const closed = open.findLast(({ to }) => to * 60 < second)?.to;
  const due = fromInstant({ day, second: (closed ?? open[0]?.from ?? 0) * 60 });
  return { due, steps: [{ kind: "adjusted", from: kept, to: due }] };
}

function addMonths(day: number, count: number): number {
  const date = new Date(day * 86_400_000);
  const month = date.getUTCMonth() + count;
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastDay)) / 86_400_000;
}
