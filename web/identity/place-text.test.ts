import { expect, test } from "vitest";
import { placeText } from "./place-text.ts";

test.each([
  ["10.20.3.15", "10.20.3.…"],
  ["2001:db8:aa:1::9", "2001:db8:aa:…"],
  ["", ""],
])("%s → %s", (address, wanted) => expect(placeText(address)).toBe(wanted));
