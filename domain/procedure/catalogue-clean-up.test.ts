import { describe, expect, test } from "vitest";
import { cleanLegalNumber, isConditional, isImplausibleFee, readHeading, unglueCount } from "./catalogue-clean-up.ts";

test.each([
  ["Đơn", 2, "Đơn", 2],
  ["Mẫu số", 11, "Mẫu số", 11],
  ["Nghị định số 12", 341, "Nghị định số 1234", 1],
  ["Mẫu số", 121, "Mẫu số 12", 1],
])("%s with %i copies is %s with %i", (name, counted, cleaned, count) => {
  expect(unglueCount(name, counted)).toMatchObject({ name: cleaned, count });
});

test.each([
  ["04/2015/TT-BCAQUY", "04/2015/TT-BCA", true],
  ["25/2021/TT-BTCT", "25/2021/TT-BTC", true],
  ["118/2025/NĐ-CP", "118/2025/NĐ-CP", false],
  ["60/2014/QH13", "60/2014/QH13", false],
  ["2323/2023/QH15", "2323/2023/QH15", true],
  ["vô danh", "vô danh", false],
])("legal number %s is %s", (text, number, glued) => {
  expect(cleanLegalNumber(text)).toEqual({ number, glued });
});

describe("headings over papers", () => {
  test.each([
    ["* Giấy tờ phải nộp:", "list"],
    ["Giấy tờ phải nộp, gồm:", "list"],
    ["Thành phần hồ sơ:", "list"],
    ["", "list"],
    ["Các giấy tờ phải xuất trình (bản chính):", "shown"],
    ["* Lưu ý :", "advice"],
    ["Giấy tờ phải nộp đối với tàu biển:", "case"],
    ["Đối với hàng hóa nhập khẩu:", "case"],
  ])("%s is %s", (text, kind) => expect(readHeading(text).kind).toBe(kind));
});

test.each([
  ["Trường hợp trẻ bị bỏ rơi thì nộp biên bản", true],
  ["Sơ đồ thửa đất (nếu có)", true],
  ["Văn bản ủy quyền trong trường hợp ủy quyền", true],
  ["Đơn đề nghị", false],
  ["Giấy tờ của nếu-phi", false],
])("%s is conditional: %s", (name, conditional) => expect(isConditional(name)).toBe(conditional));

test.each([
  ["7 VNĐ", true],
  ["0 VNĐ", true],
  ["100,000 VNĐ", false],
  ["Miễn phí", false],
])("the fee %s is implausible: %s", (text, implausible) => expect(isImplausibleFee(text)).toBe(implausible));
