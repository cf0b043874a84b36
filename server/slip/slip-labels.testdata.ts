import type { SlipKind, SlipSet } from "../../domain/slip/slip.ts";

// The labels of the annexes, typed from the law and not from the templates.
const HEAD = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: "];
const OFFICE = "Trung tâm Phục vụ hành chính công/Bộ phận Tiếp nhận và Trả kết quả";

const RECEIPT = [
  ...HEAD,
  "-TTPVHCC (BPTNTKQ)",
  "Mã hồ sơ: ",
  OFFICE,
  "Địa chỉ:",
  "Số điện thoại:",
  "Email:",
  "Nội dung yêu cầu giải quyết:",
  "Thành phần hồ sơ nộp gồm:",
  "Số lượng hồ sơ: ",
  "(bộ)",
  "Thời gian giải quyết hồ sơ theo quy định là: ",
  "Thời gian nhận hồ sơ: ",
  "Thời gian trả kết quả giải quyết hồ sơ: ",
  "Đăng ký nhận kết quả tại:",
  "Vào Sổ theo dõi hồ sơ, Quyển số ",
  "Số thứ tự ",
  "NGƯỜI NỘP HỒ SƠ",
  "NGƯỜI TIẾP NHẬN HỒ SƠ",
  "(Ký và ghi rõ họ tên)",
];
const SUPPLEMENT = [
  ...HEAD,
  "/PBS-TTPVHCC (BPTNTKQ)",
  "Hồ sơ của:",
  "Nội dung yêu cầu giải quyết:",
  "Địa chỉ:",
  "Số điện thoại",
  "Email",
  "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
  "Lý do:",
  "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với ",
  "số điện thoại ",
  "để được hướng dẫn./.",
  "NGƯỜI HƯỚNG DẪN",
];
const REFUSAL = [
  ...HEAD,
  "/PTC-TTPVHCC (BPTNTKQ)",
  OFFICE,
  "Tiếp nhận hồ sơ của:",
  "Địa chỉ:",
  "Số điện thoại/Email",
  "Mã hồ sơ (nếu có):",
  "Nội dung yêu cầu giải quyết:",
  "Qua xem xét, Bộ phận Tiếp nhận và Trả kết quả thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:",
  "Xin thông báo cho Ông/Bà được biết và thực hiện./.",
  "NGƯỜI NỘP HỒ SƠ",
  "NGƯỜI TIẾP NHẬN HỒ SƠ",
];
const APOLOGY = [
  ...HEAD,
  "/PXL",
  "Kính gửi: ",
  "tiếp nhận giải quyết hồ sơ đề nghị giải quyết thủ tục hành chính ",
  "của Ông/Bà/Tổ chức; ",
  "mã số hồ sơ: ",
  "Thời gian hẹn trả kết quả giải quyết hồ sơ: ",
  "Tuy nhiên đến nay, ",
  "chưa trả kết quả giải quyết hồ sơ của Ông/Bà/Tổ chức đúng thời hạn quy định ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
  "Lý do:",
  "xin trân trọng gửi lời xin lỗi đến Ông (Bà)/Tổ chức vì sự chậm trễ trong quá trình giải quyết hồ sơ có thể gây phiền hà, tốn kém về chi phí, công sức của Ông (Bà)/Tổ chức.",
  "xin lỗi Ông/Bà/Tổ chức và sẽ trả kết quả giải quyết hồ sơ cho Ông/Bà/Tổ chức vào ngày ",
  "Mong nhận được sự thông cảm của Ông/Bà/Tổ chức vì sự chậm trễ này./.",
];
const STOP = [
  ...HEAD,
  "Kính gửi: ",
  "Mã hồ sơ:",
  "Nội dung yêu cầu giải quyết:",
  "Ngày đề nghị dừng giải quyết hồ sơ: ",
  "chưa ban hành kết quả",
];
const CONTROL = [
  ...HEAD,
  "/PKS-TTPVHCC (BPTNTKQ)",
  "Mã số hồ sơ:",
  "Cơ quan (bộ phận) giải quyết hồ sơ:",
  "Cơ quan phối hợp giải quyết hồ sơ:",
  "Ngày nhận: ",
  "Hẹn trả kết quả vào ",
  "Tên đơn vị",
  "Thời gian giao nhận hồ sơ",
  "Kết quả giải quyết hồ sơ",
  "Ghi chú",
  "1. Giao: Bộ phận TN&TKQ",
  "2. Nhận: ",
  "….giờ….phút, ngày …/…/…",
  "Người giao",
  "Người nhận",
];
const REGISTER = [
  ...HEAD,
  "STD-TTPVHCC(BPTNTKQ)",
  "STT",
  "Mã hồ sơ",
  "Tên TTHC",
  "Tên tổ chức, cá nhân",
  "Địa chỉ/SĐT",
  "Cơ quan chủ trì giải quyết",
  "Nhận và trả kết quả",
  "Nhận hồ sơ",
  "Hẹn trả kết quả",
  "Phương thức nhận kết quả",
  "Ký nhận",
];
const IDENTITY = "Số định danh cá nhân/tổ chức:";

/** For each form, what it must print whether blank or filled. */
export const SLIP_LABELS: Readonly<Record<SlipSet, Readonly<Record<SlipKind, readonly string[]>>>> = {
  "2018": {
    receipt: [...RECEIPT, "Tiếp nhận hồ sơ của:"],
    "supplement-request": SUPPLEMENT,
    refusal: REFUSAL,
    apology: APOLOGY,
    "stop-notice": [],
    "control-sheet": CONTROL,
    register: REGISTER,
  },
  "2025": {
    receipt: [
      ...RECEIPT,
      "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức:",
      IDENTITY,
      "(Chữ ký số của người tiếp nhận hồ sơ nếu là biểu mẫu điện tử)",
    ],
    "supplement-request": SUPPLEMENT,
    refusal: [...REFUSAL, IDENTITY],
    apology: [...APOLOGY, "số định danh: "],
    "stop-notice": [...STOP, IDENTITY],
    "control-sheet": CONTROL,
    register: REGISTER,
  },
};
