import type { ReactNode } from "react";
import { describedBy, FieldGroup, fieldId, type FieldProps } from "./Field.tsx";

interface DateInputProps extends FieldProps {
  readonly day?: string | undefined;
  readonly month?: string | undefined;
  readonly year?: string | undefined;
  /** The person's own birthday may be filled in by the browser. */
  readonly birthday?: boolean | undefined;
}

const PARTS = [
  { part: "day", label: "Ngày", width: "xs", length: 2 },
  { part: "month", label: "Tháng", width: "xs", length: 2 },
  { part: "year", label: "Năm", width: "s", length: 4 },
] as const;

/** A date as three numbers, `name.day`, `name.month`, `name.year`: a native date box shows the browser's order, not ours. */
export function DateInput({ day, month, year, birthday, ...field }: DateInputProps): ReactNode {
  const values = { day, month, year };
  const hint = field.hint ?? "Ví dụ: 05 09 1990";
  return (
    <FieldGroup {...field} hint={hint}>
      <div className="date-parts">
        {PARTS.map(({ part, label, width, length }, index) => {
          const id = index === 0 ? fieldId(field.name) : `${fieldId(field.name)}-${part}`;
          return (
            <div key={part}>
              <label className="sub-label" htmlFor={id}>
                {label}
              </label>
              <input
                className={`input w-${width}`}
                id={id}
                name={`${field.name}.${part}`}
                type="text"
                inputMode="numeric"
                maxLength={length}
                autoComplete={birthday ? `bday-${part}` : undefined}
                defaultValue={values[part] ?? ""}
                aria-invalid={field.error ? true : undefined}
                aria-describedby={describedBy({ ...field, hint })}
              />
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}
