const SENTENCES: Readonly<Record<string, string>> = {
  "not-found": "Không tìm thấy nội dung này. Có thể địa chỉ sai, hoặc nội dung không thuộc phạm vi của ông/bà.",
  "sign-in-required": "Ông/bà cần đăng nhập để tiếp tục.",
  "sign-in-failed": "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra lại rồi thử lần nữa.",
  "account-locked": "Tài khoản tạm khoá vì nhập sai nhiều lần. Chờ ít phút rồi thử lại.",
  "not-your-role": "Ông/bà không có quyền làm việc này.",
  "foreign-origin": "Yêu cầu đến từ trang khác nên không được thực hiện.",
  "invalid-request": "Nội dung gửi lên chưa đúng. Xem từng mục bên dưới để sửa.",
  "idempotency-key-reused": "Mã chống gửi trùng này đã dùng cho một nội dung khác.",
  internal: "Hệ thống gặp lỗi. Nội dung đã nhập trước đó không mất; thử lại sau ít phút.",
  "another-agency": "Không tìm thấy nội dung này.",
  "wrong-status": "Hồ sơ đã chuyển sang trạng thái khác nên không làm được việc này nữa.",
  "changed-meanwhile": "Người khác vừa xử lý hồ sơ này. Xem lại trạng thái mới rồi làm tiếp.",
  "no-such-step": "Quy trình không có bước này.",
  "step-not-yours": "Hồ sơ đang ở bước của người khác.",
  "wrong-step": "Việc này không thuộc bước hiện tại.",
  "step-ambiguous": "Hồ sơ đang ở nhiều bước của ông/bà. Chọn bước cần xử lý.",
  "supplement-already-requested": "Chỉ được yêu cầu bổ sung một lần, và hồ sơ này đã được yêu cầu bổ sung.",
  "reasons-missing": "Nêu ít nhất một lý do, mỗi lý do có nội dung cụ thể.",
  "reason-unknown": "Lý do không có trong danh mục.",
  "next-step-missing": "Chọn bước tiếp theo.",
  "next-step-unknown": "Bước được chọn không có trong quy trình.",
  "officer-not-suitable": "Chọn người có nhiệm vụ thụ lý hoặc thẩm định tại cơ quan này.",
  "agency-unknown": "Không có cơ quan nào đang hoạt động với mã đã khai báo trong quy trình.",
  "proposal-missing": "Chưa có dự thảo kết quả.",
  "decision-already-made": "Kết quả đã được duyệt nên không rút hay dừng được nữa.",
  "payment-amount-missing": "Nhập khoản thu và số tiền lớn hơn 0.",
  "apology-too-late": "Phải xin lỗi chậm nhất một ngày làm việc trước khi hết hạn; nay đã quá thời điểm đó.",
  "apology-already-made": "Chỉ được hẹn lại một lần, và hồ sơ này đã hẹn lại.",
  "apology-date-not-later": "Ngày hẹn mới phải sau ngày hẹn hiện tại.",
  "no-due-date": "Hồ sơ này không có ngày hẹn trả.",
  "no-such-consultation": "Không có yêu cầu lấy ý kiến nào đang chờ ở đây.",
  "consultation-open": "Còn ý kiến đang chờ trả lời.",
  "note-missing": "Nhập nội dung.",
  "result-number-missing": "Nhập số của văn bản kết quả.",
  "papers-missing": "Nộp giấy tờ hoặc nội dung cần bổ sung.",
  "calendar-year-missing":
    "Lịch làm việc của năm cần tính chưa được công bố. Báo quản trị nhập lịch; hệ thống không tự đoán.",
  "filing-incomplete": "Hồ sơ còn thiếu hoặc sai. Xem từng mục bên dưới.",
  "applicant-incomplete": "Nhập họ tên và số định danh 12 chữ số của người nộp.",
  "procedure-unknown": "Không có thủ tục này hoặc thủ tục đã hết hiệu lực.",
  "procedure-not-fileable": "Thủ tục chưa công bố quy trình nên chưa nộp được.",
  "one-stop-unknown": "Chọn nơi tiếp nhận trong danh sách.",
  "document-unknown": "Có tệp không phải do ông/bà tải lên.",
  "process-unsound": "Quy trình có chỗ sai, xem từng bước.",
  "name-missing": "Nhập họ và tên, hoặc tên tổ chức.",
  "identity-number-wrong": "Nhập số định danh gồm 12 chữ số.",
  "tax-code-wrong": "Nhập mã số thuế đúng, gồm 10 hoặc 13 chữ số.",
  "nothing-missing": "Đánh dấu “Thiếu” ở giấy tờ cần bổ sung, hoặc bấm “Tiếp nhận”.",
  "scan-missing": "Chọn tệp quét, hoặc đổi cách nhận giấy này.",
  "file-too-big": "Tệp lớn hơn 20 MB. Chụp hoặc quét lại ở mức thấp hơn, hoặc tách thành nhiều tệp.",
  "file-empty": "Tệp không có nội dung. Chọn lại tệp.",
  "file-type-unknown": "Chỉ nhận ảnh JPEG, PNG, WebP hoặc tệp PDF.",
  "file-damaged": "Tệp bị hỏng, không mở được. Chụp hoặc quét lại.",
  "pdf-password-protected": "Tệp PDF có mật khẩu. Bỏ mật khẩu rồi tải lên lại.",
  "pdf-too-many-pages": "Tệp PDF quá 1.000 trang. Tách thành nhiều tệp.",
  "image-too-large": "Ảnh quá lớn. Chụp lại ở cỡ thường.",
  "link-expired": "Đường dẫn đã hết hạn. Mở lại từ trang hồ sơ.",
  "storage-full": "Máy chủ hết chỗ lưu tệp. Nội dung khác không mất; báo bộ phận kỹ thuật.",
};

/** What an error code says to people. */
export function errorSentence(code: string): string {
  return SENTENCES[code] ?? SENTENCES["internal"] ?? code;
}

const FAULTS: Readonly<Record<string, string>> = {
  required: "Còn thiếu mục này",
  additionalProperties: "Mục này không có trong mẫu",
  type: "Sai kiểu dữ liệu",
  enum: "Giá trị không có trong danh sách",
  const: "Giá trị không được chấp nhận",
  minLength: "Quá ngắn",
  maxLength: "Quá dài",
  pattern: "Sai định dạng",
  format: "Sai định dạng",
  minimum: "Quá nhỏ",
  maximum: "Quá lớn",
  anyOf: "Không khớp dạng nào được chấp nhận",
};

/** One fault of a request, with what was expected. */
export function faultSentence(keyword: string, params: Readonly<Record<string, unknown>>): string {
  const expected =
    params["type"] ?? params["allowedValues"] ?? params["limit"] ?? params["pattern"] ?? params["format"];
  const sentence = FAULTS[keyword] ?? "Không đúng mẫu";
  return expected === undefined
    ? `${sentence}.`
    : `${sentence}; cần ${typeof expected === "string" ? expected : JSON.stringify(expected)}.`;
}
