import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { saturdayMorningCalendar, vietnamCalendar } from "../../testing/calendar.ts";
import { fromEpoch, toEpoch, type Moment } from "../shared/moment.ts";
import { dateOf, fromDayNumber, toDayNumber } from "../shared/plain-date.ts";
import { computeDue } from "./due-date.ts";
import { toInstant } from "./opening.ts";
import { TIME_UNITS, type SupplementPolicy, type TimeLimit, type TimeUnit } from "./time-limit.ts";
import type { WorkingCalendar } from "./working-calendar.ts";
import { addWorkingTime, openIntervals, workingTime } from "./working-time.ts";

const vietnam = vietnamCalendar();
const START = Date.parse("2023-01-01T00:00:00+07:00");
const moments = fc.integer({ min: 0, max: 3 * 365 * 86_400 }).map((second) => fromEpoch(START + second * 1000));
const calendars = fc.constantFrom(vietnam, saturdayMorningCalendar());
const amounts = fc.integer({ min: 0, max: 60 });
const units = fc.constantFrom<TimeUnit>(...TIME_UNITS);
const workingUnits = fc.constantFrom<TimeUnit>("working-hour", "working-day");
const shifts = fc.integer({ min: 0, max: 20 * 86_400 });

function due(received: Moment, amount: number, unit: TimeUnit, calendar: WorkingCalendar = vietnam): Moment {
  // Twelve months at most: the known years end with 2026.
  const limit = { amount: unit === "month" ? amount % 12 : amount, unit };
  const answer = computeDue({ received, limit, policy: "pause", pauses: [] }, calendar);
  if (!answer.ok || answer.due === null) throw new Error("expected a due date");
  return answer.due;
}

function later(at: Moment, seconds: number): Moment {
  return fromEpoch(toEpoch(at) + seconds * 1000);
}

function isWithinHours(at: Moment, calendar: WorkingCalendar): boolean {
  const { second } = toInstant(at);
  return openIntervals(dateOf(at), calendar).some(({ from, to }) => from * 60 <= second && second <= to * 60);
}

function oneMoreHoliday(at: Moment, after: number): WorkingCalendar {
  const date = fromDayNumber(toDayNumber(dateOf(at)) + after);
  return { ...vietnam, days: new Map([...vietnam.days, [date, { kind: "off", name: "Ngày nghỉ thêm" }]]) };
}

describe("legal time", () => {
  test("a due date never lies outside working time", () => {
    fc.assert(
      fc.property(moments, amounts, units, calendars, (received, amount, unit, calendar) => {
        expect(isWithinHours(due(received, amount, unit, calendar), calendar)).toBe(true);
      }),
    );
  });

  test("a longer limit never ends earlier", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 10 }), units, calendars, (received, amount, unit, calendar) => {
        expect(due(received, amount + 1, unit, calendar) >= due(received, amount, unit, calendar)).toBe(true);
      }),
    );
  });

  test("half working days keep that order too", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 100 }), calendars, (received, tenths, calendar) => {
        const [less, more] = [tenths / 10, (tenths + 1) / 10];
        expect(due(received, more, "working-day", calendar) >= due(received, less, "working-day", calendar)).toBe(true);
      }),
    );
  });

  test("a later receipt is never due earlier", () => {
    fc.assert(
      fc.property(moments, shifts, amounts, workingUnits, calendars, (received, shift, amount, unit, calendar) => {
        const [first, second] = [
          due(received, amount, unit, calendar),
          due(later(received, shift), amount, unit, calendar),
        ];
        expect(second >= first).toBe(true);
      }),
    );
  });

  // A kept time of day on a moved day cannot rise with the moment: Sat 16:00 and Sun 08:00 both move to Monday.
  test("in calendar days and months a later receipt is never due on an earlier day", () => {
    const calendarUnits = fc.constantFrom<TimeUnit>("day", "month");
    fc.assert(
      fc.property(moments, shifts, amounts, calendarUnits, (received, shift, amount, unit) => {
        expect(dateOf(due(later(received, shift), amount, unit)) >= dateOf(due(received, amount, unit))).toBe(true);
      }),
    );
  });

  test("one more holiday never makes it earlier", () => {
    fc.assert(
      fc.property(moments, amounts, workingUnits, fc.integer({ min: 0, max: 40 }), (received, amount, unit, after) => {
        const calendar = oneMoreHoliday(received, after);
        expect(due(received, amount, unit, calendar) >= due(received, amount, unit)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(moments, amounts, units, fc.integer({ min: 0, max: 40 }), (received, amount, unit, after) => {
        const calendar = oneMoreHoliday(received, after);
        expect(dateOf(due(received, amount, unit, calendar)) >= dateOf(due(received, amount, unit))).toBe(true);
      }),
    );
  });

  test("spans add up, backwards too", () => {
    fc.assert(
      fc.property(moments, moments, moments, calendars, (a, b, c, calendar) => {
        const sum = workingTime(a, b, calendar) + workingTime(b, c, calendar);
        expect(sum).toBe(workingTime(a, c, calendar));
      }),
    );
  });

  test("adding a span and measuring it are inverse", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 2_000_000 }), calendars, (from, seconds, calendar) => {
        expect(workingTime(from, addWorkingTime(from, seconds, calendar), calendar)).toBe(seconds);
      }),
    );
  });

  test("a pause never makes it earlier, and under both policies it lands in working time", () => {
    const policies = fc.constantFrom("pause" as const, "restart" as const);
    fc.assert(
      fc.property(moments, units, policies, shifts, shifts, (received, unit, policy, start, length) => {
        const from = later(received, start);
        const pause = { from, to: later(from, length), kind: "supplement" } as const;
        const timing = { received, limit: { amount: 3, unit }, policy, pauses: [pause] };
        const answer = computeDue(timing, vietnam);
        if (!answer.ok || answer.due === null) throw new Error("expected a due date");
        expect(isWithinHours(answer.due, vietnam)).toBe(true);
        expect(policy === "restart" || answer.due >= answer.original).toBe(true);
      }),
    );
  });

  type Span = readonly [from: Moment, to: Moment];

  function paused(received: Moment, limit: TimeLimit, spans: readonly Span[], policy: SupplementPolicy = "pause") {
    const pauses = spans.map(([from, to]) => ({ from, to, kind: "supplement" }) as const);
    const answer = computeDue({ received, limit, policy, pauses }, vietnam);
    if (!answer.ok || answer.due === null) throw new Error("expected a due date");
    return answer.due;
  }

  const limits = fc.record({ amount: fc.integer({ min: 0, max: 9 }), unit: units });

  test("a pause of no length changes nothing", () => {
    fc.assert(
      fc.property(moments, limits, shifts, (received, limit, start) => {
        const without = due(received, limit.amount, limit.unit);
        const from = later(received, start);
        // At the very end nothing is left to run, so the date follows the pause to where it ends: the same moment.
        expect(paused(received, limit, [[from, from]])).toBe(without);
      }),
    );
  });

  test("a pause cut in two that touch is the same pause", () => {
    fc.assert(
      fc.property(moments, limits, shifts, shifts, shifts, (received, limit, start, one, two) => {
        const from = later(received, start);
        const [middle, to] = [later(from, one), later(from, one + two)];
        expect(
          paused(received, limit, [
            [from, middle],
            [middle, to],
          ]),
        ).toBe(paused(received, limit, [[from, to]]));
      }),
    );
  });

  test("a longer pause never ends earlier", () => {
    fc.assert(
      fc.property(moments, limits, shifts, shifts, shifts, (received, limit, start, one, two) => {
        const from = later(received, start);
        const shorter = paused(received, limit, [[from, later(from, one)]]);
        expect(paused(received, limit, [[from, later(from, one + two)]]) >= shorter).toBe(true);
      }),
    );
  });

  // In calendar days and months it may: ten days over Tết hold less working time than the ten that were cut short.
  test("in working units the whole limit anew never ends before the rest of it", () => {
    const working = fc.record({ amount: fc.integer({ min: 0, max: 9 }), unit: workingUnits });
    fc.assert(
      fc.property(moments, working, shifts, shifts, (received, limit, start, length) => {
        const span: Span = [later(received, start), later(received, start + length)];
        expect(paused(received, limit, [span], "restart") >= paused(received, limit, [span])).toBe(true);
      }),
    );
  });
});
