const ENDED = "Đã đăng xuất";

/** What the page of the own account says was done last, by the word in its address; null for any other word. */
export function doneText(word: string, count: number): string | null {
  switch (word) {
    case "mat-khau":
      return count > 0
        ? `Đã đổi mật khẩu. ${ENDED} ${count} nơi khác; lần sau đăng nhập bằng mật khẩu mới.`
        : "Đã đổi mật khẩu. Lần sau đăng nhập bằng mật khẩu mới.";
    case "phien":
      return count > 0 ? `${ENDED} ${count} nơi khác.` : "Không có nơi nào khác đang đăng nhập.";
    case "tat":
      return count > 0
        ? `Đã tắt xác thực hai bước. ${ENDED} ${count} nơi khác.`
        : "Đã tắt xác thực hai bước. Từ nay đăng nhập chỉ cần mật khẩu.";
    case "khoa":
      return "Đã thêm khoá truy cập. Lần sau bấm “Đăng nhập bằng khoá truy cập”, không cần mật khẩu.";
    case "bo-khoa":
      return "Đã bỏ khoá truy cập. Xoá nó cả trong điện thoại hay máy tính của ông/bà.";
    case "ma-khoi-phuc":
      return `Ông/bà vừa vào bằng một mã khôi phục; còn ${count} mã. Mất điện thoại thì tắt xác thực hai bước rồi thiết lập lại với máy mới; thấy lạ thì đổi mật khẩu ngay.`;
    default:
      return null;
  }
}

/** What the page of new recovery codes says was done. */
export function turnedOnText(by: "codes" | "passkey", ended: number): string {
  const done =
    by === "codes"
      ? "Đã bật xác thực hai bước. Lần sau đăng nhập cần thêm mã trên điện thoại."
      : "Đã thêm khoá truy cập. Lần sau bấm “Đăng nhập bằng khoá truy cập”; vào bằng mật khẩu thì cần thêm khoá hoặc mã khôi phục.";
  return ended > 0 ? `${done} ${ENDED} ${ended} nơi khác.` : done;
}
