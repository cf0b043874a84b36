import { describe, expect, test } from "vitest";
import type { Role } from "../organisation/role.ts";
import { plainDate } from "../shared/plain-date.ts";
import { FIRST_POLICY, policyFaults, secondFactorDuty, type Obliged } from "./sign-in-policy.ts";

const TODAY = plainDate("2026-09-07");
const policy = (secondFactorFor: Obliged, from = "2026-09-07") => ({
  ...FIRST_POLICY,
  secondFactorFor,
  secondFactorFrom: plainDate(from),
});

describe("who must have a second factor", () => {
  test.each<[Obliged, readonly Role[], "none" | "now"]>([
    ["nobody", ["administrator"], "none"],
    ["administrators", ["administrator"], "now"],
    ["administrators", ["receiver", "administrator"], "now"],
    ["administrators", ["leader"], "none"],
    ["leaders", ["leader"], "now"],
    ["leaders", ["administrator"], "now"],
    ["leaders", ["handler", "seal-clerk"], "none"],
    ["everybody", ["handler"], "now"],
  ])("%s: %j → %s", (word, roles, wanted) => {
    expect(secondFactorDuty(policy(word), roles, TODAY)).toBe(wanted);
  });

  test.each([
    ["2026-09-06", "now"],
    ["2026-09-07", "now"],
    ["2026-09-08", "soon"],
  ])("from %s: %s", (from, wanted) => {
    expect(secondFactorDuty(policy("everybody", from), ["handler"], TODAY)).toBe(wanted);
  });
});

test("every fault of a policy is named at once, and the first policy has none", () => {
  expect(policyFaults(FIRST_POLICY)).toEqual([]);
  const wrong = { ...FIRST_POLICY, secondFactorFor: "all", sessionHours: 25, idleMinutes: Number.NaN };
  expect(policyFaults(wrong).map(({ code }) => code)).toEqual([
    "obliged-unknown",
    "session-hours-range",
    "idle-minutes-range",
  ]);
  const edges = [
    [1, 5],
    [24, 1440],
  ] as const;
  for (const [sessionHours, idleMinutes] of edges)
    expect(policyFaults({ ...FIRST_POLICY, sessionHours, idleMinutes })).toEqual([]);
  for (const hours of [0, 1.5]) expect(policyFaults({ ...FIRST_POLICY, sessionHours: hours })).toHaveLength(1);
});
