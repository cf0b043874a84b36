import { fromDayNumber, weekday, type PlainDate } from "../shared/plain-date.ts";
import type { DayRange, DueStep } from "./due-step.ts";
import { openOnDay, weekOn, type Instant } from "./opening.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** The days between two instants that the week alone would not tell, as steps of an explanation. */
export function specialDays(from: Instant, to: Instant, calendar: WorkingCalendar): DueStep[] {
  const makeup: PlainDate[] = [];
  const ownHours: PlainDate[] = [];
  for (let day = from.day; day <= to.day; day += 1) {
    const date = fromDayNumber(day);
    const kind = calendar.days.get(date)?.kind;
    if (kind === "makeup") makeup.push(date);
    if (kind === "hours") ownHours.push(date);
  }
  const off = daysOff(from, to, calendar);
  return [
    ...(off.length > 0 ? [{ kind: "off", days: off } as const] : []),
    ...(makeup.length > 0 ? [{ kind: "makeup", days: makeup } as const] : []),
    ...(ownHours.length > 0 ? [{ kind: "own-hours", days: ownHours } as const] : []),
  ];
}

function daysOff(from: Instant, to: Instant, calendar: WorkingCalendar): DayRange[] {
  const ranges: DayRange[] = [];
  // True while every day since the last range was shut, so that Tết over a weekend is told as one span.
  let joins = false;
  for (let day = from.day; day <= to.day; day += 1) {
    const date = fromDayNumber(day);
    if (isHoliday(date, calendar)) {
      const name = calendar.days.get(date)?.name ?? "";
      const last = joins ? ranges.pop() : undefined;
      const names = new Set([...(last?.names ?? []), name]);
      ranges.push({ from: last?.from ?? date, to: date, names: [...names] });
      joins = true;
    } else if (openOnDay(day, calendar).length > 0) {
      joins = false;
    }
  }
  return ranges;
}

function isHoliday(date: PlainDate, calendar: WorkingCalendar): boolean {
  const hours = weekOn(date, calendar).week.get(weekday(date)) ?? [];
  return calendar.days.get(date)?.kind === "off" && hours.length > 0;
}
