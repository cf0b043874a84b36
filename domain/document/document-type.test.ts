import { expect, test } from "vitest";
import { cleanFileName } from "./document-type.ts";

test.each([
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\Lan\\giấy khai sinh.pdf", "giấy khai sinh.pdf"],
  ["Giấy khai sinh.pdf".normalize("NFD"), "Giấy khai sinh.pdf"],
  ['a"b<c>.pdf', "abc.pdf"],
  ["", "tai-lieu"],
])("the name %j is kept as %j", (given, kept) => {
  expect(cleanFileName(given)).toBe(kept);
});
