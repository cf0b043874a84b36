import { describe, expect, test } from "vitest";
import { twoLegs } from "../../testing/workflow.ts";
import { checkProcess, longestWay } from "./check-process.ts";
import type { Process, ProcessStep } from "./process.ts";

function changed(key: string, changes: Partial<ProcessStep>): Process {
  return { steps: twoLegs.steps.map((step) => (step.key === key ? { ...step, ...changes } : step)) };
}

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
  ])("%s is refused", (_why, process, code) => {
    expect(checkProcess(process).map((fault) => fault.code)).toContain(code);
  });
});
