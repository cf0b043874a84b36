import type { ReactElement } from "react";
import type { Moment } from "../../domain/shared/moment.ts";
import { Icon } from "../ui/Icon.tsx";
import { momentText } from "../ui/moment-text.ts";

export interface TimelineEntry {
  readonly at: Moment;
  readonly what: string;
  readonly by: string;
  /** What was said with it; shown inside the office alone. */
  readonly note: string;
  /** Names of the files that came with it; they are opened where the dossier is shown as it stood then. */
  readonly documents?: readonly string[];
  /** Where the dossier is shown as it stood then. */
  readonly href?: string;
}

/** What happened, oldest first. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }): ReactElement {
  return (
    <ol className="timeline">
      {entries.map(({ at, what, by, note, documents = [], href }, index) => (
        <li key={`${at}${what}${String(index)}`}>
          <strong>{what}</strong>
          <div className="meta">
            {momentText(at)} · {by}
            {href && (
              <>
                {" · "}
                <a href={href} aria-label={`Hồ sơ lúc này: ${what}, ${momentText(at)}`}>
                  Hồ sơ lúc này
                </a>
              </>
            )}
          </div>
          {note && <div>{note}</div>}
          {documents.length > 0 && (
            <div>
              <Icon name="file" /> {documents.join(", ")}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
