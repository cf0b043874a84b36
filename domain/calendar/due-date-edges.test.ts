import { describe, expect, test } from "vitest";
import { saturdayMorningCalendar, vietnamCalendar } from "../../testing/calendar.ts";
import { moment, type Moment } from "../shared/moment.ts";
import { computeDue } from "./due-date.ts";
import type { Pause, SupplementPolicy, TimeUnit } from "./time-limit.ts";

const vietnam = vietnamCalendar();
const saturdays = saturdayMorningCalendar();

function at(text: string): Moment {
  return moment(`${text.length === 16 ? `${text}:00` : text}+07:00`);
}

type Row = readonly [from: string, to: string | null, kind?: Pause["kind"]];

interface Facts {
  readonly received: string;
  readonly limit: readonly [number, TimeUnit];
  readonly policy?: SupplementPolicy;
  readonly rows?: readonly Row[];
}

function dueOf({ received, limit: [amount, unit], policy = "pause", rows = [] }: Facts, calendar = vietnam) {
  const pauses = rows.map(([from, to, kind = "supplement"]) => ({ from: at(from), to: to && at(to), kind }) as Pause);
  const answer = computeDue({ received: at(received), limit: { amount, unit }, policy, pauses }, calendar);
  return answer.ok ? answer.due : answer.reason;
}

// Worked out by hand before the engine was asked; the last column is the working. Hours 07:30–11:30, 13:30–17:30.
describe("at the edges of months, holidays and hours", () => {
  test.each([
    ["2023-01-19T15:00", 8, "working-hour", "2023-01-27T15:00", "2.5 h before Tết; 4 h and 1.5 h on Fri 27/1"],
    ["2023-01-28T09:00", 1, "month", "2023-02-28T07:30", "Sat: received Mon 30/1; no 30/2, so 28/2"],
    ["2024-01-30T10:00", 1, "month", "2024-02-29T10:00", "no 30/2: the last day of a leap February"],
    ["2024-02-29T10:00", 1, "month", "2024-03-29T10:00", "the 29th, not the last day of March"],
    ["2024-05-31T14:00", 1, "month", "2024-07-01T14:00", "no 31/6; 30/6 is a Sunday, so Mon 1/7"],
    ["2023-11-30T08:00", 3, "month", "2024-02-29T08:00", "no 30/2"],
    ["2024-12-31T09:00", 2, "month", "2025-02-28T09:00", "no 31/2/2025; 28/2 is a Friday"],
    ["2023-12-15T10:00", 12, "month", "2024-12-16T10:00", "15/12/2024 is a Sunday"],
    ["2025-01-17T09:00", 10, "day", "2025-02-03T09:00", "Mon 27/1 begins Tết; Mon 3/2"],
    ["2023-01-10T09:00", 10, "day", "2023-01-27T09:00", "Fri 20/1 begins Tết; Fri 27/1"],
    ["2024-01-30T11:00", 10, "day", "2024-02-15T11:00", "Fri 9/2 is in Tết; Thu 15/2"],
    ["2025-04-16T09:00", 10, "day", "2025-04-26T09:00", "Sat 26/4 is worked in lieu, so it stays"],
    ["2025-04-17T09:00", 10, "day", "2025-04-28T09:00", "Sun 27/4 moves to Mon 28/4"],
    ["2023-01-02T10:00", 1, "day", "2023-01-04T07:30", "on a holiday: received Tue 3/1 07:30, then Wed"],
    ["2024-08-31T10:00", 0, "day", "2024-09-04T07:30", "no allowance on a Saturday ends at the next opening"],
    ["2024-05-04T17:00", 1, "working-day", "2024-05-06T17:00", "received on a Saturday worked in lieu; Mon"],
    ["2024-05-04T17:30", 1, "working-day", "2024-05-07T07:30", "closed then: received Mon 6/5 07:30, then Tue"],
    ["2024-08-26T13:30", 0.5, "working-day", "2024-08-26T17:30", "4 h end exactly at closing time and stay"],
    ["2024-08-26T12:00", 0.5, "working-day", "2024-08-26T17:30", "at lunch: from 13:30, 4 h"],
    ["2024-08-30T16:30", 0.5, "working-day", "2024-09-04T10:30", "1 h on Fri, 3 h on Wed 4/9"],
    ["2024-08-26T10:30", 0.25, "working-day", "2024-08-26T14:30", "2 h: one before lunch, one after"],
    ["2024-08-29T10:00", 2.5, "working-day", "2024-09-04T16:00", "Fri, Wed 4/9 10:00 and 4 h: 1.5 and 2.5"],
    ["2024-05-04T07:30", 4, "working-hour", "2024-05-04T11:30", "the morning of the Saturday worked in lieu"],
    ["2026-08-21T13:30", 16, "working-hour", "2026-08-24T11:30", "Fri 4, Sat 22/8 in lieu 8, Mon 4"],
    ["2024-08-26T11:27", 0.1, "working-hour", "2024-08-26T13:33", "6 minutes: 3 before lunch, 3 after"],
    ["2026-11-20T10:00", 5, "working-day", "2026-11-30T10:00", "23; 24/11 off; 25, 26, 27; Mon 30"],
    ["2025-08-15T09:00", 15, "working-day", "2025-09-09T09:00", "18–22, 25–29; 1–2/9 off; 3, 4, 5, 8, 9"],
    ["2024-01-02T08:00", 30, "working-day", "2024-02-20T08:00", "26 until 7/2; Tết; 15, 16, 19, 20"],
    ["2025-04-03T16:00", 20, "working-day", "2025-05-06T16:00", "4; 7 off; 8–11, 14–18, 21–25, Sat 26, 28, 29; 5, 6/5"],
    ["2026-12-30T17:30", 8, "working-hour", "2026-12-31T17:30", "from 31/12 07:30 to the last closing of the year"],
    ["2026-12-30T17:29", 1, "working-day", "2026-12-31T17:29", "still within 2026"],
  ] as [string, number, TimeUnit, string, string][])("%s + %d %s is %s: %s", (received, amount, unit, due) => {
    expect(dueOf({ received, limit: [amount, unit] })).toBe(at(due));
  });

  test.each([
    ["2024-08-29T10:00", 3, "working-day", "2024-09-04T10:00", "Fri 30, Sat 31 a half day, Wed 4/9"],
    ["2024-08-23T15:30", 10, "working-hour", "2024-08-26T11:30", "Fri 2, Sat 4, Mon 4"],
    ["2024-08-19T16:00", 5, "day", "2024-08-24T11:30", "Saturday closes at 11:30, so the date ends then"],
    ["2025-04-26T07:30", 8, "working-hour", "2025-04-26T17:30", "in lieu is a whole day even where Saturdays are half"],
    ["2024-08-23T16:20", 1.5, "working-day", "2024-08-26T11:30", "Sat closes 11:30; 4 h more end Mon 11:30"],
  ] as [string, number, TimeUnit, string, string][])(
    "with Saturday mornings, %s + %d %s is %s: %s",
    (received, amount, unit, due) => {
      expect(dueOf({ received, limit: [amount, unit] }, saturdays)).toBe(at(due));
    },
  );
});

describe("pauses that begin or end where nobody works", () => {
  // Received Mon 5/8/2024 09:00, 5 working days: due Mon 12/8 09:00.
  test.each([
    [[["2024-08-07T11:30", "2024-08-07T13:30"]], "2024-08-12T09:00", "exactly the lunch gap"],
    [[["2024-08-07T17:30", "2024-08-08T07:30"]], "2024-08-12T09:00", "exactly a night"],
    [[["2024-08-09T18:00", "2024-08-11T20:00"]], "2024-08-12T09:00", "inside a weekend"],
    [[["2024-08-10T08:00", "2024-08-12T14:00"]], "2024-08-12T15:30", "begins on Sat: 1.5 h left, from Mon 14:00"],
    [[["2024-08-07T10:00", "2024-08-07T10:00"]], "2024-08-12T09:00", "of no length"],
    [[["2024-08-12T09:00", "2024-08-13T10:00"]], "2024-08-13T10:00", "begins at the due moment: nothing is left"],
    [[["2024-08-12T09:00:01", "2024-08-13T10:00"]], "2024-08-12T09:00", "a second later it was late already"],
    [[["2024-08-05T09:00", "2024-08-07T09:00"]], "2024-08-14T09:00", "begins at receipt: all five days from Wed 09:00"],
    [
      [
        ["2024-08-07T10:00", "2024-08-08T10:00"],
        ["2024-08-08T10:00", "2024-08-09T15:00"],
      ],
      "2024-08-14T14:00",
      "two that touch are as one: 23 h from Fri 15:00",
    ],
    [
      [
        ["2024-08-08T14:00", "2024-08-08T16:00"],
        ["2024-08-06T08:00", "2024-08-06T10:00"],
        ["2024-08-07T08:00", "2024-08-07T10:00"],
      ],
      "2024-08-12T17:00",
      "three of 2 h, told in any order: 09:00 and 6 h, 2.5 before lunch, 3.5 after",
    ],
    [
      [
        ["2024-08-07T10:00", "2024-08-07T14:00", "financial-obligation"],
        ["2024-08-07T14:00", "2024-08-07T14:00"],
      ],
      "2024-08-12T11:00",
      "2 h of payment, then one of no length at its end",
    ],
    [
      [
        ["2024-08-07T10:00", "2024-08-07T14:00", "financial-obligation"],
        ["2024-08-07T10:00", "2024-08-07T10:00"],
      ],
      "2024-08-12T11:00",
      "one of no length at the beginning of another, told after it",
    ],
  ] as [Row[], string, string][])("%j is %s: %s", (rows, due) => {
    expect(dueOf({ received: "2024-08-05T09:00", limit: [5, "working-day"], rows })).toBe(at(due));
  });

  test.each([
    [
      "2024-08-28T15:00",
      [3, "working-day"],
      ["2024-08-30T16:00", "2024-09-01T10:00"],
      "2024-09-04T16:30",
      "due Wed 4/9 15:00; left 1.5 + 5.5 = 7 h from Wed 07:30",
    ],
    [
      "2024-08-28T15:00",
      [3, "working-day"],
      ["2024-09-02T09:00", "2024-09-04T09:30"],
      "2024-09-04T17:00",
      "begins on 2/9: left 5.5 h from Wed 09:30, 2 h and 3.5 h",
    ],
    [
      "2025-01-23T09:00",
      [3, "working-day"],
      ["2025-01-24T14:00", "2025-01-29T10:00"],
      "2025-02-04T14:30",
      "ends in Tết: left 3.5 + 8 + 1.5 = 13 h from Mon 3/2: 8, then 5 on Tue",
    ],
    [
      "2025-04-24T10:00",
      [4, "working-day"],
      ["2025-04-25T15:00", "2025-04-26T09:00"],
      "2025-04-29T16:00",
      "ends on the Saturday in lieu: left 2.5 + 8 + 8 + 2.5 = 21 h: 6.5, 8, 6.5",
    ],
    [
      "2024-08-03T10:00",
      [3, "working-day"],
      ["2024-08-04T09:00", "2024-08-06T10:00"],
      "2024-08-09T10:00",
      "begins before the clock: 24 h from Tue 10:00: 5.5, 8, 8, 2.5",
    ],
    [
      "2024-08-03T10:00",
      [3, "working-day"],
      ["2024-08-03T20:00", "2024-08-04T20:00"],
      "2024-08-08T07:30",
      "over before the clock began on Mon 07:30",
    ],
    [
      "2024-08-05T10:00",
      [10, "day"],
      ["2024-08-10T00:00", "2024-08-11T23:59"],
      "2024-08-15T10:00",
      "a weekend takes nothing from calendar days",
    ],
    [
      "2024-01-31T09:00",
      [1, "month"],
      ["2024-02-28T09:00", "2024-03-01T09:00"],
      "2024-03-04T09:00",
      "due 29/2 09:00: 8 h left from Fri 1/3 09:00: 6.5 and 1.5 on Mon",
    ],
    [
      "2024-08-05T10:00",
      [4, "working-hour"],
      ["2024-08-05T11:00", "2024-08-05T14:00"],
      "2024-08-05T17:00",
      "due 16:00: left 0.5 + 2.5 = 3 h from 14:00",
    ],
  ] as [string, [number, TimeUnit], Row, string, string][])("%s + %j, pause %j is %s: %s", (...row) => {
    const [received, limit, pause, due] = row;
    expect(dueOf({ received, limit, rows: [pause] })).toBe(at(due));
  });

  test.each([
    [
      "2024-04-22T09:00",
      [5, "working-day"],
      ["2024-04-24T10:00", "2024-05-03T18:00"],
      "2024-05-10T07:30",
      "complete on Fri evening: anew from Sat 4/5 in lieu; Mon 6 to Fri 10",
    ],
    [
      "2024-08-05T09:00",
      [5, "working-day"],
      ["2024-08-07T10:00", "2024-08-07T10:00"],
      "2024-08-14T10:00",
      "answered at once: still anew",
    ],
    [
      "2024-01-10T08:00",
      [1, "month"],
      ["2024-01-20T09:00", "2024-01-31T16:00"],
      "2024-02-29T16:00",
      "a month from 31/1 ends with February",
    ],
    [
      "2024-08-26T10:00",
      [7, "day"],
      ["2024-08-28T10:00", "2024-09-02T10:00"],
      "2024-09-11T07:30",
      "complete on 2/9: anew from Wed 4/9 07:30",
    ],
  ] as [string, [number, TimeUnit], Row, string, string][])("%s + %j, restart after %j is %s: %s", (...row) => {
    const [received, limit, pause, due] = row;
    expect(dueOf({ received, limit, policy: "restart", rows: [pause] })).toBe(at(due));
  });
});
