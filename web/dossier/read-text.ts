import type { RevealPurpose } from "../../domain/dossier/disclosure.ts";
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
  emergency: "Xin đọc khẩn cấp",
  reveal: "Xem đủ thông tin bị che",
};

/** What marks a read beyond the reader's scope, under a grant. */
export const EMERGENCY_TEXT = "Đọc khẩn cấp";

/** What for somebody looks at what is masked. */
export const REVEAL_TEXT: Record<RevealPurpose, string> = {
  "verify-person": "Đối chiếu đúng người",
  "answer-person": "Trả lời, hướng dẫn người đứng tên",
  supervise: "Kiểm tra, giám sát",
  complaint: "Giải quyết phản ánh, khiếu nại",
  authority: "Theo yêu cầu của cơ quan có thẩm quyền",
};

/** The same of a dossier that was shown as it stood at a moment. */
export function readAtText(kind: ReadKind, at: Moment): string {
  return `${READ_TEXT[kind]} như lúc ${preciseMomentText(at)}`;
}
