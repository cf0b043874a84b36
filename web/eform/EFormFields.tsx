import type { ReactElement } from "react";
import type { EForm, FormField } from "../../domain/eform/eform.ts";
import type { FieldError } from "../../domain/eform/parse-form.ts";
import { Facts } from "../ui/blocks.tsx";
import { DateInput, FieldGroup, Radios, TextArea, TextInput } from "../ui/fields.tsx";
import { fieldErrorText } from "./eform-text.ts";

type Values = Readonly<Record<string, unknown>>;

interface Props {
  readonly form: EForm;
  readonly values: Values;
  readonly errors: readonly FieldError[];
}

/** Every section of a form, as native inputs named `f.<field>`. */
export function EFormFields({ form, values, errors }: Props): ReactElement {
  return (
    <>
      {form.layout.map(({ key, title, fields, hint }) => (
        <section key={key} className="card" aria-labelledby={`s-${key}`}>
          <h2 id={`s-${key}`}>{title}</h2>
          {hint && <p className="hint">{hint}</p>}
          {fields.map((name) => {
            const field = form.schema.properties[name];
            return (
              field && <FormInput key={name} field={field} name={`f.${name}`} value={values[name]} errors={errors} />
            );
          })}
        </section>
      ))}
    </>
  );
}

interface InputProps {
  readonly field: FormField;
  readonly name: string;
  readonly value: unknown;
  readonly errors: readonly FieldError[];
}

function FormInput({ field, name, value, errors }: InputProps): ReactElement {
  const found = errors.find((one) => `f.${one.field}` === name);
  const condition = field["x-show-if"];
  const wrap = {
    id: name,
    label: field.title,
    hint: field.description ?? (condition ? "Chỉ điền nếu phù hợp với mục đã chọn ở trên" : undefined),
    error: found && fieldErrorText(found, field),
  };
  if (field.type === "array") return <Rows field={field} name={name} value={value} errors={errors} />;
  if (field.type === "boolean") {
    return (
      <FieldGroup {...wrap} label="Xác nhận">
        <label className="choice">
          <input type="checkbox" name={name} defaultChecked={value === true} />
          {field.title}
        </label>
      </FieldGroup>
    );
  }
  const shown = typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  if (field.type !== "string")
    return (
      <TextInput
        {...wrap}
        label={field["x-unit"] ? `${field.title} (${field["x-unit"]})` : field.title}
        value={shown}
        numeric
      />
    );
  if ("oneOf" in field)
    return (
      <Radios {...wrap} value={shown} choices={field.oneOf.map((one) => ({ value: one.const, label: one.title }))} />
    );
  if (field.format === "date") return <DateInput {...wrap} value={shown} />;
  if (field.format === "long-text") return <TextArea {...wrap} value={shown} />;
  const numeric = field.format === "identity-number" || field.format === "phone" || field.format === "money";
  return <TextInput {...wrap} value={shown} numeric={numeric} autoComplete={field["x-autocomplete"]} />;
}

const SPARE_ROWS = 2;

/** Filled rows and two empty ones; empty rows are left out when the form is sent, so this needs no script. */
function Rows({
  field,
  name,
  value,
  errors,
}: InputProps & { readonly field: Extract<FormField, { type: "array" }> }): ReactElement {
  const rows: readonly Values[] = Array.isArray(value) ? (value as Values[]) : [];
  const shown = Math.min(rows.length + SPARE_ROWS, field.maxItems ?? 200);
  return (
    <FieldGroup id={name} label={field.title} hint="Bỏ trống nếu không có. Lưu để có thêm dòng.">
      {Array.from({ length: shown }, (_none, index) => (
        <div className="row" key={`${name}.${String(index)}`}>
          {Object.entries(field.items.properties).map(([inner, one]) => (
            <FormInput
              key={inner}
              field={one}
              name={`${name}.${index}.${inner}`}
              value={rows[index]?.[inner]}
              errors={errors}
            />
          ))}
        </div>
      ))}
    </FieldGroup>
  );
}

/** The answers as question and answer, for the officer. */
export function EFormAnswers({ form, values }: { readonly form: EForm; readonly values: Values }): ReactElement {
  return (
    <>
      {form.layout.map(({ key, title, fields }) => (
        <section key={key}>
          <h3>{title}</h3>
          <EFormSection form={form} fields={fields} values={values} />
        </section>
      ))}
    </>
  );
}

interface SectionProps {
  readonly form: EForm;
  readonly fields: readonly string[];
  readonly values: Values;
}

/** The answers of one section; fields that the other answers hide are left out. */
export function EFormSection({ form, fields, values }: SectionProps): ReactElement {
  return (
    <Facts
      facts={fields.map((name) => {
        const field = form.schema.properties[name];
        const value = values[name];
        return field && !(value === undefined && field["x-show-if"]) ? [field.title, answerText(field, value)] : null;
      })}
    />
  );
}

function answerText(field: FormField, value: unknown): string {
  if (value === undefined || value === null || value === "") return "Không khai";
  if (field.type === "boolean") return value === true ? "Đồng ý" : "Không";
  if (field.type === "array")
    return (value as Values[]).map((row) => Object.values(row).join(", ")).join("; ") || "Không có";
  if (field.type === "string" && "oneOf" in field)
    return field.oneOf.find((one) => one.const === value)?.title ?? asText(value);
  if (field.type === "string" && field.format === "date") return asText(value).split("-").toReversed().join("/");
  return field.type === "string"
    ? asText(value)
    : `${Number(value).toLocaleString("vi-VN")}${field["x-unit"] ? ` ${field["x-unit"]}` : ""}`;
}

function asText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
