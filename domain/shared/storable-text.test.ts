import { expect, test } from "vitest";
import { isStorable, seenText } from "./storable-text.ts";

test.each([
  ["Đăng ký khai sinh", true],
  ["👶", true],
  ["a\0b", false],
  ["\uD83D", false],
])("%j can be kept: %s", (text, storable) => {
  expect(isStorable(text)).toBe(storable);
  expect(isStorable(seenText(text, 80))).toBe(true);
});

test("what was seen is cut, also in the middle of a pair", () => {
  expect(seenText("ab👶", 3)).toBe("ab\uFFFD");
});
