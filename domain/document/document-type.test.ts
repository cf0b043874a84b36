import { expect, test } from "vitest";
import { cleanFileName, nameWithEnding, paperFileName } from "./document-type.ts";

test.each([
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\Lan\\giấy khai sinh.pdf", "giấy khai sinh.pdf"],
  ["Giấy khai sinh.pdf".normalize("NFD"), "Giấy khai sinh.pdf"],
  ['a"b<c>.pdf', "abc.pdf"],
  ["giấy\0 tờ\u0007.pdf", "giấy tờ.pdf"],
  ["ảnh\u202egpj.exe", "ảnhgpj.exe"],
  ["don\u200b\u2066\u2069\u2028.pdf", "don.pdf"],
  ["\ud800.pdf", ".pdf"],
  ["\u202e", "tai-lieu"],
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

test.each([
  ["đơn.pdf", "application/pdf", "đơn.pdf"],
  ["ẢNH.JPEG", "image/jpeg", "ẢNH.JPEG"],
  ["ảnh.exe", "image/png", "ảnh.exe.png"],
  ["đơn", "application/pdf", "đơn.pdf"],
  ["đơn.html", "image/webp", "đơn.html.webp"],
] as const)("%s, which is %s, is named %s", (given, type, kept) => {
  expect(nameWithEnding(given, type)).toBe(kept);
});
