import { describe, expect, it } from "vitest";
import { moment } from "./moment.ts";
import { plainDate } from "./plain-date.ts";
import { dateInFigures, dateInWords, momentInWords, timeInWords } from "./vietnamese-date.ts";

describe("dates of official papers", () => {
  it.each([
    ["2026-02-04", "ngày 04 tháng 02 năm 2026"],
    ["2024-09-06", "ngày 06 tháng 9 năm 2024"],
    ["2025-12-31", "ngày 31 tháng 12 năm 2025"],
    ["2025-01-10", "ngày 10 tháng 01 năm 2025"],
  ])("%s is %s", (date, words) => {
    expect(dateInWords(plainDate(date))).toBe(words);
  });

  it("writes the time with the date, at Vietnam's clock", () => {
    expect(momentInWords(moment("2024-09-06T09:20:00Z"))).toBe("16 giờ 20 phút, ngày 06 tháng 9 năm 2024");
    expect(timeInWords(moment("2024-09-06T07:05:00+07:00"))).toBe("07 giờ 05 phút");
    expect(dateInFigures(plainDate("2024-09-06"))).toBe("06/09/2024");
  });

  it("leaves the blank of the form where the fact is absent", () => {
    expect(momentInWords(undefined)).toBe("… giờ … phút, ngày … tháng … năm …");
  });
});
