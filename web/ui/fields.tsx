import type { ReactElement, ReactNode } from "react";

interface Wrap {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** A label, its hint and its error around one input. */
export function Field({ id, label, hint, error, children }: Wrap & { readonly children: ReactNode }): ReactElement {
  return (
    <div className={error ? "field invalid" : "field"}>
      <label htmlFor={id}>{label}</label>
      <Notes id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

/** As `Field`, around several inputs that belong together. */
export function FieldGroup({
  id,
  label,
  hint,
  error,
  children,
}: Wrap & { readonly children: ReactNode }): ReactElement {
  return (
    <fieldset className={error ? "field invalid" : "field"} id={id} tabIndex={-1}>
      <legend>{label}</legend>
      <Notes id={id} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}

function Notes({ id, hint, error }: Omit<Wrap, "label">): ReactElement {
  return (
    <>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          Lỗi: {error}
        </p>
      )}
    </>
  );
}

interface TextProps extends Wrap {
  readonly value?: string | undefined;
  readonly type?: "text" | "password" | "search" | "number";
  readonly numeric?: boolean;
  readonly autoComplete?: string | undefined;
  readonly required?: boolean;
  /** Values to choose from while typing; any other may be typed. */
  readonly suggestions?: readonly Choice[];
}

/** A one-line text. */
export function TextInput({
  value,
  type = "text",
  numeric,
  autoComplete,
  required,
  suggestions,
  ...wrap
}: TextProps): ReactElement {
  const { id, error, hint } = wrap;
  return (
    <Field {...wrap}>
      <input
        id={id}
        name={id}
        type={type}
        defaultValue={value}
        inputMode={numeric ? "numeric" : undefined}
        autoComplete={autoComplete}
        required={required}
        list={suggestions && `${id}-list`}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </datalist>
      )}
    </Field>
  );
}

/** A text of several lines. */
export function TextArea({ value, ...wrap }: Wrap & { readonly value?: string | undefined }): ReactElement {
  const { id, error, hint } = wrap;
  return (
    <Field {...wrap}>
      <textarea
        id={id}
        name={id}
        rows={3}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One of many, in a list that opens. */
export function Select({
  choices,
  value,
  ...wrap
}: Wrap & { readonly choices: readonly Choice[]; readonly value?: string | undefined }): ReactElement {
  return (
    <Field {...wrap}>
      <select
        id={wrap.id}
        name={wrap.id}
        defaultValue={value}
        aria-describedby={describedBy(wrap.id, wrap.hint, wrap.error)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface RadiosProps extends Wrap {
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
  /** Side by side, where there is room. */
  readonly inline?: boolean;
  /** Name under which it is sent, where several forms of a page have it; otherwise the id. */
  readonly name?: string;
}

/** One of a few, all seen at once. */
export function Radios({ choices, value, inline, name, ...wrap }: RadiosProps): ReactElement {
  return (
    <FieldGroup {...wrap}>
      <div className={inline ? "choices-inline" : undefined}>
        {choices.map((choice) => (
          <label className="choice" key={choice.value}>
            <input type="radio" name={name ?? wrap.id} value={choice.value} defaultChecked={choice.value === value} />
            {choice.label}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

/** Day, month and year as three numbers: memorable dates need no calendar. `value` is 2026-09-02. */
export function DateInput({ value = "", ...wrap }: Wrap & { readonly value?: string | undefined }): ReactElement {
  const [year = "", month = "", day = ""] = value.split("-");
  const parts = [
    ["day", "Ngày", day],
    ["month", "Tháng", month],
    ["year", "Năm", year],
  ] as const;
  return (
    <FieldGroup {...wrap}>
      <div className="date">
        {parts.map(([part, label, shown]) => (
          <label key={part}>
            {label}
            <input name={`${wrap.id}.${part}`} inputMode="numeric" defaultValue={shown} />
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

function describedBy(id: string, hint: string | undefined, error: string | undefined): string | undefined {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

/** All errors of a form at its top, each a link to its field. */
export function ErrorSummary({
  errors,
}: {
  readonly errors: readonly { readonly id: string; readonly text: string }[];
}): ReactElement | null {
  if (errors.length === 0) return null;
  return (
    <div className="summary" role="alert">
      <h2>Cần sửa {errors.length} chỗ</h2>
      <ul>
        {errors.map(({ id, text }) => (
          <li key={id}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
