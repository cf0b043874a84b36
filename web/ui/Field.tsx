import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

/** What every control of a form has in common. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  /** The sentence that says what is wrong and how to put it right. */
  readonly error?: string | undefined;
  /** Adds "(không bắt buộc)": the rare case is marked, not the common one. */
  readonly optional?: boolean | undefined;
}

/** The id of the control of that name; an error summary links to it. */
export function fieldId(name: string): string {
  return name.replaceAll(/[^\w-]+/g, "-");
}

/** The `aria-describedby` of a control: its hint, then its error; undefined when it has neither. */
export function describedBy({ name, hint, error }: Pick<FieldProps, "name" | "hint" | "error">): string | undefined {
  const ids = [hint && `${fieldId(name)}-hint`, error && `${fieldId(name)}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

/** Hint and error of a control, under its label and above the control itself. */
export function FieldNotes({ name, hint, error }: Pick<FieldProps, "name" | "hint" | "error">): ReactNode {
  return (
    <>
      {hint && (
        <div className="hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p className="field-error" id={`${fieldId(name)}-error`}>
          <Icon name="triangle-alert" />
          <span>
            <span className="sr-only">Lỗi: </span>
            {error}
          </span>
        </p>
      )}
    </>
  );
}

/** The words of a label or legend with the mark of an optional field. */
export function LabelWords({ label, optional }: Pick<FieldProps, "label" | "optional">): ReactNode {
  return (
    <>
      {label}
      {optional && <span className="optional"> (không bắt buộc)</span>}
    </>
  );
}

/** Label, hint, error and one control, in this order for eye and screen reader alike. */
export function Field({ children, ...field }: FieldProps & { readonly children: ReactNode }): ReactNode {
  return (
    <div className={field.error ? "field has-error" : "field"}>
      <label className="label" htmlFor={fieldId(field.name)}>
        <LabelWords label={field.label} optional={field.optional} />
      </label>
      <FieldNotes name={field.name} hint={field.hint} error={field.error} />
      {children}
    </div>
  );
}

/** Several controls that answer one question, with the question as the legend. */
export function FieldGroup({ children, ...field }: FieldProps & { readonly children: ReactNode }): ReactNode {
  return (
    <fieldset className={field.error ? "field has-error" : "field"} aria-describedby={describedBy(field)}>
      <legend className="label">
        <LabelWords label={field.label} optional={field.optional} />
      </legend>
      <FieldNotes name={field.name} hint={field.hint} error={field.error} />
      {children}
    </fieldset>
  );
}
