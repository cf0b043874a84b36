/** Sentences for the error codes of files. */
export const DOCUMENT_ERRORS = {
  "document-unknown": "Có tệp không phải do ông/bà tải lên.",
  "scan-missing": "Chọn tệp quét, hoặc đổi cách nhận giấy này.",
  "file-too-big": "Tệp lớn hơn 20 MB. Chụp hoặc quét lại ở mức thấp hơn, hoặc tách thành nhiều tệp.",
  "file-empty": "Tệp không có nội dung. Chọn lại tệp.",
  "file-type-unknown": "Chỉ nhận ảnh JPEG, PNG, WebP hoặc tệp PDF.",
  "file-damaged": "Tệp bị hỏng, không mở được. Chụp hoặc quét lại.",
  "pdf-password-protected": "Tệp PDF có mật khẩu. Bỏ mật khẩu rồi tải lên lại.",
  "pdf-too-many-pages": "Tệp PDF quá 1.000 trang. Tách thành nhiều tệp.",
  "pdf-active-content":
    "Tệp PDF có mã lệnh, biểu mẫu động hoặc tệp đính kèm nên không nhận được. In lại thành PDF (chọn “In” rồi “Lưu thành PDF”), sau đó tải lên.",
  "file-too-complex": "Tệp quá phức tạp, không kiểm tra được. Quét lại ở mức thấp hơn hoặc tách thành nhiều tệp.",
  "file-mixed": "Trong tệp có lẫn tệp khác (tệp nén, trang web hoặc chương trình). Quét hoặc chụp lại giấy tờ.",
  "file-infected":
    "Phần mềm diệt vi-rút nghi tệp này có mã độc nên tệp không được nhận. Quét hoặc chụp lại giấy tờ từ bản giấy.",
  "scanner-unavailable": "Máy quét vi-rút đang tạm dừng nên chưa nhận được tệp. Thử lại sau ít phút.",
  "file-held": "Tệp đang chờ quét vi-rút hoặc đang bị cách ly, chưa mở được. Hỏi quản trị của tỉnh.",
  "file-removed": "Tệp đã bị quản trị của tỉnh xoá vì nghi có mã độc. Đề nghị người nộp gửi lại bản khác.",
  "held-file-decided": "Tệp này đã được xử lý. Tải lại trang.",
  "reason-missing": "Nhập lý do.",
  "inspection-failed": "Chưa kiểm tra được tệp. Thử lại sau ít phút.",
  "photos-only": "Chỉ đóng được nhiều ảnh thành một tệp; tệp PDF nộp riêng.",
  "image-too-large": "Ảnh quá lớn. Chụp lại ở cỡ thường.",
  "link-expired": "Đường dẫn đã hết hạn. Mở lại từ trang hồ sơ.",
} as const;
