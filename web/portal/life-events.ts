/** What happens in people's lives, and the words by which its procedures are found. */
export const LIFE_EVENTS = [
  { key: "sinh-con", label: "Sinh con", words: "khai sinh" },
  { key: "ket-hon", label: "Kết hôn", words: "kết hôn" },
  { key: "nguoi-than-mat", label: "Người thân qua đời", words: "khai tử" },
  { key: "nha-dat", label: "Đất đai, sổ đỏ", words: "quyền sử dụng đất" },
  { key: "xay-nha", label: "Xây, sửa nhà", words: "giấy phép xây dựng" },
  { key: "kinh-doanh", label: "Mở cửa hàng, kinh doanh", words: "hộ kinh doanh" },
  { key: "tro-cap", label: "Người già, trợ cấp", words: "trợ cấp xã hội" },
  { key: "viec-lam", label: "Lý lịch, đi làm", words: "lý lịch tư pháp" },
  { key: "chung-thuc", label: "Sao y, chứng thực", words: "chứng thực bản sao" },
] as const;
