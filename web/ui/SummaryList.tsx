import type { ReactNode } from "react";

export interface SummaryRow {
  readonly label: string;
  /** What was answered; nothing shows as "Chưa có". */
  readonly value?: ReactNode;
  /** Page on which the answer is changed. */
  readonly changeHref?: string | undefined;
}

interface SummaryListProps {
  readonly rows: readonly SummaryRow[];
  readonly title?: string | undefined;
}

/** Questions and answers before sending, or facts of a dossier. "Sửa" says to a screen reader what it changes. */
export function SummaryList({ rows, title }: SummaryListProps): ReactNode {
  return (
    <section className="summary">
      {title && <h2>{title}</h2>}
      <dl>
        {rows.map((row) => (
          <div className="summary-row" key={row.label}>
            <dt>{row.label}</dt>
            <dd>{row.value === undefined || row.value === "" ? <span className="quiet">Chưa có</span> : row.value}</dd>
            {row.changeHref && (
              <dd className="summary-change">
                <a href={row.changeHref}>
                  Sửa<span className="sr-only"> {row.label}</span>
                </a>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}
