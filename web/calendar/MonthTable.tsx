import type { ReactElement } from "react";
import { weekday, type PlainDate } from "../../domain/shared/plain-date.ts";

/** One day of the grid. `mark` is the word under its number; a day without one is as its weekday is. */
export interface GridDay {
  readonly date: PlainDate;
  readonly open: boolean;
  readonly mark: string | null;
  readonly title: string;
}

const COLUMNS = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"] as const;

/** One month as weeks, Monday first. */
export function MonthTable({ days }: { readonly days: readonly GridDay[] }): ReactElement {
  const [first] = days;
  const lead = first ? weekday(first.date) - 1 : 0;
  const cells = [...Array.from({ length: lead }, () => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_week, index) =>
    Array.from({ length: 7 }, (_day, column) => cells[index * 7 + column] ?? null),
  );
  return (
    <table>
      <caption>{first && `Tháng ${Number(first.date.slice(5, 7))}`}</caption>
      <thead>
        <tr>
          {COLUMNS.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={week.find((day) => day !== null)?.date ?? index}>
            {week.map((day, column) => (
              <DayCell key={day?.date ?? `${index}-${column}`} day={day} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ day }: { readonly day: GridDay | null }): ReactElement {
  if (day === null) return <td>&nbsp;</td>;
  const names = [day.open ? "" : "closed", day.mark ? "special" : ""].filter(Boolean).join(" ");
  return (
    <td className={names || undefined} title={day.title || undefined}>
      {Number(day.date.slice(8))}
      {day.mark && <span>{day.mark}</span>}
    </td>
  );
}
