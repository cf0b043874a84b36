import type { Condition, EForm, FormField, FormSchema } from "./eform.ts";
import { hasFormat } from "./field-check.ts";

export type FieldErrorCode =
  | "required"
  | "format"
  | "too-short"
  | "too-long"
  | "too-small"
  | "too-big"
  | "not-a-number"
  | "not-a-choice"
  | "too-few"
  | "too-many"
  | "unknown-field";

export interface FieldError {
  /** `father`, or `members.0.name` within rows. */
  readonly field: string;
  readonly code: FieldErrorCode;
  /** What was expected: a limit or a format's name. */
  readonly expected?: string;
}

type Data = Readonly<Record<string, unknown>>;

/** Data of a form from the fields of an HTML request: `f.name`, dates as `f.x.day`, rows as `f.members.0.name`. */
export function parseForm(form: EForm, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return parseObject(form.schema, fields, "f");
}

function parseObject(schema: FormSchema, fields: Data, prefix: string): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties)) {
    const value = parseField(field, fields, `${prefix}.${name}`);
    if (value !== undefined) data[name] = value;
  }
  return data;
}

function parseField(field: FormField, fields: Data, name: string): unknown {
  if (field.type === "array") return parseRows(field.items, fields, name);
  if (field.type === "boolean") return fields[name] === "on" || fields[name] === "true" ? true : undefined;
  const text = field.type === "string" && isDate(field) ? dateText(fields, name) : textOf(fields[name]);
  if (text === "") return undefined;
  if (field.type === "string") return text;
  const number = Number(text.replaceAll(/[\s.](?=\d{3}(\D|$))/g, "").replace(",", "."));
  return Number.isNaN(number) ? text : number;
}

function isDate(field: FormField): boolean {
  return "format" in field && field.format === "date";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.normalize("NFC").trim() : "";
}

function dateText(fields: Data, name: string): string {
  const whole = textOf(fields[name]);
  if (whole) return whole;
  const parts = [textOf(fields[`${name}.year`]), textOf(fields[`${name}.month`]), textOf(fields[`${name}.day`])];
  if (parts.every((part) => part === "")) return "";
  return parts.map((part, index) => part.padStart(index === 0 ? 4 : 2, "0")).join("-");
}

function parseRows(items: FormSchema, fields: Data, name: string): unknown[] {
  const indexes = new Set<number>();
  for (const key of Object.keys(fields)) {
    const index = key.startsWith(`${name}.`) ? Number(key.slice(name.length + 1).split(".")[0]) : Number.NaN;
    if (Number.isInteger(index)) indexes.add(index);
  }
  const rows = [...indexes].toSorted((a, b) => a - b).map((index) => parseObject(items, fields, `${name}.${index}`));
  return rows.filter((row) => Object.keys(row).length > 0);
}

/** Everything wrong with the data, in the order of the form; hidden fields are not asked for. */
export function validateForm(form: EForm, data: Data): readonly FieldError[] {
  return validateObject(form.schema, data, "");
}

function validateObject(schema: FormSchema, data: Data, prefix: string): FieldError[] {
  const unknown = Object.keys(data).filter((name) => !(name in schema.properties));
  const errors: FieldError[] = unknown.map((name) => ({ field: prefix + name, code: "unknown-field" }));
  const asked = askedFields(schema, data);
  for (const [name, field] of Object.entries(schema.properties)) {
    if (!asked.has(name)) continue;
    const value = data[name];
    const missing = value === undefined || value === null || value === "";
    if (missing && schema.required?.includes(name)) errors.push({ field: prefix + name, code: "required" });
    if (!missing) errors.push(...validateValue(field, value, prefix + name));
  }
  return errors;
}

/** Names of the fields that the answers call for; what hangs on a field that is not asked for is not asked for either. */
export function askedFields({ properties }: FormSchema, data: Data): ReadonlySet<string> {
  const asked = new Set<string>();
  // A condition names a field above, so one pass in order settles chains of them.
  for (const [name, field] of Object.entries(properties)) {
    const condition = field["x-show-if"];
    if (!condition || (asked.has(condition.field) && holds(condition, data[condition.field]))) asked.add(name);
  }
  return asked;
}

function holds({ in: wanted }: Condition, value: unknown): boolean {
  return wanted.some((one) => one === value || (value === true && one === "true"));
}

/** Names of the fields on whose answers others hang. */
export function decidingFields({ properties }: FormSchema): ReadonlySet<string> {
  return new Set(Object.values(properties).flatMap((field) => field["x-show-if"]?.field ?? []));
}

function validateValue(field: FormField, value: unknown, name: string): FieldError[] {
  if (field.type === "array") {
    if (!Array.isArray(value)) return [{ field: name, code: "format" }];
    const { minItems = 0, maxItems = 200 } = field;
    if (value.length < minItems) return [{ field: name, code: "too-few", expected: String(minItems) }];
    if (value.length > maxItems) return [{ field: name, code: "too-many", expected: String(maxItems) }];
    return value.flatMap((row: unknown, index) =>
      validateObject(field.items, isData(row) ? row : {}, `${name}.${index}.`),
    );
  }
  if (field.type === "boolean")
    return value === true || (value === false && !field.const) ? [] : [{ field: name, code: "required" }];
  if (field.type === "string") return validateText(field, value, name);
  if (typeof value !== "number" || (field.type === "integer" && !Number.isInteger(value)))
    return [{ field: name, code: "not-a-number" }];
  if (field.minimum !== undefined && value < field.minimum)
    return [{ field: name, code: "too-small", expected: String(field.minimum) }];
  if (field.maximum !== undefined && value > field.maximum)
    return [{ field: name, code: "too-big", expected: String(field.maximum) }];
  return [];
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function validateText(field: Extract<FormField, { type: "string" }>, value: unknown, name: string): FieldError[] {
  if (typeof value !== "string") return [{ field: name, code: "format" }];
  if ("oneOf" in field)
    return field.oneOf.some((choice) => choice.const === value) ? [] : [{ field: name, code: "not-a-choice" }];
  const { minLength = 0, maxLength = field.format === "long-text" ? 5000 : 500 } = field;
  if (value.length < minLength) return [{ field: name, code: "too-short", expected: String(minLength) }];
  if (value.length > maxLength) return [{ field: name, code: "too-long", expected: String(maxLength) }];
  if (field.format && !hasFormat(value, field.format)) return [{ field: name, code: "format", expected: field.format }];
  return field.pattern && !new RegExp(field.pattern, "u").test(value) ? [{ field: name, code: "format" }] : [];
}

/** The data without the fields that the other answers hide. */
export function cleanForm(form: EForm, data: Data): Record<string, unknown> {
  return cleanObject(form.schema, data);
}

function cleanObject(schema: FormSchema, data: Data): Record<string, unknown> {
  const asked = askedFields(schema, data);
  const kept = Object.entries(schema.properties).filter(([name]) => asked.has(name) && data[name] !== undefined);
  return Object.fromEntries(kept.map(([name, field]) => [name, cleanValue(field, data[name])]));
}

function cleanValue(field: FormField, value: unknown): unknown {
  if (field.type !== "array" || !Array.isArray(value)) return value;
  return value.map((row: unknown) => (isData(row) ? cleanObject(field.items, row) : row));
}
