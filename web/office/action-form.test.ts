import { expect, test } from "vitest";
import { actionFaults } from "./action-form.ts";

test.each([
  ["propose-result", "note-missing", {}, ["summary"]],
  ["hand-out", "note-missing", {}, ["receiver"]],
  ["forward", "step-ambiguous", {}, ["stayId"]],
  ["assign", "changed-meanwhile", {}, []],
  ["request-supplement", "reasons-missing", {}, ["reason.0.code"]],
  [
    "request-supplement",
    "reasons-missing",
    { "reason.0.code": "other", "reason.0.note": "Mờ", "reason.2.code": "other", "reason.2.note": " " },
    ["reason.2.note"],
  ],
] as const)("%s refused with %s and %j points at %j", (action, code, fields, wanted) => {
  expect(actionFaults(action, code, fields).map(({ field }) => field)).toEqual(wanted);
});
