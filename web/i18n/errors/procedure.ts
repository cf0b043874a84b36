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
  "catalogue-too-big":
    "Tệp danh mục quá lớn: nhận tối đa 20 MB, khi giải nén 100 MB, 20.000 dòng và 2 triệu chữ một dòng. Tách thành nhiều tệp.",
  "catalogue-damaged": "Không giải nén được tệp (hỏng hoặc bị cắt giữa chừng). Tải lại tệp từ nguồn rồi nhập lại.",
  "catalogue-without-rows": "Tệp không có dòng nào. Cần mỗi dòng một thủ tục ở dạng JSON (.jsonl hoặc .jsonl.gz).",
} as const;
