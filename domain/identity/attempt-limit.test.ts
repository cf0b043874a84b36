import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromEpoch, moment, toEpoch, type Moment } from "../shared/moment.ts";
import { chargePaced, chargeWaiting, ONE_ADDRESS, ONE_NAME, ONE_PERSON, refund, type Tally } from "./attempt-limit.ts";

const NOON = moment("2026-09-07T12:00:00+07:00");
const after = (seconds: number): Moment => fromEpoch(toEpoch(NOON) + seconds * 1000);
const tally = (failed: number, until: number | null = null, since = 0): Tally => ({
  failed,
  since: after(since),
  until: until === null ? null : after(until),
});

describe("one person's failures", () => {
  test.each([
    ["the first", undefined, 0, tally(1)],
    ["the fourth", tally(3), 0, tally(4)],
    ["the fifth, after which a minute is waited", tally(4), 0, tally(5, 60)],
    ["one when the minute is over: two minutes next", tally(5, 60), 60, tally(6, 180)],
    ["the twelfth: never more than an hour", tally(11, 60), 60, tally(12, 3660)],
    ["one on the next day: all is forgotten", tally(9, 60, 0), 86_400, tally(1, null, 86_400)],
  ])("%s", (_what, before, seconds, wanted) =>
    expect(chargeWaiting(before, ONE_PERSON, after(seconds))).toEqual({ ok: true, tally: wanted, delaySeconds: 0 }),
  );

  test("are not even counted while the wait runs", () => {
    expect(chargeWaiting(tally(5, 60), ONE_PERSON, after(59))).toEqual({ ok: false, until: after(60) });
  });

  test("whatever the rhythm, at most 5 and 24 more within a day, once the wait is an hour", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 300, maxLength: 600 }), (gaps) => {
        let [at, made]: [number, number] = [0, 0];
        let before: Tally | undefined;
        for (const gap of gaps) {
          at += gap;
          if (at >= 86_400) break;
          const charge = chargeWaiting(before, ONE_PERSON, after(at));
          if (charge.ok) [before, made] = [charge.tally, made + 1];
        }
        expect(made).toBeLessThanOrEqual(5 + 6 + 24);
      }),
    );
  });
});

describe("one name tried from everywhere", () => {
  test.each([
    ["the twentieth: at once", tally(19), { ok: true, tally: tally(20), delaySeconds: 0 }],
    ["the next: at once, and the turn after it is two seconds away", tally(20), paced(21, 2, 0)],
    ["one while a turn is taken: its own turn", tally(21, 2), paced(22, 4, 2)],
    ["one with three turns before it", tally(23, 6), paced(24, 8, 6)],
    ["one with four turns before it: comes back", tally(24, 8), { ok: false, until: after(8) }],
    ["one when all turns are over", tally(24, -1), paced(25, 2, 0)],
    ["one in another hour: all is forgotten", tally(99, 8, -3600), { ok: true, tally: tally(1), delaySeconds: 0 }],
  ])("%s", (_what, before, wanted) => expect(chargePaced(before, ONE_NAME, NOON)).toEqual(wanted));
});

test.each([
  ["the only failure", tally(1), ONE_ADDRESS, undefined],
  ["a failure with the wait that it brought", tally(50, 60), ONE_ADDRESS, tally(49)],
  ["a failure, while the turns of others stay", tally(30, 4), ONE_NAME, tally(29, 4)],
])("what did not fail is taken back: %s", (_what, before, limit, wanted) =>
  expect(refund(before, limit)).toEqual(wanted),
);

function paced(failed: number, until: number, delaySeconds: number) {
  return { ok: true, tally: tally(failed, until), delaySeconds };
}
