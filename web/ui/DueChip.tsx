import type { ReactElement } from "react";
import { isClosed, isPaused, type DossierStatus } from "../../domain/dossier/status.ts";
import { toEpoch, type Moment } from "../../domain/shared/moment.ts";
import { momentText } from "./moment-text.ts";

interface Props {
  readonly status: DossierStatus;
  readonly dueAt: Moment | null;
  readonly now: Moment;
}

const DAY = 86_400_000;

/** How it stands with the date: a sign, words and a colour, never the colour alone. */
export function DueChip({ status, dueAt, now }: Props): ReactElement | null {
  if (isPaused(status)) return <span className="chip">⏸ Tạm dừng</span>;
  if (isClosed(status) || dueAt === null) return null;
  const left = toEpoch(dueAt) - toEpoch(now);
  if (left < 0) return <span className="chip overdue">⚠ Quá hạn từ {momentText(dueAt)}</span>;
  if (dueAt.slice(0, 10) === now.slice(0, 10))
    return <span className="chip soon">⏰ Hôm nay {dueAt.slice(11, 16)}</span>;
  return <span className={left < 2 * DAY ? "chip soon" : "chip"}>⏳ Hẹn {momentText(dueAt)}</span>;
}
