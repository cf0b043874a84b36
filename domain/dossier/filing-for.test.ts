import { expect, test } from "vitest";
import { filingForFaults, FOR_SELF, type FilingFor } from "./filing-for.ts";

test.each<[FilingFor["kind"], string, string, readonly string[]]>([
  ["organisation", "Công ty Sông Bến", "0100109106", []],
  ["organisation", "Công ty Sông Bến", "0100109107", ["identityNumber"]],
  ["organisation", " ", "", ["name", "identityNumber"]],
  ["other", "Lò Văn Nam", "099085000002", []],
  ["other", "Lò Văn Nam", "0100109106", ["identityNumber"]],
])("filing for %s named '%s' with number %s is at fault in %j", (kind, name, identityNumber, faults) => {
  expect(filingForFaults({ kind, name, identityNumber })).toEqual(faults);
});

test("who files for himself names nobody", () => {
  expect(filingForFaults(FOR_SELF)).toEqual([]);
});
