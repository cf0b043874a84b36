import type { Moment } from "../../domain/shared/moment.ts";
import { momentText } from "../ui/moment-text.ts";

/** Why a change of the calendar moved an appointment, for the person who waits for it. */
export function dueMovedText({
  basis,
  before,
  after,
}: {
  readonly basis: string;
  readonly before: Moment | null;
  readonly after: Moment | null;
}): string {
  const from = before === null ? "" : ` từ ${momentText(before)}`;
  return `Lịch làm việc thay đổi theo ${basis}, nên ngày hẹn trả chuyển${from} sang ${momentText(after)}.`;
}
