import type { EForm, FormField, FormSchema } from "../domain/eform/eform.ts";

const TEXTS: Readonly<Record<string, string>> = {
  date: "2001-09-02",
  "identity-number": "099199000001",
  "tax-code": "0100109106",
  phone: "0912000001",
  email: "ten@vidu.vn",
  "full-name": "Lò Thị Mây",
  money: "1000000",
};

/** Good answers to all that a form asks for, also to what only other answers show. */
export function sampleAnswers({ schema }: EForm): Readonly<Record<string, unknown>> {
  return answersTo(schema);
}

function answersTo({ properties, required = [] }: FormSchema): Readonly<Record<string, unknown>> {
  return Object.fromEntries(required.map((name) => [name, answerTo(properties[name])]));
}

function answerTo(field: FormField | undefined): unknown {
  if (!field) return undefined;
  if (field.type === "array") return [answersTo(field.items)];
  if (field.type === "boolean") return true;
  if (field.type !== "string") return field.minimum ?? 1;
  if ("oneOf" in field) return field.oneOf[0]?.const;
  return TEXTS[field.format ?? ""] ?? "Như giấy tờ".slice(0, field.maxLength);
}
