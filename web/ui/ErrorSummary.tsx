import type { ReactNode } from "react";
import { fieldId } from "./Field.tsx";

export interface SummaryError {
  /** Name of the control; absent when the error belongs to no single one. */
  readonly name?: string | undefined;
  readonly message: string;
}

interface ErrorSummaryProps {
  readonly errors: readonly SummaryError[];
  readonly title?: string | undefined;
}

/** All errors of the page at its top, each a link to its control. The script moves the focus here. */
export function ErrorSummary({ errors, title = "Có chỗ cần sửa" }: ErrorSummaryProps): ReactNode {
  if (errors.length === 0) return null;
  return (
    <section
      className="error-summary"
      role="alert"
      tabIndex={-1}
      aria-labelledby="error-summary-title"
      data-error-summary=""
    >
      <h2 id="error-summary-title">{title}</h2>
      <ul>
        {errors.map(({ name, message }) => (
          <li key={`${name ?? ""} ${message}`}>{name ? <a href={`#${fieldId(name)}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </section>
  );
}
