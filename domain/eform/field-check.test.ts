import { expect, test } from "vitest";
import { isIdentityNumber, isTaxCode } from "./field-check.ts";

test.each([
  ["0100109106", true],
  ["0100109107", false],
  ["0100109106-001", true],
  ["12345", false],
])("tax code %s: %s", (text, valid) => expect(isTaxCode(text)).toBe(valid));

test.each([
  ["001199000001", true],
  ["000199000001", false],
  ["00119900000", false],
  ["00119900000a", false],
])("identity number %s: %s", (text, valid) => expect(isIdentityNumber(text)).toBe(valid));
