import type { Moment } from "../../domain/shared/moment.ts";
import { momentText } from "../ui/moment-text.ts";

/** Who takes papers back that belong to no agency: the applicant or whoever comes for him. */
export const SUBMITTER = "Người nộp hồ sơ";

/** What a row of the control sheet notes about the paper that went along. */
export function takenText(takenAt: Moment | null): string {
  return takenAt ? `Nhận bản giấy ${momentText(takenAt)}` : "Bản giấy chưa xác nhận nhận";
}

/** What the QR code of a slip names as its source. */
export function systemName(province: string): string {
  return `Một Cửa ${province}`;
}
