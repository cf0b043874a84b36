/** Sentences for the error codes of the calendar and due dates. */
export const CALENDAR_ERRORS = {
  "calendar-year-missing":
    "Lịch làm việc của năm cần tính chưa được công bố. Báo quản trị nhập lịch; hệ thống không tự đoán.",
  "calendar-changed-meanwhile": "Người khác vừa sửa lịch. Xem lại những gì đã đổi và hồ sơ bị ảnh hưởng rồi áp dụng.",
  "years-are-provincial": "Năm được xác nhận chung cho cả tỉnh, không riêng từng cơ quan.",
  "year-out-of-range": "Năm phải từ 2000 đến 2200.",
  "day-twice": "Một ngày được ghi hai lần.",
  "day-hours-missing": "Ghi giờ làm của ngày có giờ riêng, ví dụ 07:30-11:30.",
  "weekday-unknown": "Thứ phải từ 1 (thứ Hai) đến 7 (Chủ nhật).",
  "weekday-twice": "Một thứ được ghi hai lần từ cùng một ngày.",
  "hours-overlap": "Các khoảng giờ chồng lên nhau.",
  "hours-end-before-start": "Ngày thôi áp dụng phải sau ngày bắt đầu.",
  "bad-hours": "Ghi giờ như 07:30-11:30, các khoảng cách nhau bằng dấu phẩy và không chồng nhau.",
  "bad-kind": "Loại phải là: nghỉ, làm bù hoặc giờ riêng.",
  "swap-needs-day-off": "Ngày làm bù phải là ngày có thật và chỉ ghi khi cho nghỉ hoán đổi.",
  "range-unsound": "Ngày cuối phải từ ngày đầu trở đi, và mỗi lần nhiều nhất 62 ngày.",
  "weekday-missing": "Chọn ít nhất một thứ.",
  "invalid-moment": "Ghi thời điểm có múi giờ, ví dụ 2024-08-30T16:20:00+07:00.",
  "invalid-amount": "Thời hạn phải từ 0 đến 1.000.000; tính theo ngày và tháng thì phải là số nguyên.",
  "invalid-pause-before-receipt": "Có lần tạm dừng bắt đầu trước khi nhận hồ sơ.",
  "invalid-pause-order": "Có lần tạm dừng kết thúc trước khi bắt đầu.",
  "invalid-pause-overlap": "Có hai lần tạm dừng chồng lên nhau.",
} as const;
