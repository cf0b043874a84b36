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
    default:
      return null;
  }
}
