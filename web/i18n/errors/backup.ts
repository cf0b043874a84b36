/** Sentences for the error codes of backup and restore. */
export const BACKUP_ERRORS = {
  "setup-code-wrong": "Mã thiết lập không đúng. Xem lại màn hình hoặc nhật ký của máy chủ; sau mười lần sai có mã mới.",
  "archive-missing": "Ghi đường dẫn trên máy chủ hoặc chọn tệp để tải lên.",
  "archive-unknown": "Máy chủ không có tệp này. Ghi đường dẫn đầy đủ, bắt đầu từ thư mục gốc.",
  "restore-failed": "Hệ thống gặp lỗi khi khôi phục, chưa thay đổi gì; xem nhật ký của máy chủ rồi thử lại.",
} as const;
