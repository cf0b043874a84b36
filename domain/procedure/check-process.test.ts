import { describe, expect, test } from "vitest";
import { twoLegs } from "../../testing/workflow.ts";
import { checkProcess, longestWay, overLimit } from "./check-process.ts";
import type { Process, ProcessStep } from "./process.ts";

function changed(key: string, changes: Partial<ProcessStep>): Process {
  return { steps: twoLegs.steps.map((step) => (step.key === key ? { ...step, ...changes } : step)) };
}

const endNotWaiting: Process = {
  steps: twoLegs.steps.map((step) => {
    if (step.key === "fire") return { ...step, next: ["handing-out"] };
    return step.key === "handing-out" ? { ...step, join: "any" } : step;
  }),
};

describe("checkProcess", () => {
  test("a sound process has no fault and its longest way counts parallel legs once", () => {
    expect(checkProcess(twoLegs)).toEqual([]);
    expect(longestWay(twoLegs)).toBe(4 + 4 + 40 + 16 + 8 + 4 + 4);
  });

  test.each([
    ["a step leads nowhere known", changed("approval", { next: ["nowhere"] }), "next-unknown"],
    ["a loop", changed("synthesis", { next: ["assignment"] }), "cycle"],
    ["two receptions", changed("approval", { kind: "reception", role: "receiver" }), "start-several"],
    ["an auditor approves", changed("approval", { role: "auditor" }), "role-unfit"],
    ["a step nobody reaches", changed("assignment", { next: ["construction"] }), "unreachable"],
    ["an end that is no handing out", changed("issuing", { next: [] }), "hand-out-not-last"],
    ["nothing at all", { steps: [] }, "empty"],
    ["a step without a name", changed("approval", { name: " " }), "name-missing"],
    ["a choice that nobody is asked for", changed("assignment", { split: "one" }), "choice-not-here"],
    [
      "a decision without a draft",
      changed("reception", { next: ["approval", "assignment"], split: "one" }),
      "nothing-to-decide",
    ],
    [
      "a result never issued",
      changed("synthesis", { next: ["approval", "handing-out"], split: "one" }),
      "never-issued",
    ],
    ["an arrow drawn twice", changed("assignment", { next: ["fire", "fire"] }), "key-twice"],
    ["legs that never meet before the end", changed("synthesis", { join: "any" }), "runs-twice"],
    ["an end that does not wait for a leg", endNotWaiting, "ends-with-work-open"],
  ])("%s is refused", (_why, process, code) => {
    expect(checkProcess(process).map((fault) => fault.code)).toContain(code);
  });

  test("a choice that the handler is asked for is sound", () => {
    expect(checkProcess(changed("synthesis", { next: ["approval", "signing"], split: "one" }))).toEqual([]);
  });
});

describe("overLimit", () => {
  test.each([
    [{ amount: 10, unit: "working-day" } as const, null],
    [{ amount: 9, unit: "working-day" } as const, { hours: 80, allowed: 72 }],
    [{ amount: 79, unit: "working-hour" } as const, { hours: 80, allowed: 79 }],
    [{ amount: 1, unit: "day" } as const, null],
    [null, null],
  ])("within %o: %o", (limit, over) => expect(overLimit(twoLegs, limit)).toEqual(over));
});
