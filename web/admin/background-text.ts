const KINDS: Readonly<Record<string, string>> = {
  "message.dossier-state": "Báo trạng thái hồ sơ cho bên nhận",
  "exchange.deliver-outbox": "Gửi tin cho bên nhận",
  "calendar.recompute-dates": "Tính lại ngày hẹn khi lịch đổi",
  "organisation.refresh-scope": "Cập nhật phạm vi của cán bộ theo ngày",
  "dossier.stop-unsupplied": "Dừng hồ sơ quá hạn bổ sung",
  "draft.clean-up": "Xóa bản nháp bỏ lâu",
  "identity.clean-up": "Xóa phiên đăng nhập đã hết hạn",
  "document.scan-held": "Quét vi-rút tệp còn chờ",
  "document.clean-up": "Dọn tệp không hồ sơ nào dùng",
  "evidence.seal": "Niêm phong nhật ký từng ngày",
  "evidence.link-reads": "Nối chuỗi nhật ký xem hồ sơ",
};

/** What a kind of work in the background does; one without a sentence is named as it is. */
export function kindText(kind: string): string {
  return KINDS[kind] ?? kind;
}

/** Whether the kind has a sentence of its own. */
export function hasKindText(kind: string): boolean {
  return kind in KINDS;
}

const UNREACHABLE = /^(ECONN|EAI_|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR|TypeError)/;

/** Why it failed, in plain words; what a program said is for those who look after it. */
export function failureText(error: string | null): string {
  if (error === null) return "";
  const status = Number(/^HTTP (\d{3})$/.exec(error)?.[1] ?? 0);
  if (status === 401) return "Bên nhận không cho hệ thống này vào (mã 401)";
  if (status === 429) return "Bên nhận đang quá tải (mã 429)";
  if (status >= 400 && status < 500) return `Bên nhận từ chối nội dung (mã ${status})`;
  if (status > 0) return `Bên nhận đang lỗi (mã ${status})`;
  if (error.startsWith("no answer within")) return "Bên nhận không trả lời kịp";
  if (UNREACHABLE.test(error)) return "Không kết nối được với bên nhận";
  if (error === "killed") return "Máy chủ bị ngắt giữa chừng nhiều lần";
  return "Hệ thống gặp lỗi khi làm";
}

/** The words of the program, where the plain ones do not say all. */
export function technicalText(error: string | null): string | null {
  return failureText(error) === "Hệ thống gặp lỗi khi làm" ? error : null;
}

/** How long it has been waiting: `3 phút`. */
export function waitedText(seconds: number): string {
  if (seconds < 60) return "dưới 1 phút";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} phút`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} giờ`;
  return `${Math.floor(seconds / 86_400)} ngày`;
}

/** A number, or more than can be counted. */
export function countText(count: number, most: number): string {
  return count >= most ? `${most.toLocaleString("vi-VN")}+` : count.toLocaleString("vi-VN");
}
