/** A fault of the settings as the form shows it: the field's id and a sentence. */
export interface SettingsError {
  readonly id: string;
  readonly text: string;
}

const FAULTS: Readonly<Record<string, string>> = {
  "agency-unknown": "không phải mã của cơ quan đang hoạt động",
  "competence-unknown": "Chọn nơi giải quyết.",
  "level-without-online": "Danh mục không có cách nộp trực tuyến nên chỉ chọn được “cung cấp thông tin”.",
  "fee-unnamed": "Ghi tên khoản thu.",
  "fee-amount": "Số tiền là số nguyên từ 0 đồng, ví dụ 15.000.",
  "fee-twice": "được ghi hai lần cho cùng cách nộp",
  "json-unreadable": "Mẫu khai không phải JSON",
};
const WITH_SEEN = new Set(["agency-unknown", "fee-twice"]);

/** What is wrong with one of the settings. */
export function settingsFaultText(code: string, seen: string): string {
  const text = FAULTS[code] ?? code;
  if (code === "json-unreadable") return seen === "" ? `${text}.` : `${text}: xem dòng ${seen}.`;
  return WITH_SEEN.has(code) ? `“${seen}” ${text}.` : text;
}
