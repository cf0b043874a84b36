import type { ReactElement } from "react";
import type { Moment } from "../../domain/shared/moment.ts";
import { momentText } from "../ui/moment-text.ts";

export interface TimelineEntry {
  readonly at: Moment;
  readonly what: string;
  readonly by: string;
  /** What was said with it; shown inside the office alone. */
  readonly note: string;
}

/** What happened, oldest first. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }): ReactElement {
  return (
    <ol className="timeline">
      {entries.map(({ at, what, by, note }, index) => (
        <li key={`${at}${what}${String(index)}`}>
          <strong>{what}</strong>
          <div className="meta">
            {momentText(at)} · {by}
          </div>
          {note && <div>{note}</div>}
        </li>
      ))}
    </ol>
  );
}
