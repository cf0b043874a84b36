/** Sentences for the error codes of tables that are brought in. */
export const ADMINISTRATION_ERRORS = {
  "sheet-too-big": "Bảng quá lớn; nhận tối đa 10 MB. Tách thành nhiều bảng rồi nhập lần lượt.",
  "sheet-too-many-rows": "Bảng có quá 20.000 dòng. Tách thành nhiều bảng rồi nhập lần lượt.",
  "sheet-damaged": "Không đọc được bảng này. Lưu lại thành XLSX hoặc CSV (UTF-8) rồi nhập lại.",
  "sheet-without-rows": "Bảng không có dòng nào dưới dòng tiêu đề.",
  "sheet-columns-missing": "Bảng thiếu cột bắt buộc. Tải bảng mẫu về và giữ nguyên dòng tiêu đề.",
  "text-not-unicode": "Tệp không phải Unicode (UTF-8). Lưu lại ở dạng CSV UTF-8 hoặc XLSX rồi nhập lại.",
  "import-mode-unknown": "Chọn cách xử lý khi có dòng sai: nhập các dòng đúng, hoặc không nhập dòng nào.",
  "differs-from-first-row": "Khác với dòng đầu tiên của cùng tên đăng nhập.",
  "discard-reason-missing": "Nhập lý do bỏ qua; lý do được lưu cùng tên người quyết định.",
  "config-too-big": "Tài liệu cấu hình quá lớn.",
  "config-unreadable": "Tệp không phải tài liệu JSON.",
  "config-format-unknown": "Tệp không phải tài liệu cấu hình của Một Cửa, hoặc của bản khác.",
  "config-kind-unknown": "Tài liệu có một phần mà bản này không biết.",
  "config-row-unsound": "Một mục của tài liệu có trường lạ hoặc giá trị không phải chữ.",
} as const;
