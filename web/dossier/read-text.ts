import type { ReadKind } from "../../domain/evidence/read-log.ts";

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
};

/** What marks a read beyond the reader's scope, under a grant. */
export const EMERGENCY_TEXT = "Đọc khẩn cấp";
