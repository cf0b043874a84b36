import { Fragment, type ReactElement } from "react";
import type { EForm, FormField } from "../../domain/eform/eform.ts";
import { askedFields, decidingFields, type FieldError } from "../../domain/eform/parse-form.ts";
import { Facts } from "../ui/blocks.tsx";
import { DateInput, FieldGroup, Radios, TextArea, TextInput } from "../ui/fields.tsx";
import { fieldErrorText } from "./eform-text.ts";

type Values = Readonly<Record<string, unknown>>;

interface Props {
  readonly form: EForm;
  readonly values: Values;
  readonly errors: readonly FieldError[];
  /** To look the form over: every field at once, and nothing to press. */
  readonly whole?: boolean;
}

/** Name of the button that shows the form again with what the answers call for; its value is the field it stands at. */
export const UPDATE_FORM = "cap-nhat";

/**
 * Every section of a form, as native inputs named `f.<field>`: the fields that the answers call for, and after each
 * field on which others hang a button that shows the form again by the answers as they are now.
 */
export function EFormFields({ form, values, errors, whole = false }: Props): ReactElement {
  const asked = askedFields(form.schema, values);
  const deciding = decidingFields(form.schema);
  const shown = (fields: readonly string[]): readonly string[] =>
    whole ? fields : fields.filter((name) => asked.has(name));
  return (
    <>
      {form.layout.map(({ key, title, fields, hint }) =>
        shown(fields).length === 0 ? null : (
          <section key={key} className="card" aria-labelledby={`s-${key}`}>
            <h2 id={`s-${key}`}>{title}</h2>
            {hint && <p className="hint">{hint}</p>}
            {shown(fields).map((name) => {
              const field = form.schema.properties[name];
              const depends = whole && field?.["x-show-if"] !== undefined;
              return (
                field && (
                  <Fragment key={name}>
                    <FormInput
                      field={field}
                      name={`f.${name}`}
                      value={values[name]}
                      errors={errors}
                      depends={depends}
                    />
                    {!whole && deciding.has(name) && <UpdateButton field={name} title={field.title} />}
                  </Fragment>
                )
              );
            })}
          </section>
        ),
      )}
    </>
  );
}

function UpdateButton({ field, title }: { readonly field: string; readonly title: string }): ReactElement {
  return (
    <div className="field">
      <p className="hint" id={`update.${field}`}>
        Trả lời “{title}” xong, bấm để hiện các mục hỏi thêm theo câu trả lời. Nội dung đã điền giữ nguyên.
      </p>
      <button name={UPDATE_FORM} value={field} className="quiet" formNoValidate aria-describedby={`update.${field}`}>
        Cập nhật biểu mẫu
      </button>
    </div>
  );
}

interface InputProps {
  readonly field: FormField;
  readonly name: string;
  readonly value: unknown;
  readonly errors: readonly FieldError[];
  /** Shown although another answer may make it needless. */
  readonly depends: boolean;
}

function FormInput({ field, name, value, errors, depends }: InputProps): ReactElement {
  const found = errors.find((one) => `f.${one.field}` === name);
  const wrap = {
    id: name,
    label: field.title,
    hint: field.description ?? (depends ? "Chỉ điền nếu phù hợp với mục đã chọn ở trên" : undefined),
    error: found && fieldErrorText(found, field),
  };
  if (field.type === "array") return <Rows field={field} name={name} value={value} errors={errors} depends={depends} />;
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
              depends={one["x-show-if"] !== undefined}
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
