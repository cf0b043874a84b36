/** A building permit at the province's counter with five papers, as a receiver sends it. */
export const submission = {
  procedureCode: "1.013236",
  receivingAgencyCode: "H99.01",
  channel: "direct",
  applicant: {
    kind: "person",
    name: "Lò Thị Mây",
    identityNumber: "099199000001",
    address: "Phường Bến Đò",
    phone: "0912000001",
    email: "",
  },
  caseName: null,
  answers: {
    owner: "Lò Thị Mây",
    phone: "0912000001",
    site: "Phường Bến Đò",
    floors: 5,
    area: 120.5,
    use: "business",
    business: "Khách sạn",
    truth: true,
  },
  papers: [
    ["1", "Giấy tờ chứng minh quyền sử dụng đất"],
    ["2", "Bản vẽ thiết kế xây dựng: mặt bằng"],
    ["2", "Bản vẽ thiết kế xây dựng: mặt cắt"],
    ["2", "Bản vẽ thiết kế xây dựng: kết cấu"],
    ["3", "Bản vẽ thiết kế phòng cháy, chữa cháy"],
  ].map(([componentCode, name]) => ({ componentCode, name, documentIds: [], keptOriginals: 1 })),
  resultPlace: "Tại bộ phận một cửa",
};
