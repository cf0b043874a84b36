/** Sentences for the error codes of the catalogue of procedures and processes. */
export const PROCEDURE_ERRORS = {
  "agency-unknown": "Không có cơ quan nào đang hoạt động với mã đã khai báo trong quy trình.",
  "procedure-unknown": "Không có thủ tục này hoặc thủ tục đã hết hiệu lực.",
  "procedure-not-fileable": "Thủ tục chưa công bố quy trình nên chưa nộp được.",
  "settings-invalid": "Thiết lập có chỗ chưa đúng. Xem từng mục bên dưới.",
  "decision-number-missing": "Nhập số quyết định phê duyệt quy trình.",
  "decision-date-missing": "Ghi ngày quyết định có thật, ví dụ 20/06/2026.",
  "decision-in-future": "Ngày quyết định ở sau hôm nay; quy trình chỉ công bố khi quyết định đã ban hành.",
  "process-unsound": "Quy trình có chỗ sai, xem từng bước.",
  "synonym-same": "Cách gọi và tên trong danh mục là một; ghi tên khác.",
} as const;
