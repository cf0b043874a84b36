/** A birth registration as a counter of the commune files it. */
export const birthFiling = {
  procedureCode: "1.001193",
  receivingAgencyCode: "H99.20",
  channel: "direct",
  applicant: {
    kind: "person",
    name: "Lò Thị Mây",
    identityNumber: "099199000001",
    address: "Phường Bến Đò",
    phone: "0912000001",
    email: "",
  },
  caseName: "Trẻ sinh tại cơ sở y tế, có giấy chứng sinh" as string | null,
  answers: {
    requester: "Lò Thị Mây",
    relation: "mother",
    phone: "0912000001",
    childName: "Lò Văn Nam",
    childBorn: "2026-08-20",
    childSex: "male",
    birthPlace: "Trạm y tế",
    motherName: "Lò Thị Mây",
    motherNumber: "099199000001",
    truth: true,
  },
  papers: [{ componentCode: "1", name: "Giấy chứng sinh", documentIds: [] as string[], keptOriginals: 1 }],
  resultPlace: "Tại bộ phận một cửa",
};

/** A building permit at the centre of the province. */
export const permitFiling = {
  ...birthFiling,
  procedureCode: "1.013236",
  receivingAgencyCode: "H99.01",
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
};
