import { expect, test } from "vitest";
import { cleanFileName, paperFileName } from "./document-type.ts";

test.each([
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\Lan\\giấy khai sinh.pdf", "giấy khai sinh.pdf"],
  ["Giấy khai sinh.pdf".normalize("NFD"), "Giấy khai sinh.pdf"],
  ['a"b<c>.pdf', "abc.pdf"],
  ["", "tai-lieu"],
])("the name %j is kept as %j", (given, kept) => {
  expect(cleanFileName(given)).toBe(kept);
});

test.each([
  ["Giấy chứng sinh", "Giấy chứng sinh"],
  ["CMND/CCCD hoặc hộ chiếu", "CMND-CCCD hoặc hộ chiếu"],
  ["Bản vẽ  thiết kế\n(nếu có)", "Bản vẽ thiết kế (nếu có)"],
  ["Tờ khai".normalize("NFD"), "Tờ khai"],
  ["/", "-"],
  [" ", "tai-lieu"],
  [
    "Văn bản chấp thuận chủ trương đầu tư, quyết định phê duyệt dự án, giấy phép môi trường theo quy định",
    "Văn bản chấp thuận chủ trương đầu tư, quyết định phê duyệt dự án, giấy phép môi",
  ],
  ["a".repeat(90), "a".repeat(80)],
])("the paper %j is filed as %j", (title, name) => {
  expect(paperFileName(title)).toBe(name);
});
