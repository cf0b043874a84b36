import { describe, expect, test } from "vitest";
import { demoProcedures } from "../../demo/procedures/load.ts";
import { twoLegs } from "../../testing/workflow.ts";
import { readStep, writeStep, type StepWords } from "./process-row.ts";

const row: StepWords = {
  step: "3",
  name: "Thẩm định",
  kind: "THAM DINH",
  role: "chuyên viên",
  unit: "h99.07",
  hours: "2 ngày",
  next: "4; 5,6",
  split: "chon mot",
  join: "Đủ cả",
};

test("every published step is the same after it was written as words and read again", () => {
  for (const { steps } of [twoLegs, ...demoProcedures.map(({ process }) => process)]) {
    expect(steps.map((step) => readStep(writeStep(step)))).toEqual(steps.map((step) => ({ ok: true, step })));
  }
});

test("words are read with accents or without, agencies by code, days as eight hours", () => {
  expect(readStep(row)).toEqual({
    ok: true,
    step: {
      key: "3",
      name: "Thẩm định",
      kind: "appraisal",
      role: "handler",
      unit: { agencyCode: "H99.07" },
      hours: 16,
      next: ["4", "5", "6"],
      split: "one",
      join: "all",
    },
  });
});

describe("a word that is none of ours is named", () => {
  test.each<[column: keyof StepWords, seen: string]>([
    ["kind", "họp"],
    ["role", "thanh tra"],
    ["unit", "Sở"],
    ["hours", "-1"],
    ["hours", "vài giờ"],
    ["split", "tùy"],
    ["join", "tùy"],
  ])("%s: %s", (column, seen) => {
    expect(readStep({ ...row, [column]: seen })).toEqual({
      ok: false,
      faults: [{ column, code: `${column}-unknown`, seen }],
    });
  });
});
