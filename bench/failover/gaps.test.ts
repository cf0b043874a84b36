import { expect, test } from "vitest";
import { longestGap } from "./gaps.ts";

test.each<[string, readonly number[], number]>([
  ["none while they come evenly", [0, 100, 200, 300, 400], 100],
  ["the one that begins before and ends within", [0, 190, 900, 1000], 710],
  ["the one that begins within and ends after", [100, 280, 990], 710],
  ["not one that was over before", [0, 190, 200, 300], 100],
  ["up to the end when nobody is answered any more", [100, 200], 100],
])("the longest gap is %s", (_what, acknowledged, gap) => {
  expect(longestGap(acknowledged, 200, 300)).toBe(gap);
});
