/** Sentences for the error codes of every module. */
export const PLATFORM_ERRORS = {
  "not-found": "Không tìm thấy nội dung này. Có thể địa chỉ sai, hoặc nội dung không thuộc phạm vi của ông/bà.",
  "foreign-origin": "Yêu cầu đến từ trang khác nên không được thực hiện.",
  "invalid-request": "Nội dung gửi lên chưa đúng. Xem từng mục bên dưới để sửa.",
  "idempotency-key-reused": "Mã chống gửi trùng này đã dùng cho một nội dung khác.",
  internal: "Hệ thống gặp lỗi. Nội dung đã nhập trước đó không mất; thử lại sau ít phút.",
  "temporarily-unavailable":
    "Hệ thống tạm ngừng trong giây lát. Nội dung vừa gửi có thể chưa được ghi nhận: chờ một phút, mở lại trang rồi gửi lại.",
  "database-full":
    "Máy chủ hết chỗ ghi dữ liệu nên chưa nhận thêm được. Những gì đã ghi nhận không mất; báo bộ phận kỹ thuật.",
  "changed-meanwhile": "Người khác vừa xử lý hồ sơ hoặc sửa nội dung này. Xem lại bản mới rồi làm tiếp.",
  "cursor-invalid": "Trang danh sách này không có. Mở lại danh sách từ đầu.",
  "too-many-requests": "Ông/bà thử quá nhiều lần. Chờ một phút rồi thử lại.",
  "page-unknown": "Không có trang này. Quay lại trang đầu của danh sách.",
  "name-missing": "Nhập họ và tên, hoặc tên tổ chức.",
  "bad-date": "Ghi ngày có thật, ví dụ 02/09/2026.",
  "validity-order": "Ngày hết hiệu lực phải sau ngày bắt đầu.",
  "date-form": "Ghi ngày, tháng, năm có thật; ví dụ 01/07/2025.",
  "date-missing": "Ghi ngày, tháng, năm.",
  "basis-missing": "Ghi căn cứ: số, ngày văn bản.",
  "storage-full": "Máy chủ hết chỗ lưu tệp. Nội dung khác không mất; báo bộ phận kỹ thuật.",
} as const;
