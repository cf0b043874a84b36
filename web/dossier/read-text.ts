import type { ReadKind } from "../../domain/evidence/read-log.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { preciseMomentText } from "../ui/moment-text.ts";

/** How each kind of reading is called. */
export const READ_TEXT: Record<ReadKind, string> = {
  dossier: "Xem hồ sơ",
  history: "Xem lịch sử",
  document: "Mở tài liệu",
  slip: "Mở phiếu",
  evidence: "Tải gói bằng chứng",
  register: "Xem sổ theo dõi",
  search: "Tìm hồ sơ",
  "look-up": "Dò hồ sơ trùng",
};

/** The same of a dossier that was shown as it stood at a moment. */
export function readAtText(kind: ReadKind, at: Moment): string {
  return `${READ_TEXT[kind]} như lúc ${preciseMomentText(at)}`;
}
