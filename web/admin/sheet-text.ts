import { errorSentence } from "../i18n/error-text.ts";
import { PROCESS_FAULT_TEXT } from "../procedure/process-text.ts";
import { SETTINGS_CELL_TEXT } from "../procedure/settings-cell-text.ts";
import { PROCESS_CELL_TEXT } from "../procedure/process-cell-text.ts";

interface RowFault {
  readonly column: string | null;
  readonly code: string;
  readonly seen: string;
}

const KINDS: Readonly<Record<string, string>> = {
  processes: "Quy trình nội bộ",
  "procedure-settings": "Thủ tục và thiết lập của tỉnh",
  synonyms: "Cách gọi thường ngày",
  agencies: "Cơ quan",
  calendar: "Lịch làm việc",
  officers: "Cán bộ",
  province: "Tỉnh",
  "office-hours": "Giờ làm việc",
  "calendar-years": "Năm đã xác nhận lịch nghỉ",
  procedures: "Thủ tục",
};

/** What a kind of table is called. */
export function sheetTitle(kind: string): string {
  return KINDS[kind] ?? kind;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  created: "Thêm mới",
  changed: "Sửa",
  unchanged: "Giữ nguyên",
  error: "Không nhận",
  undone: "Không nhập vì có dòng khác sai",
};

/** What became of a row. */
export function rowOutcomeText(outcome: string): string {
  return OUTCOMES[outcome] ?? outcome;
}

const FAULTS: Readonly<Record<string, string>> = {
  "cell-missing": "còn trống; ô này bắt buộc",
  "row-of-refused-group": "không nhận vì dòng khác cùng mã bị lỗi",
  "service-level-unknown": "không phải mức độ; ghi full, partial hoặc information",
  "content-unsound": "không phải nội dung thủ tục như API trả về",
  "date-form": "không phải ngày; ghi như 01/07/2025",
  "encoding-tcvn3": "gõ theo bảng mã cũ TCVN3 (ABC); đổi sang Unicode rồi nhập lại",
  "encoding-vni": "gõ theo bảng mã cũ VNI; đổi sang Unicode rồi nhập lại",
  ...PROCESS_FAULT_TEXT,
  ...PROCESS_CELL_TEXT,
  ...SETTINGS_CELL_TEXT,
};

/** One fault of a row in a sentence: the column, what stood there, what is wrong. */
export function rowFaultText({ column, code, seen }: RowFault, headers: ReadonlyMap<string, string>): string {
  const where = column === null ? "" : `${headers.get(column) ?? column}: `;
  const what = seen === "" ? "" : `“${seen.slice(0, 120)}” `;
  const known = FAULTS[code];
  return known ? `${where}${what}${known}.` : `${where}${what && `${what}– `}${errorSentence(code)}`;
}
