/** Sentences for the error codes of signing in and who may do what. */
export const IDENTITY_ERRORS = {
  "sign-in-required": "Ông/bà cần đăng nhập để tiếp tục.",
  "sign-in-failed": "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra lại rồi thử lần nữa.",
  "not-your-role": "Ông/bà không có quyền làm việc này.",
  "account-blocked": "Tài khoản đã bị khoá. Gặp quản trị của cơ quan ông/bà.",
  "no-appointment": "Ông/bà hiện không có nhiệm vụ nào tại cơ quan. Gặp quản trị của cơ quan ông/bà.",
  "too-many-attempts": "Đã thử quá nhiều lần. Chờ ít phút rồi thử lại; trong lúc chờ, nhập đúng cũng chưa vào được.",
  "activation-failed":
    "Tên đăng nhập hoặc mã kích hoạt không đúng, hoặc mã đã dùng hay hết hạn. Kiểm tra lại, hoặc xin quản trị cấp mã mới.",
  "password-short": "Mật khẩu cần ít nhất 12 ký tự; một câu ngắn dễ nhớ là tốt.",
  "password-long": "Mật khẩu không quá 200 ký tự.",
  "password-common": "Mật khẩu này quá dễ đoán. Chọn một câu mà chỉ ông/bà nghĩ ra.",
  "password-like-login": "Mật khẩu không được dựa vào tên đăng nhập.",
  "password-like-name": "Mật khẩu không được dựa vào họ tên của ông/bà.",
  "password-same": "Mật khẩu mới phải khác mật khẩu đang dùng.",
  "current-password-wrong": "Mật khẩu đang dùng không đúng. Mật khẩu chưa được đổi.",
  "passwords-differ": "Hai lần nhập mật khẩu không giống nhau.",
  "login-form": "Tên đăng nhập gồm 3–64 ký tự a–z, 0–9, dấu chấm, gạch; ví dụ nguyen.van.an.",
  "identity-number-changed": "Số định danh không khớp với lần đăng nhập trước. Gọi tổng đài để được kiểm tra.",
  "identity-service-silent":
    "Hệ thống định danh chưa trả lời. Ông/bà thử lại sau ít phút; nội dung đã điền trên máy này vẫn còn.",
  "identity-number-taken": "Số định danh này đã thuộc một tài khoản khác. Gọi tổng đài để được kiểm tra.",
  "identity-number-missing": "Dịch vụ định danh không cho biết số định danh 12 chữ số. Gọi tổng đài để được giúp.",
} as const;
