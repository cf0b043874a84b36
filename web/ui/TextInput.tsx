import type { ReactNode } from "react";
import { describedBy, Field, fieldId, type FieldProps } from "./Field.tsx";

/** The width tells how long an answer is expected: a year, a number, a name, a line. */
export type InputWidth = "xs" | "s" | "m" | "full";

interface TextInputProps extends FieldProps {
  readonly value?: string | undefined;
  readonly type?: "text" | "email" | "tel" | "search" | "password" | undefined;
  readonly inputMode?: "text" | "numeric" | "decimal" | "tel" | "email" | undefined;
  readonly autoComplete?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly width?: InputWidth | undefined;
  /** A unit after the box, such as "m²" or "đồng". */
  readonly suffix?: string | undefined;
  readonly spellCheck?: boolean | undefined;
}

/** One line of text. Numbers are text too, with a numeric keypad: no spinner, no wheel accident. */
export function TextInput({ value, type = "text", width = "full", suffix, ...props }: TextInputProps): ReactNode {
  const { name, label, hint, error, optional, ...input } = props;
  const field = { name, label, hint, error, optional };
  const box = (
    <input
      className={`input w-${width}`}
      id={fieldId(name)}
      name={name}
      type={type}
      defaultValue={value ?? ""}
      aria-describedby={describedBy(field)}
      aria-invalid={error ? true : undefined}
      {...input}
    />
  );
  return (
    <Field {...field}>
      {suffix ? (
        <div className="with-suffix">
          {box}
          <span className="suffix">{suffix}</span>
        </div>
      ) : (
        box
      )}
    </Field>
  );
}

interface TextAreaProps extends FieldProps {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly autoComplete?: string | undefined;
}

/** Several lines of text. */
export function TextArea({ value, rows = 4, maxLength, autoComplete, ...field }: TextAreaProps): ReactNode {
  return (
    <Field {...field}>
      <textarea
        className="input"
        id={fieldId(field.name)}
        name={field.name}
        rows={rows}
        maxLength={maxLength}
        autoComplete={autoComplete}
        defaultValue={value ?? ""}
        aria-describedby={describedBy(field)}
        aria-invalid={field.error ? true : undefined}
      />
    </Field>
  );
}
