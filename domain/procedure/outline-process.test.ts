import { expect, test } from "vitest";
import { twoLegs } from "../../testing/workflow.ts";
import { outlineProcess } from "./outline-process.ts";

const keys = (steps: readonly { readonly key: string }[]): readonly string[] => steps.map(({ key }) => key);

test("legs lie deeper, name what runs beside them, and the step that joins them says for whom it waits", () => {
  const rows = outlineProcess(twoLegs);
  expect(rows.map(({ step, depth }) => [step.key, depth])).toEqual([
    ["reception", 0],
    ["assignment", 0],
    ["construction", 1],
    ["fire", 1],
    ["synthesis", 0],
    ["approval", 0],
    ["signing", 0],
    ["issuing", 0],
    ["handing-out", 0],
  ]);
  expect(keys(rows[2]?.parallelWith ?? [])).toEqual(["fire"]);
  expect(keys(rows[4]?.waitsFor ?? [])).toEqual(["construction", "fire"]);
});

test("a choice is told as one, not as legs", () => {
  const choice = {
    steps: twoLegs.steps.map((step) =>
      step.key === "synthesis" ? { ...step, next: ["approval", "signing"], split: "one" as const } : step,
    ),
  };
  const approval = outlineProcess(choice).find(({ step }) => step.key === "approval");
  expect([approval?.depth, keys(approval?.insteadOf ?? []), keys(approval?.parallelWith ?? [])]).toEqual([
    0,
    ["signing"],
    [],
  ]);
});
