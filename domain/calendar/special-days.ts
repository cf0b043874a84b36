import type { PlainDate } from "../shared/plain-date.ts";
import type { DayRange, DueStep } from "./due-step.ts";
import { dayFacts, type Instant } from "./opening.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** The days between two instants that the week alone would not tell, as steps of an explanation. */
export function specialDays(from: Instant, to: Instant, calendar: WorkingCalendar): DueStep[] {
  const off: DayRange[] = [];
  const makeup: PlainDate[] = [];
  const ownHours: PlainDate[] = [];
  // True while every day since the last range was shut, so that Tết over a weekend is told as one span.
  let joins = false;
  for (let day = from.day; day <= to.day; day += 1) {
    const { date, special, open, isHoliday } = dayFacts(day, calendar);
    if (special?.kind === "makeup") makeup.push(date);
    if (special?.kind === "hours") ownHours.push(date);
    if (isHoliday) off.push(extend(joins ? off.pop() : undefined, date, special?.name ?? ""));
    joins = isHoliday || (joins && open.length === 0);
  }
  return [
    ...(off.length > 0 ? [{ kind: "off", days: off } as const] : []),
    ...(makeup.length > 0 ? [{ kind: "makeup", days: makeup } as const] : []),
    ...(ownHours.length > 0 ? [{ kind: "own-hours", days: ownHours } as const] : []),
  ];
}

function extend(range: DayRange | undefined, date: PlainDate, name: string): DayRange {
  return { from: range?.from ?? date, to: date, names: [...new Set([...(range?.names ?? []), name])] };
}
