import { mergeCalendar } from "../../domain/calendar/merge-calendar.ts";
import type { WorkingCalendar } from "../../domain/calendar/working-calendar.ts";
import { plainDate } from "../../domain/shared/plain-date.ts";
import { DEMO_BASIS, DEMO_DAYS } from "../../demo/calendar.ts";

const FIRST_YEAR = 2023;
const LAST_YEAR = 2028;
const KNOWN_FROM = 2025;
const KNOWN_TO = 2027;
/** Days off that the law fixes by the solar calendar; the lunar ones of other years are left out of an invented province. */
const FIXED = [
  ["01-01", "Tết Dương lịch"],
  ["04-30", "Ngày Chiến thắng"],
  ["05-01", "Quốc tế Lao động"],
  ["09-02", "Quốc khánh"],
  ["09-03", "Quốc khánh"],
] as const;
export const CALENDAR_BASIS = DEMO_BASIS;
export const OFFICE_HOURS = [
  { from: 450, to: 690 },
  { from: 810, to: 1050 },
];
export const WEEKDAYS = [1, 2, 3, 4, 5];
export const GENERATED_YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_none, index) => FIRST_YEAR + index);
export const CALENDAR_FROM = plainDate(`${FIRST_YEAR}-01-01`);
export const GENERATED_DAYS = [
  ...DEMO_DAYS,
  ...GENERATED_YEARS.filter((year) => year < KNOWN_FROM || year > KNOWN_TO).flatMap((year) =>
    FIXED.map(([day, name]) => ({ date: `${year}-${day}`, kind: "off" as const, name })),
  ),
];

/** The calendar that the generated database holds, for the whole province. */
export function generatedCalendar(): WorkingCalendar {
  const days = new Map(GENERATED_DAYS.map(({ date, kind, name }) => [plainDate(date), { kind, name }]));
  const hours = WEEKDAYS.map((weekday) => ({ weekday, intervals: OFFICE_HOURS, from: CALENDAR_FROM, to: null }));
  return mergeCalendar(new Set(GENERATED_YEARS), [{ days, hours }]);
}
