/** What is wrong with a cell of the table of settings, after the column and what stood there. */
export const SETTINGS_CELL_TEXT: Readonly<Record<string, string>> = {
  "level-unknown": "không phải mức độ trực tuyến; ghi toàn trình, một phần hoặc cung cấp thông tin",
  "competence-unknown": "không phải nơi giải quyết; ghi nơi tiếp nhận, xã nơi có việc hoặc mã cơ quan",
  "policy-unknown": "không rõ; ghi tính lại hoặc tính tiếp",
  "yes-no-unknown": "không rõ; ghi có hoặc để trống",
  "fee-unreadable": "không có số tiền; ghi như Lệ phí: 75.000",
  "level-without-online": "không được, vì danh mục không có cách nộp trực tuyến; chỉ ghi được cung cấp thông tin",
  "fee-unnamed": "thiếu tên khoản thu",
  "fee-amount": "không phải số tiền từ 0 đồng",
  "fee-twice": "được ghi hai lần cho cùng cách nộp",
};
