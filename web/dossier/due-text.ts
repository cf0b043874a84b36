import { isPaused, type DossierStatus } from "../../domain/dossier/status.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { momentText } from "../ui/moment-text.ts";

/** The date to keep; while the clock stands still it is not the last word. */
export function dueText(dueAt: Moment | null, status: DossierStatus): string {
  return dueAt && isPaused(status) ? `${momentText(dueAt)} trước khi tạm dừng, sẽ tính lại` : momentText(dueAt);
}
