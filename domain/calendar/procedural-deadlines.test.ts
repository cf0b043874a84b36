import { describe, expect, test } from "vitest";
import { hours, vietnamCalendar } from "../../testing/calendar.ts";
import { moment } from "../shared/moment.ts";
import { plainDate } from "../shared/plain-date.ts";
import { mergeCalendar } from "./merge-calendar.ts";
import { answerBy, apologyDeadline, forwardBy } from "./procedural-deadlines.ts";
import { openIntervals } from "./working-time.ts";

const calendar = vietnamCalendar();
const at = (text: string) => moment(`${text}:00+07:00`);

describe("forwarding (NĐ 61/2018 art. 18)", () => {
  test.each([
    ["2024-08-26T09:00", "2024-08-26T17:30", "the same working day"],
    ["2024-08-26T15:00", "2024-08-26T17:30", "at 15:00 it is not yet after 15:00"],
    ["2024-08-26T15:01", "2024-08-27T07:30", "after 15:00 the start of the next working day"],
    ["2024-08-30T15:30", "2024-09-04T07:30", "which may come after a holiday"],
    ["2024-08-31T15:30", "2024-09-04T17:30", "received on a Saturday is received on the next working day"],
  ])("received %s, forwarded by %s: %s", (received, by) => {
    expect(forwardBy(at(received), calendar)).toEqual({ ok: true, at: at(by) });
  });

  test("needs the next year when it ends there", () => {
    expect(forwardBy(at("2026-12-31T16:00"), calendar)).toMatchObject({ ok: false, year: 2027 });
  });
});

describe("the answer to an online filing (NĐ 45/2020 art. 11)", () => {
  test.each([
    ["2024-08-26T09:00", "2024-08-27T09:00", "a whole working day of eight hours later"],
    ["2024-08-26T05:02", "2024-08-26T17:30", "before opening: from 07:30, to closing time of the same day"],
    ["2024-08-26T12:00", "2024-08-27T11:30", "in the lunch gap: from 13:30, four hours, and four the next morning"],
    ["2024-08-30T20:00", "2024-09-04T17:30", "Friday evening before the holiday of 2-3/9: the whole of Wednesday"],
  ])("sent %s, answered by %s: %s", (sent, by) => {
    expect(answerBy(at(sent), calendar)).toEqual({ ok: true, at: at(by) });
  });
});

describe("apology (NĐ 61/2018 art. 19.9)", () => {
  test.each([
    ["2024-09-06T16:20", "2024-09-05T16:20", "one working day before"],
    ["2024-09-04T09:00", "2024-08-30T09:00", "over a holiday and a weekend"],
  ])("due %s, at the latest %s: %s", (due, latest) => {
    expect(apologyDeadline(at(due), calendar)).toEqual({ ok: true, at: at(latest) });
  });
});

describe("inherited calendars", () => {
  const day = plainDate("2026-09-03");
  const [whole, morning] = [hours("07:30-11:30", "13:30-17:30"), hours("07:00-11:00")];
  const from = plainDate("2020-01-01");
  const province = {
    days: new Map([[day, { kind: "off", name: "Nghỉ" } as const]]),
    hours: [4, 5].map((weekday) => ({ weekday, intervals: whole, from, to: null })),
  };

  test("an agency's own day and own weekday replace the inherited ones", () => {
    const own = {
      days: new Map([[day, { kind: "hours", name: "Trực", intervals: morning } as const]]),
      hours: [{ weekday: 6, intervals: morning, from: plainDate("2026-09-01"), to: plainDate("2026-10-01") }],
    };
    const merged = mergeCalendar(new Set([2026]), [province, own]);
    expect(openIntervals(day, merged)).toEqual(morning);
    expect(openIntervals(plainDate("2026-09-04"), merged)).toEqual(whole);
    expect(openIntervals(plainDate("2026-09-05"), merged)).toEqual(morning);
    expect(openIntervals(plainDate("2026-08-29"), merged)).toEqual([]);
    expect(openIntervals(plainDate("2026-10-03"), merged)).toEqual([]);
    expect(openIntervals(plainDate("2026-10-01"), merged)).toEqual(whole);
  });

  test("an agency without settings works as the province does", () => {
    const merged = mergeCalendar(new Set([2026]), [province, { days: new Map(), hours: [] }]);
    expect(openIntervals(day, merged)).toEqual([]);
  });
});
