import type { CalendarAmendment } from "./amendment.ts";
import type { OpenInterval } from "./working-calendar.ts";

export type AmendmentFaultCode =
  | "basis-missing"
  | "years-are-provincial"
  | "year-out-of-range"
  | "day-twice"
  | "day-hours-missing"
  | "weekday-unknown"
  | "weekday-twice"
  | "hours-overlap"
  | "hours-end-before-start";

/** What is wrong with one part of an amendment, and what was seen there. */
export interface AmendmentFault {
  readonly field: "basis" | "days" | "hours" | "confirmYears";
  readonly code: AmendmentFaultCode;
  readonly seen: string;
}

const FIRST_YEAR = 2000;
const LAST_YEAR = 2200;

/** Every fault of an amendment at once; none means that it can be applied to any calendar. */
export function checkAmendment(amendment: CalendarAmendment): readonly AmendmentFault[] {
  const { agencyId, basis, confirmYears } = amendment;
  const faults: AmendmentFault[] = [];
  if (basis.trim() === "") faults.push({ field: "basis", code: "basis-missing", seen: basis });
  // One notice a year holds for all civil servants of the province (Labour Code 2019 art. 112).
  if (agencyId !== null && confirmYears.length > 0) {
    faults.push({ field: "confirmYears", code: "years-are-provincial", seen: confirmYears.join(", ") });
  }
  for (const year of confirmYears) {
    if (!isYear(year)) faults.push({ field: "confirmYears", code: "year-out-of-range", seen: String(year) });
  }
  return [...faults, ...dayFaults(amendment), ...hoursFaults(amendment)];
}

function dayFaults({ days }: CalendarAmendment): readonly AmendmentFault[] {
  const seen = new Set<string>();
  return days.flatMap(({ date, day }) => {
    const faults: AmendmentFault[] = [];
    const fault = (code: AmendmentFaultCode): number => faults.push({ field: "days", code, seen: date });
    if (!isYear(Number(date.slice(0, 4)))) fault("year-out-of-range");
    if (seen.has(date)) fault("day-twice");
    seen.add(date);
    if (day?.kind === "hours" && (day.intervals ?? []).length === 0) fault("day-hours-missing");
    if (overlap(day?.intervals ?? [])) fault("hours-overlap");
    return faults;
  });
}

function hoursFaults({ hours }: CalendarAmendment): readonly AmendmentFault[] {
  const seen = new Set<string>();
  return hours.flatMap(({ weekday, intervals, from, to }) => {
    const faults: AmendmentFault[] = [];
    const fault = (code: AmendmentFaultCode, what: string): number => faults.push({ field: "hours", code, seen: what });
    const key = `${weekday}/${from}`;
    if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) fault("weekday-unknown", String(weekday));
    if (seen.has(key)) fault("weekday-twice", key);
    seen.add(key);
    if (to !== null && to <= from) fault("hours-end-before-start", `${from} – ${to}`);
    if (overlap(intervals)) fault("hours-overlap", key);
    return faults;
  });
}

function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR;
}

function overlap(intervals: readonly OpenInterval[]): boolean {
  return intervals.some(({ from, to }, index) => from >= to || from < (intervals[index - 1]?.to ?? 0));
}
