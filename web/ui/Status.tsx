import type { ReactNode } from "react";
import type { IconName } from "./asset-context.ts";
import { dueLook, dueWords, type DueState } from "./due-text.ts";
import { Icon } from "./Icon.tsx";

export type Tone = "neutral" | "info" | "soon" | "error" | "done";

interface TagProps {
  readonly tone?: Tone | undefined;
  readonly icon?: IconName | undefined;
  readonly children: ReactNode;
}

/** A state in words; colour and icon only repeat them. */
export function Tag({ tone = "neutral", icon, children }: TagProps): ReactNode {
  return (
    <span className={`tag tone-${tone}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  );
}

interface DueChipProps {
  readonly due: DueState;
  /** How the date came about, line by line; opens under the chip. */
  readonly explanation?: readonly string[] | undefined;
}

/** How a dossier stands against its due date, and on a click why. */
export function DueChip({ due, explanation = [] }: DueChipProps): ReactNode {
  const { tone, icon } = dueLook(due);
  if (explanation.length === 0) {
    return (
      <Tag tone={tone} icon={icon}>
        {dueWords(due)}
      </Tag>
    );
  }
  return (
    <details className="due" data-popover="">
      <summary className={`tag tone-${tone}`} title={explanation.join("\n")}>
        <Icon name={icon} />
        <span>{dueWords(due)}</span>
        <span className="sr-only">, xem cách tính</span>
      </summary>
      <div className="due-why">
        <p className="due-why-title">Cách tính hạn trả</p>
        <ul>
          {explanation.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    </details>
  );
}

export interface TimelineEntry {
  readonly key: string;
  /** Already written for people: "16:20 30/08/2024". */
  readonly when: string;
  readonly title: ReactNode;
  /** Who did it, at which unit. */
  readonly by?: string | undefined;
  readonly note?: ReactNode;
  readonly state?: "past" | "now" | "next" | undefined;
}

/** What happened, in order, and what comes next. */
export function Timeline({
  entries,
  label,
}: {
  readonly entries: readonly TimelineEntry[];
  readonly label: string;
}): ReactNode {
  return (
    <ol className="timeline" aria-label={label}>
      {entries.map((entry) => (
        <li
          key={entry.key}
          className={`is-${entry.state ?? "past"}`}
          aria-current={entry.state === "now" ? "step" : undefined}
        >
          <p className="timeline-title">{entry.title}</p>
          <p className="quiet">
            {entry.when}
            {entry.by && ` · ${entry.by}`}
          </p>
          {entry.note && <div className="timeline-note">{entry.note}</div>}
        </li>
      ))}
    </ol>
  );
}
