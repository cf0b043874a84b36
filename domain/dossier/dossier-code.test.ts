import { expect, test } from "vitest";
import { plainDate } from "../shared/plain-date.ts";
import { dossierCode } from "./dossier-code.ts";

const agency = { code: "H99.26.15", legacyCode: "000.15.26.H99" };

test.each([
  ["2023-08-21", 7, "000.15.26.H99-230821-0007", "the form of TT 01/2018"],
  ["2025-09-14", 12, "000.15.26.H99-250914-0012", "its last day"],
  ["2025-09-15", 1, "H99.26.15-250915-0001", "the form of TT 03/2025"],
  ["2026-01-05", 9999, "H99.26.15-260105-9999", "the last of four digits"],
  ["2026-01-05", 10_000, "H99.26.15-260105-10000", "one more grows a digit"],
])("on %s number %i is %s: %s", (day, order, code) => {
  expect(dossierCode(agency, plainDate(day), order)).toBe(code);
});
