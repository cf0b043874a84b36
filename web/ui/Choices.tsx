import type { ReactNode } from "react";
import { describedBy, Field, FieldGroup, FieldNotes, fieldId, type FieldProps } from "./Field.tsx";

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

interface SelectProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
  /** The first, empty row; false leaves it out. */
  readonly placeholder?: string | false | undefined;
}

/** One of many. Up to seven choices are better as radio buttons. */
export function Select({ choices, value, placeholder = "Chọn…", ...field }: SelectProps): ReactNode {
  return (
    <Field {...field}>
      <select
        className="input w-m"
        id={fieldId(field.name)}
        name={field.name}
        defaultValue={value ?? ""}
        aria-describedby={describedBy(field)}
        aria-invalid={field.error ? true : undefined}
      >
        {placeholder !== false && <option value="">{placeholder}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface RadioGroupProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
  /** Side by side, for two or three short answers. */
  readonly inline?: boolean | undefined;
}

/** One of a few, all in sight. The first has the field's own id, so an error link lands on it. */
export function RadioGroup({ choices, value, inline, ...field }: RadioGroupProps): ReactNode {
  return (
    <FieldGroup {...field}>
      <div className={inline ? "choices inline" : "choices"}>
        {choices.map((choice, index) => {
          const id = index === 0 ? fieldId(field.name) : `${fieldId(field.name)}-${index + 1}`;
          return (
            <div className="choice" key={choice.value}>
              <input
                type="radio"
                id={id}
                name={field.name}
                value={choice.value}
                defaultChecked={choice.value === value}
                aria-describedby={choice.hint ? `${id}-about` : undefined}
              />
              <label htmlFor={id}>{choice.label}</label>
              {choice.hint && (
                <div className="hint" id={`${id}-about`}>
                  {choice.hint}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}

interface CheckboxFieldProps extends FieldProps {
  readonly checked?: boolean | undefined;
  readonly value?: string | undefined;
}

/** One statement that a person ticks. Sends `true` unless another value is given. */
export function CheckboxField({ checked, value = "true", ...field }: CheckboxFieldProps): ReactNode {
  return (
    <div className={field.error ? "field has-error" : "field"}>
      <FieldNotes name={field.name} hint={undefined} error={field.error} />
      <div className="choice">
        <input
          type="checkbox"
          id={fieldId(field.name)}
          name={field.name}
          value={value}
          defaultChecked={checked}
          aria-describedby={describedBy(field)}
          aria-invalid={field.error ? true : undefined}
        />
        <label htmlFor={fieldId(field.name)}>
          {field.label}
          {field.optional && <span className="optional"> (không bắt buộc)</span>}
        </label>
        {field.hint && (
          <div className="hint" id={`${fieldId(field.name)}-hint`}>
            {field.hint}
          </div>
        )}
      </div>
    </div>
  );
}

interface CheckboxGroupProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly values?: readonly string[] | undefined;
}

/** Any number of several; all are sent under one name. */
export function CheckboxGroup({ choices, values = [], ...field }: CheckboxGroupProps): ReactNode {
  return (
    <FieldGroup {...field}>
      <div className="choices">
        {choices.map((choice, index) => {
          const id = index === 0 ? fieldId(field.name) : `${fieldId(field.name)}-${index + 1}`;
          return (
            <div className="choice" key={choice.value}>
              <input
                type="checkbox"
                id={id}
                name={field.name}
                value={choice.value}
                defaultChecked={values.includes(choice.value)}
                aria-describedby={choice.hint ? `${id}-about` : undefined}
              />
              <label htmlFor={id}>{choice.label}</label>
              {choice.hint && (
                <div className="hint" id={`${id}-about`}>
                  {choice.hint}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}
