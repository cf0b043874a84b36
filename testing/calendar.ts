import { parseIntervals } from "../domain/calendar/office-hours-text.ts";
import type { OpenInterval, SpecialDay, WorkingCalendar } from "../domain/calendar/working-calendar.ts";
import { fromDayNumber, plainDate, toDayNumber, type PlainDate } from "../domain/shared/plain-date.ts";

/** Public holidays of civil servants as they were announced, weekends inside them included. */
const OFF: readonly (readonly [from: string, to: string, name: string])[] = [
  ["2023-01-02", "2023-01-02", "Tết Dương lịch"],
  ["2023-01-20", "2023-01-26", "Tết Nguyên đán"],
  ["2023-04-29", "2023-05-03", "Giỗ Tổ, 30/4 và 1/5"],
  ["2023-09-01", "2023-09-04", "Quốc khánh"],
  ["2024-01-01", "2024-01-01", "Tết Dương lịch"],
  ["2024-02-08", "2024-02-14", "Tết Nguyên đán"],
  ["2024-04-18", "2024-04-18", "Giỗ Tổ Hùng Vương"],
  ["2024-04-29", "2024-05-01", "30/4 và 1/5"],
  ["2024-09-02", "2024-09-03", "Quốc khánh"],
  ["2025-01-01", "2025-01-01", "Tết Dương lịch"],
  ["2025-01-27", "2025-01-31", "Tết Nguyên đán"],
  ["2025-04-07", "2025-04-07", "Giỗ Tổ Hùng Vương"],
  ["2025-04-30", "2025-05-02", "30/4 và 1/5"],
  ["2025-09-01", "2025-09-02", "Quốc khánh"],
  ["2026-01-01", "2026-01-02", "Tết Dương lịch"],
  ["2026-02-16", "2026-02-20", "Tết Nguyên đán"],
  ["2026-04-27", "2026-04-27", "Giỗ Tổ Hùng Vương"],
  ["2026-04-30", "2026-05-01", "30/4 và 1/5"],
  ["2026-08-31", "2026-09-02", "Quốc khánh"],
  ["2026-11-24", "2026-11-24", "Ngày Văn hóa Việt Nam"],
];
const MAKEUP = ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"];

/** Reads opening hours written as `07:30-11:30`. */
export function hours(...texts: string[]): readonly OpenInterval[] {
  const intervals = parseIntervals(texts);
  if (!intervals) throw new Error(`Not opening hours: ${texts.join(", ")}`);
  return intervals;
}

const FULL_DAY = hours("07:30-11:30", "13:30-17:30");

function specialDays(): Map<PlainDate, SpecialDay> {
  const days = new Map<PlainDate, SpecialDay>();
  for (const [from, to, name] of OFF) {
    for (let day = toDayNumber(plainDate(from)); day <= toDayNumber(plainDate(to)); day += 1) {
      days.set(fromDayNumber(day), { kind: "off", name });
    }
  }
  for (const date of MAKEUP) days.set(plainDate(date), { kind: "makeup", name: "Làm bù" });
  return days;
}

/** The calendar of 2023–2026: Monday to Friday 07:30–11:30 and 13:30–17:30, with more special days if given. */
export function vietnamCalendar(more: Iterable<readonly [PlainDate, SpecialDay]> = []): WorkingCalendar {
  return {
    years: new Set([2023, 2024, 2025, 2026]),
    days: new Map([...specialDays(), ...more]),
    week: new Map([1, 2, 3, 4, 5].map((weekday) => [weekday, FULL_DAY])),
    makeupHours: FULL_DAY,
  };
}

/** The same, and Saturdays from 07:30 to 11:30. */
export function saturdayMorningCalendar(): WorkingCalendar {
  const calendar = vietnamCalendar();
  return { ...calendar, week: new Map([...calendar.week, [6, hours("07:30-11:30")]]) };
}
