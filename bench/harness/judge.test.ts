import { expect, test } from "vitest";
import { judge, median, percentile, tightest, type Round, type Target } from "./judge.ts";

const speed: Target = { name: "speed", threshold: 0.5, better: "more" };
const size: Target = { name: "size", threshold: 1, better: "less" };
const good: Round = { limit: 100, ours: 60 };
const bad: Round = { limit: 100, ours: 40 };

test.each<[string, Target, readonly Round[], Round, boolean]>([
  ["fast enough, and the slowed run fails", speed, [good], bad, true],
  ["too slow", speed, [bad], bad, false],
  ["fast enough, but the slowed run passes too: nothing is proved", speed, [good], good, false],
  ["exactly the threshold is enough", speed, [{ limit: 100, ours: 50 }], bad, true],
  ["small enough, and the swollen one fails", size, [{ limit: 60, ours: 59 }], { limit: 60, ours: 61 }, true],
  ["too big", size, [{ limit: 60, ours: 61 }], { limit: 60, ours: 61 }, false],
  ["small enough, but the swollen one passes too", size, [{ limit: 60, ours: 59 }], { limit: 60, ours: 60 }, false],
])("%s", (_name, target, rounds, spoilt, pass) => {
  expect(judge(target, rounds, spoilt).pass).toBe(pass);
});

test("one bad round among five does not decide, nor does one good", () => {
  expect(judge(speed, [good, bad, good, bad, good], bad)).toMatchObject({ pass: true, ratio: 0.6 });
  expect(judge(speed, [bad, good, bad, good, bad], bad)).toMatchObject({ pass: false, ratio: 0.4 });
});

test("each round is compared with the limit of its own minute", () => {
  const rounds = [
    { limit: 1000, ours: 600 },
    { limit: 10, ours: 6 },
    { limit: 100, ours: 60 },
  ];
  expect(judge(speed, rounds, bad)).toMatchObject({ ratio: 0.6, ours: 60, limit: 100 });
});

test.each([[[]], [[{ limit: 0, ours: 1 }]], [[{ limit: 1, ours: Number.NaN }]]])(
  "no figure is no proof: %o",
  (rounds) => {
    expect(() => judge(speed, rounds, bad)).toThrow(/every round needs two figures/);
  },
);

test("the middle of an even number lies between the two in the middle", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});

test("a failed figure speaks for the whole, else the one nearest to its threshold", () => {
  const near = judge(size, [{ limit: 60, ours: 59 }], { limit: 60, ours: 90 });
  const far = judge(size, [{ limit: 60, ours: 6 }], { limit: 60, ours: 90 });
  const failed = judge(speed, [bad], bad);
  expect([tightest([far, near]), tightest([near, far, failed])]).toEqual([near, failed]);
});

test.each([
  [0.5, 51],
  [0.95, 96],
  [0.99, 100],
  [1, 100],
])("at a share of %d of a hundred values comes %d", (share, value) => {
  expect(
    percentile(
      Array.from({ length: 100 }, (_none, index) => 100 - index),
      share,
    ),
  ).toBe(value);
  expect(percentile([], share)).toBeNaN();
});
