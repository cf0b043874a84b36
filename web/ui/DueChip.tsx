import type { ReactElement, ReactNode } from "react";
import { isClosed, isPaused, type DossierStatus } from "../../domain/dossier/status.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { momentText } from "./moment-text.ts";

export interface Due {
  readonly status: DossierStatus;
  readonly dueAt: Moment | null;
  /** Working seconds until then, negative when it is past; null when no calendar says. */
  readonly leftSeconds: number | null;
  /** How the date was reckoned, one phrase a step. */
  readonly explanation: readonly string[];
}

const DAY = 8 * 3600;
const SOON = 2 * DAY;

/** A span of working time in the largest unit that says something: "3 ngày", "5 giờ", "20 phút". */
export function spanText(seconds: number): string {
  const span = Math.abs(seconds);
  if (span >= DAY) return `${Math.floor(span / DAY)} ngày`;
  return span >= 3600 ? `${Math.floor(span / 3600)} giờ` : `${Math.max(1, Math.floor(span / 60))} phút`;
}

type Look = readonly [kind: "" | "soon" | "overdue" | "done", icon: IconName, words: string];

/** How it stands with the date: kind, sign and words; null when there is no date to keep. */
export function dueLook({ status, dueAt, leftSeconds }: Omit<Due, "explanation">, now: Moment): Look | null {
  if (isPaused(status)) return ["", "pause", "Tạm dừng"];
  if (isClosed(status) || dueAt === null) return null;
  if (dueAt < now) {
    const late = leftSeconds === null || leftSeconds === 0 ? "" : ` ${spanText(leftSeconds)} LV`;
    return ["overdue", "alert", `Quá hạn${late}`];
  }
  if (dueAt.slice(0, 10) === now.slice(0, 10)) return ["soon", "clock", `Hôm nay ${dueAt.slice(11, 16)}`];
  if (leftSeconds === null) return ["", "calendar", `Hẹn ${momentText(dueAt)}`];
  return [leftSeconds <= SOON ? "soon" : "", "clock", `Còn ${spanText(leftSeconds)} LV`];
}

/** The date in a chip: sign, words and colour, never the colour alone. It opens to how the date was reckoned. */
export function DueChip({ due, now }: { readonly due: Due; readonly now: Moment }): ReactElement | null {
  const look = dueLook(due, now);
  if (!look) return null;
  const [kind, icon, words] = look;
  const chip: ReactNode = (
    <span className={`chip ${kind}`.trim()}>
      <Icon name={icon} /> {words}
    </span>
  );
  if (due.explanation.length === 0) return <>{chip}</>;
  return (
    <details className="due">
      <summary>
        {chip}
        <span className="hidden-text"> – ngày hẹn được tính thế nào</span>
      </summary>
      <ul>
        {due.explanation.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
