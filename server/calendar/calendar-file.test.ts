import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openIntervals } from "../../domain/calendar/working-time.ts";
import { fromDayNumber, plainDate, toDayNumber } from "../../domain/shared/plain-date.ts";
import { vietnamCalendar } from "../../testing/calendar.ts";
import { parseCalendarCsv } from "./calendar-file.ts";

const ANNOUNCED = "../shared/data/calendar/vn-2023-2026.csv";

describe.skipIf(!existsSync(ANNOUNCED))(`the announced days of ${ANNOUNCED}, where that file is at hand`, () => {
  test("are those by which the cases were worked out", () => {
    const { days, faults } = parseCalendarCsv(readFileSync(ANNOUNCED, "utf8"));
    expect(faults).toEqual([]);
    const ours = vietnamCalendar();
    const announced = { ...ours, days };
    for (let day = toDayNumber(plainDate("2023-01-01")); day <= toDayNumber(plainDate("2026-12-31")); day += 1) {
      const date = fromDayNumber(day);
      expect([date, openIntervals(date, announced)]).toEqual([date, openIntervals(date, ours)]);
    }
  });
});
