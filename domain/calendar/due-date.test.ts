import { describe, expect, test } from "vitest";
import { hours, saturdayMorningCalendar, vietnamCalendar } from "../../testing/calendar.ts";
import { moment, type Moment } from "../shared/moment.ts";
import { plainDate } from "../shared/plain-date.ts";
import { computeDue } from "./due-date.ts";
import type { Pause, TimeUnit } from "./time-limit.ts";

const vietnam = vietnamCalendar();
const saturdays = saturdayMorningCalendar();
const ownHours = vietnamCalendar([
  [plainDate("2024-12-24"), { kind: "hours", name: "Giờ riêng", intervals: hours("09:00-11:00", "14:00-16:00") }],
  [plainDate("2024-12-31"), { kind: "hours", name: "Nửa ngày", intervals: hours("07:30-11:30") }],
]);

function at(text: string): Moment {
  return moment(`${text.length === 16 ? `${text}:00` : text}+07:00`);
}

function dueOf(received: string, amount: number, unit: TimeUnit, calendar = vietnam): string | null {
  const answer = computeDue({ received: at(received), limit: { amount, unit }, policy: "pause", pauses: [] }, calendar);
  return answer.ok ? answer.due : answer.reason;
}

// Every expected value was worked out by hand from the announced days off; the last column is the working.
describe("working days", () => {
  test.each([
    ["2024-08-30T16:20", 3, "2024-09-06T16:20", "Fri; weekend, 2–3/9 off; Wed 4, Thu 5, Fri 6"],
    ["2024-08-26T09:00", 1, "2024-08-27T09:00", "the day of receipt is not counted, the time is kept"],
    ["2024-08-30T09:00", 1, "2024-09-04T09:00", "Sat, Sun, 2–3/9 off, so Wed 4/9 is the first day"],
    ["2024-08-23T10:00", 1, "2024-08-26T10:00", "Fri to Mon over a weekend"],
    ["2024-09-02T10:00", 1, "2024-09-05T07:30", "on a holiday: received Wed 4/9 07:30, then Thu"],
    ["2024-08-31T09:00", 2, "2024-09-06T07:30", "on a Saturday: received Wed 4/9 07:30, then Thu, Fri"],
    ["2024-08-26T17:30", 1, "2024-08-28T07:30", "closing time is closed: received Tue 07:30, then Wed"],
    ["2024-08-26T17:29:59", 1, "2024-08-27T17:29:59", "a second before closing is still that day"],
    ["2024-08-26T11:30", 1, "2024-08-27T13:30", "lunch has begun: received 13:30"],
    ["2024-08-26T12:00", 1, "2024-08-27T13:30", "in the lunch gap: received 13:30"],
    ["2024-08-26T11:29", 1, "2024-08-27T11:29", "a minute before lunch is in the morning"],
    ["2024-08-26T06:00", 1, "2024-08-27T07:30", "before opening: received 07:30 the same day"],
    ["2024-08-26T07:30", 1, "2024-08-27T07:30", "at opening time it is open"],
    ["2024-08-26T23:00", 1, "2024-08-28T07:30", "at night: received Tue 07:30, then Wed"],
    ["2024-08-26T13:30", 2, "2024-08-28T13:30", "the end of lunch is open"],
    ["2023-01-19T15:00", 1, "2023-01-27T15:00", "Tết 2023: 20–26/1 off, Fri 27/1"],
    ["2023-01-19T15:00", 5, "2023-02-02T15:00", "Fri 27, Mon 30, Tue 31, Wed 1/2, Thu 2/2"],
    ["2024-02-07T16:00", 3, "2024-02-19T16:00", "Tết 2024: 8–14/2 off; Thu 15, Fri 16, Mon 19"],
    ["2025-01-24T08:00", 2, "2025-02-04T08:00", "Tết 2025: 27–31/1 off; Mon 3/2, Tue 4/2"],
    ["2026-02-13T14:00", 10, "2026-03-06T14:00", "Tết 2026: 16–20/2 off; 23–27/2 are 5, 2–6/3 are 10"],
    ["2025-01-28T10:00", 1, "2025-02-04T07:30", "in Tết: received Mon 3/2 07:30, then Tue"],
    ["2024-05-03T10:00", 1, "2024-05-04T10:00", "Saturday 4/5/2024 is worked in lieu"],
    ["2024-05-03T10:00", 2, "2024-05-06T10:00", "Sat 4/5 worked, Mon 6/5"],
    ["2024-04-26T10:00", 3, "2024-05-04T10:00", "29/4–1/5 off; Thu 2, Fri 3, Sat 4 worked"],
    ["2025-04-25T09:00", 1, "2025-04-26T09:00", "Saturday 26/4/2025 is worked in lieu"],
    ["2025-04-25T09:00", 5, "2025-05-06T09:00", "Sat 26, Mon 28, Tue 29; 30/4–2/5 off; Mon 5, Tue 6"],
    ["2025-04-26T08:15", 1, "2025-04-28T08:15", "received on the Saturday worked in lieu"],
    ["2026-01-09T11:00", 1, "2026-01-10T11:00", "Saturday 10/1/2026 is worked in lieu"],
    ["2025-12-31T16:00", 5, "2026-01-09T16:00", "1–2/1 off; Mon 5 to Fri 9"],
    ["2025-12-31T16:00", 6, "2026-01-10T16:00", "one more is the Saturday worked in lieu"],
    ["2026-08-21T15:00", 1, "2026-08-22T15:00", "Saturday 22/8/2026 is worked in lieu"],
    ["2026-08-21T15:00", 7, "2026-09-03T15:00", "Sat 22, Mon 24–Fri 28 are 6; 31/8–2/9 off; Thu 3/9"],
    ["2026-08-28T17:30", 1, "2026-09-04T07:30", "closed on Fri: received Thu 3/9 07:30, then Fri"],
    ["2026-11-23T10:00", 1, "2026-11-25T10:00", "24/11/2026 is off for the first time"],
    ["2023-04-28T16:00", 1, "2023-05-04T16:00", "weekend, 1–3/5 off, Thu 4/5"],
    ["2023-08-31T16:00", 2, "2023-09-06T16:00", "1/9 and 4/9 off; Tue 5, Wed 6"],
    ["2024-04-17T09:00", 1, "2024-04-19T09:00", "18/4 off (10/3 lunar)"],
    ["2026-04-24T09:00", 4, "2026-05-05T09:00", "27/4 off; Tue 28, Wed 29; 30/4–1/5 off; Mon 4, Tue 5"],
    ["2024-08-26T10:00", 0, "2024-08-26T10:00", "no allowance ends where it begins"],
    ["2024-08-26T10:00", 0.5, "2024-08-26T16:00", "half a day is 4 h: 1.5 h to lunch, 2.5 h from 13:30"],
    ["2024-08-23T15:00", 1.5, "2024-08-27T09:00", "Mon 15:00 and 4 h: 2.5 h to closing, 1.5 h on Tue"],
  ])("%s + %d working days is %s: %s", (received, amount, due) => {
    expect(dueOf(received, amount, "working-day")).toBe(at(due));
  });
  test.each([
    ["2024-08-22T09:00", 2, "2024-08-24T09:00", "a half Saturday is a working day"],
    ["2024-08-22T16:20", 2, "2024-08-24T11:30", "16:20 is after the half day: its closing time"],
    ["2024-08-24T11:30", 1, "2024-08-27T07:30", "closed for the day: received Mon 07:30, then Tue"],
    ["2024-05-03T16:00", 1, "2024-05-04T16:00", "a Saturday worked in lieu is a whole day"],
  ])("with Saturday mornings, %s + %d working days is %s: %s", (received, amount, due) => {
    expect(dueOf(received, amount, "working-day", saturdays)).toBe(at(due));
  });
  test.each([
    ["2024-12-30T16:00", 1, "2024-12-31T11:30", "31/12 is a half day, so its closing time"],
    ["2024-12-30T16:00", 2, "2025-01-02T16:00", "31/12 counts as a day; 1/1 off"],
    ["2024-12-23T08:00", 1, "2024-12-24T09:00", "24/12 opens at 09:00 only"],
    ["2024-12-23T13:30", 1, "2024-12-24T11:00", "13:30 is in the longer lunch of 24/12: the closing before it"],
    ["2024-12-23T17:00", 1, "2024-12-24T16:00", "24/12 closes at 16:00"],
  ])("with days of own hours, %s + %d working days is %s: %s", (received, amount, due) => {
    expect(dueOf(received, amount, "working-day", ownHours)).toBe(at(due));
  });
});

describe("working hours", () => {
  test.each([
    ["2024-08-26T08:00", 2, "2024-08-26T10:00", "within the morning"],
    ["2024-08-26T10:00", 4, "2024-08-26T16:00", "1.5 h to lunch, 2.5 h from 13:30"],
    ["2024-08-26T07:30", 8, "2024-08-26T17:30", "ends exactly at closing time and stays there"],
    ["2024-08-26T07:30", 4, "2024-08-26T11:30", "ends exactly at the lunch closing"],
    ["2024-08-26T13:30", 4, "2024-08-26T17:30", "an afternoon"],
    ["2024-08-26T16:20", 8, "2024-08-27T16:20", "8 h are one day: 1 h 10 today, 4 h, 2 h 50"],
    ["2024-08-30T16:20", 24, "2024-09-06T16:20", "three days of 8 h over 2–3/9: 1 h 10, 8, 8, 6 h 50"],
    ["2024-08-26T12:00", 1, "2024-08-26T14:30", "in the lunch gap: from 13:30"],
    ["2024-08-26T17:30", 1, "2024-08-27T08:30", "at closing time: from Tue 07:30"],
    ["2024-08-31T10:00", 1, "2024-09-04T08:30", "Saturday before the holiday: from Wed 4/9 07:30"],
    ["2024-05-03T16:30", 2, "2024-05-04T08:30", "1 h on Fri, 1 h on the Saturday worked in lieu"],
    ["2024-08-26T11:15", 0.5, "2024-08-26T13:45", "15 min to lunch, 15 min after it"],
    ["2026-02-13T17:00", 1, "2026-02-23T08:00", "30 min before Tết, 30 min after"],
    ["2026-03-02T07:30", 168, "2026-03-30T17:30", "21 whole days: 5+5+5+5 and Mon 30/3"],
    ["2026-12-31T09:30", 6, "2026-12-31T17:30", "ends at the last closing of the year, so 2027 is not asked for"],
  ])("%s + %d hours is %s: %s", (received, amount, due) => {
    expect(dueOf(received, amount, "working-hour")).toBe(at(due));
  });
  test("half days count for the hours they are open", () => {
    // 1 h on Fri, 4 h on Saturday morning, 1 h on Mon.
    expect(dueOf("2024-08-23T16:30", 6, "working-hour", saturdays)).toBe(at("2024-08-26T08:30"));
    // 1 h on Mon 30/12, 4 h on the half day 31/12, 1/1 off, 1 h on Thu 2/1.
    expect(dueOf("2024-12-30T16:30", 6, "working-hour", ownHours)).toBe(at("2025-01-02T08:30"));
    // 30 min on Mon 23/12, 2 h from 09:00, 1.5 h from 14:00.
    expect(dueOf("2024-12-23T17:00", 4, "working-hour", ownHours)).toBe(at("2024-12-24T15:30"));
  });
});

describe("calendar days and months", () => {
  test.each([
    ["2024-08-26T10:00", 1, "day", "2024-08-27T10:00", "the day of receipt is not counted"],
    ["2024-08-26T10:00", 5, "day", "2024-09-04T10:00", "Sat 31/8 moves over Sun and 2–3/9"],
    ["2024-08-26T10:00", 7, "day", "2024-09-04T10:00", "Mon 2/9 is off, so is 3/9"],
    ["2024-04-24T10:00", 10, "day", "2024-05-04T10:00", "Saturday 4/5 is worked, so it stays"],
    ["2024-08-23T17:45", 10, "day", "2024-09-05T07:30", "after closing on Fri: received Mon 26/8 07:30; Thu 5/9"],
    ["2024-02-20T09:00", 10, "day", "2024-03-01T09:00", "February 2024 has 29 days"],
    ["2026-02-06T09:00", 10, "day", "2026-02-23T09:00", "Mon 16/2 begins Tết, over on Mon 23/2"],
    ["2023-12-29T09:00", 3, "day", "2024-01-02T09:00", "Mon 1/1 is off"],
    ["2024-01-31T09:00", 1, "month", "2024-02-29T09:00", "no 31/2: the last day of February, a leap year"],
    ["2023-01-31T09:00", 1, "month", "2023-02-28T09:00", "no 31/2: the last day of February"],
    ["2025-01-02T10:00", 1, "month", "2025-02-03T10:00", "2/2/2025 is a Sunday"],
    ["2024-02-29T10:00", 12, "month", "2025-02-28T10:00", "no 29/2/2025"],
    ["2024-08-02T15:00", 1, "month", "2024-09-04T15:00", "2/9 is off, 3/9 too"],
    ["2025-12-10T14:00", 1, "month", "2026-01-10T14:00", "Saturday 10/1/2026 is worked in lieu"],
    ["2024-03-31T10:00", 1, "month", "2024-05-02T07:30", "Sunday: received Mon 1/4 07:30; 1/5 is off"],
    ["2023-08-31T16:00", 6, "month", "2024-02-29T16:00", "31/8 and six months is the last of February"],
  ] as [string, number, TimeUnit, string, string][])("%s + %d %s is %s: %s", (received, amount, unit, due) => {
    expect(dueOf(received, amount, unit)).toBe(at(due));
  });
});

describe("pauses", () => {
  type Row = readonly [from: string, to: string | null, kind?: Pause["kind"]];

  function paused(facts: {
    received?: string;
    limit?: readonly [number, TimeUnit];
    policy: string;
    rows: readonly Row[];
  }) {
    const [amount, unit] = facts.limit ?? [5, "working-day"];
    const pauses = facts.rows.map(([from, to, kind]): Pause => ({
      from: at(from),
      to: to === null ? null : at(to),
      kind: kind ?? "supplement",
    }));
    const policy = facts.policy === "restart" ? "restart" : "pause";
    return computeDue(
      { received: at(facts.received ?? "2024-08-05T09:00"), limit: { amount, unit }, policy, pauses },
      vietnam,
    );
  }

  const first: Row = ["2024-08-07T10:00", "2024-08-09T15:00"];
  const second: Row = ["2024-08-12T07:30", "2024-08-13T07:30"];

  // Received Mon 5/8 09:00, 5 working days: due Mon 12/8 09:00 unless the row says otherwise.
  test.each([
    ["pause", [first], "2024-08-14T14:00", "left 5.5+8+8+1.5 = 23 h; Fri 2.5, Mon 8, Tue 8, Wed 4.5"],
    ["restart", [first], "2024-08-16T15:00", "5 working days anew from Fri 9/8 15:00"],
    ["pause", [first, second], "2024-08-15T14:00", "left 8+8+4.5 = 20.5 h from Tue 07:30: Tue, Wed, 4.5 h on Thu"],
    ["restart", [first, second], "2024-08-20T07:30", "5 working days anew from Tue 13/8 07:30"],
    ["pause", [second, first], "2024-08-15T14:00", "the order in which pauses are told does not matter"],
    ["restart", [[...first, "financial-obligation"]], "2024-08-14T14:00", "a payment always runs on"],
    [
      "restart",
      [first, ["2024-08-12T15:00", "2024-08-14T15:00", "financial-obligation"]],
      "2024-08-20T15:00",
      "anew until Fri 16/8 15:00; left 32 h from Wed 14/8 15:00 are four days",
    ],
    [
      "restart",
      [
        ["2024-08-06T08:00", "2024-08-07T08:00", "financial-obligation"],
        ["2024-08-08T09:00", "2024-08-09T11:00"],
      ],
      "2024-08-16T11:00",
      "a supplement after a payment: anew from Fri 9/8 11:00",
    ],
    ["pause", [["2024-08-07T10:00", "2024-08-10T10:00"]], "2024-08-14T16:30", "ends on Sat: 23 h from Mon 07:30"],
    ["restart", [["2024-08-07T10:00", "2024-08-10T10:00"]], "2024-08-19T07:30", "ends on Sat: from Mon 12/8 07:30"],
    ["pause", [["2024-08-13T08:00", "2024-08-14T10:00"]], "2024-08-12T09:00", "the time had run out, so it stays late"],
    ["restart", [["2024-08-13T08:00", "2024-08-14T10:00"]], "2024-08-21T10:00", "the law gives the whole limit anew"],
    ["pause", [["2024-08-07T11:40", "2024-08-07T13:00"]], "2024-08-12T09:00", "a pause over lunch moves nothing"],
  ] as [string, Row[], string, string][])("%s %j is %s: %s", (policy, rows, due) => {
    expect(paused({ policy, rows })).toMatchObject({ ok: true, due: at(due), original: at("2024-08-12T09:00") });
  });

  test.each([
    [
      "2024-08-05T07:30",
      [16, "working-hour"],
      "pause",
      ["2024-08-06T08:00", "2024-08-06T10:00"],
      "2024-08-07T09:30",
      "left 7.5 h: 1.5, 4, 2",
    ],
    [
      "2024-08-05T10:00",
      [10, "day"],
      "pause",
      ["2024-08-08T10:00", "2024-08-12T10:00"],
      "2024-08-19T10:00",
      "due Thu 15/8 10:00, left 40 h: 5.5, 8, 8, 8, 8, 2.5",
    ],
    [
      "2024-07-31T09:00",
      [1, "month"],
      "restart",
      ["2024-08-08T09:00", "2024-08-12T14:00"],
      "2024-09-12T14:00",
      "a month from 12/8",
    ],
    [
      "2024-02-05T08:00",
      [5, "working-day"],
      "pause",
      ["2024-02-07T15:00", "2024-02-15T09:00"],
      "2024-02-19T14:00",
      "over Tết: left 2.5+8+8+0.5 = 19 h: 6.5, 8, 4.5",
    ],
    [
      "2024-08-05T17:40",
      [3, "working-day"],
      "pause",
      ["2024-08-07T07:30", "2024-08-08T07:30"],
      "2024-08-09T17:30",
      "due Fri 9/8 07:30, left 16 h end exactly at closing on Fri",
    ],
    [
      "2024-08-05T10:00",
      [8, "working-day"],
      "restart",
      ["2024-08-12T10:00", "2024-08-20T10:00", "financial-obligation"],
      "2024-08-23T10:00",
      "land: 5 days to the tax notice, 3 from the payment",
    ],
    [
      "2024-08-05T17:40",
      [3, "working-day"],
      "pause",
      ["2024-08-06T18:00", "2024-08-06T20:00"],
      "2024-08-09T07:30",
      "a pause at night never makes the date earlier",
    ],
  ] as [string, [number, TimeUnit], string, Row, string, string][])(
    "%s + %j, %s %j is %s: %s",
    (received, limit, policy, row, due) => {
      expect(paused({ received, limit, policy, rows: [row] })).toMatchObject({ ok: true, due: at(due) });
    },
  );

  test("while a pause lasts there is no due date, and what is left is told", () => {
    expect(paused({ policy: "pause", rows: [["2024-08-07T10:00", null]] })).toMatchObject({
      due: null,
      original: at("2024-08-12T09:00"),
      explanation: expect.arrayContaining([expect.objectContaining({ kind: "paused", left: 23 * 3600 })]),
    });
    expect(paused({ policy: "restart", rows: [["2024-08-07T10:00", null]] })).toMatchObject({ ok: true, due: null });
  });

  test.each([
    ["invalid-pause-before-receipt", [["2024-08-05T08:59", "2024-08-06T09:00"]]],
    ["invalid-pause-order", [["2024-08-07T10:00", "2024-08-07T09:59"]]],
    ["invalid-pause-overlap", [first, ["2024-08-09T14:59", "2024-08-12T09:00"]]],
    ["invalid-pause-overlap", [["2024-08-07T10:00", null], second]],
  ] as [string, Row[]][])("%s: %j", (reason, rows) => {
    expect(paused({ policy: "pause", rows })).toEqual({ ok: false, reason });
  });
});

describe("what is refused", () => {
  test.each([
    ["2026-12-30T10:00", 3, "working-day", 2027],
    ["2026-12-31T17:30", 1, "working-hour", 2027],
    ["2026-12-15T09:00", 1, "month", 2027],
    ["2022-12-30T09:00", 1, "working-day", 2022],
    ["2026-12-15T09:00", 1_000_000, "month", 85_360],
  ] as const)("%s + %d %s needs the year %d, which is not guessed", (received, amount, unit, year) => {
    const answer = computeDue(
      { received: at(received), limit: { amount, unit }, policy: "pause", pauses: [] },
      vietnam,
    );
    expect(answer).toEqual({ ok: false, reason: "calendar-year-missing", year });
  });

  test.each([
    [-1, "working-day"],
    [Number.NaN, "working-hour"],
    [Number.POSITIVE_INFINITY, "working-day"],
    [1_000_001, "day"],
    [1.5, "day"],
    [0.5, "month"],
  ] as const)("%d %s cannot be counted", (amount, unit) => {
    expect(dueOf("2024-08-26T10:00", amount, unit)).toBe("invalid-amount");
  });
});
