import type { FormFault } from "../../domain/eform/check-form.ts";

const TEXTS: Readonly<Record<FormFault["code"], string>> = {
  "not-an-object": "cần một đối tượng { … }",
  "not-a-list": "cần một danh sách [ … ]",
  "not-a-text": "cần một chuỗi chữ",
  "not-a-number": "cần một số",
  "key-unknown": "từ khóa này không dùng ở đây",
  "value-unknown": "giá trị này không được dùng ở đây",
  empty: "còn trống",
  twice: "ghi hai lần",
  "name-unfit": "tên trường chỉ gồm chữ không dấu, số và _, bắt đầu bằng chữ",
  "pattern-unreadable": "biểu thức mẫu không đọc được hoặc quá dài",
  "limits-crossed": "giới hạn dưới lớn hơn giới hạn trên",
  "field-unknown": "không có trường này",
  "field-not-above": "điều kiện phải dựa vào một trường ở phía trên",
  "field-not-laid-out": "trường này chưa xếp vào phần nào của layout",
  "rows-in-rows": "bảng trong bảng không được dùng",
  "too-many": "quá nhiều trường; tối đa 300",
};

/** One fault of a form's document: where, what stood there, what is wrong. */
export function formFaultText({ path, code, seen }: FormFault): string {
  return `${path || "Mẫu khai"}: ${seen ? `“${seen}” – ` : ""}${TEXTS[code]}.`;
}
