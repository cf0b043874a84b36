import { expect, test } from "vitest";
import { readDate } from "./read-date.ts";

test.each([
  ["5/9/2026", "2026-09-05"],
  ["05-09-2026", "2026-09-05"],
  [" 2026-09-05 ", "2026-09-05"],
  ["31/2/2026", null],
  ["9/13/2026", null],
  ["5/9/26", null],
  ["", null],
])("%s is %s", (text, date) => expect(readDate(text)).toBe(date));
