import type { EForm, FormField } from "../../domain/eform/eform.ts";
import type { FieldError } from "../../domain/eform/parse-form.ts";

const FORMATS: Readonly<Record<string, string>> = {
  date: "ngày có thật, ví dụ 02 09 2026",
  "identity-number": "số định danh gồm 12 chữ số",
  "tax-code": "mã số thuế 10 hoặc 13 chữ số",
  phone: "số điện thoại Việt Nam 10 chữ số",
  email: "địa chỉ thư điện tử, ví dụ ten@vidu.vn",
  "full-name": "họ và tên chỉ gồm chữ cái",
  money: "số tiền bằng chữ số",
};

/** What is wrong with a field, and what to do. */
export function fieldErrorText({ code, expected = "" }: FieldError, field: FormField | undefined): string {
  switch (code) {
    case "required":
      if (field?.type === "boolean") return "Đánh dấu vào ô này nếu đồng ý.";
      return field?.type === "string" && "oneOf" in field ? "Chọn một mục." : "Nhập mục này.";
    case "format":
      return `Nhập ${FORMATS[expected] ?? "đúng định dạng"}.`;
    case "too-short":
      return `Nhập ít nhất ${expected} ký tự.`;
    case "too-long":
      return `Nhập không quá ${expected} ký tự.`;
    case "too-small":
      return `Nhập số từ ${expected} trở lên.`;
    case "too-big":
      return `Nhập số không quá ${expected}.`;
    case "not-a-number":
      return "Nhập một số.";
    case "not-a-choice":
      return "Chọn một mục trong danh sách.";
    case "too-few":
      return `Cần ít nhất ${expected} dòng.`;
    case "too-many":
      return `Không quá ${expected} dòng.`;
    case "unknown-field":
      return "Mục này không có trong mẫu.";
  }
}

function fieldAt({ schema }: EForm, path: string): FormField | undefined {
  const [name = "", , inner] = path.split(".");
  const field = schema.properties[name];
  return field?.type === "array" && inner ? field.items.properties[inner] : field;
}

/** The title of a field by its path, `members.0.name` as the rows' own. */
export function fieldTitle(form: EForm, path: string): string {
  const [name = "", index, inner] = path.split(".");
  const field = form.schema.properties[name];
  if (!field) return path;
  if (field.type !== "array" || !inner) return field.title;
  return `${field.title}, dòng ${Number(index) + 1}: ${field.items.properties[inner]?.title ?? inner}`;
}

/** The faults of a form as links to their fields, in the order in which the form asks. */
export function errorItems(
  form: EForm | null,
  errors: readonly FieldError[],
): readonly { readonly id: string; readonly text: string }[] {
  const order = form?.layout.flatMap(({ fields }) => fields) ?? [];
  const place = ({ field }: FieldError): number => order.indexOf(field.split(".")[0] ?? "");
  return errors
    .toSorted((a, b) => place(a) - place(b))
    .map((error) => ({
      id: `f.${error.field}`,
      text: `${form ? fieldTitle(form, error.field) : error.field}: ${fieldErrorText(error, form ? fieldAt(form, error.field) : undefined)}`,
    }));
}
