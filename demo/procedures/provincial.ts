import {
  content,
  declaration,
  fee,
  form,
  ifAny,
  paper,
  parallelProcess,
  plainProcess,
  workingDays,
  type DemoProcedure,
} from "./build.ts";

export const buildingPermit: DemoProcedure = {
  code: "1.013236",
  name: "Cấp giấy phép xây dựng mới đối với công trình có yêu cầu phòng cháy, chữa cháy",
  field: "Hoạt động xây dựng",
  serviceLevel: "full",
  content: content({
    levels: ["province"],
    competence: { agencyCode: "H99.02" },
    limit: workingDays(20),
    targets: ["Công dân Việt Nam", "Doanh nghiệp"],
    components: [
      paper("1", "Giấy tờ chứng minh quyền sử dụng đất"),
      paper("2", "Bản vẽ thiết kế xây dựng", "original"),
      paper("3", "Bản vẽ thiết kế phòng cháy, chữa cháy", "original"),
    ],
    fees: [fee("Lệ phí cấp phép", 150_000)],
    results: [{ code: "KQ.G17.000010", name: "Giấy phép xây dựng" }],
    legalBases: [
      "Luật Xây dựng số 50/2014/QH13",
      "Luật số 62/2020/QH14",
      "Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ số 55/2024/QH15",
    ],
  }),
  eform: form([
    {
      key: "chu-dau-tu",
      title: "Chủ đầu tư",
      fields: {
        owner: { type: "string", title: "Tên chủ đầu tư", maxLength: 200, "x-prefill": "name" },
        phone: { type: "string", title: "Số điện thoại", format: "phone", "x-prefill": "phone" },
      },
    },
    {
      key: "cong-trinh",
      title: "Công trình",
      fields: {
        site: { type: "string", title: "Địa điểm xây dựng", maxLength: 300 },
        floors: { type: "integer", title: "Số tầng", minimum: 1, maximum: 60 },
        area: { type: "number", title: "Diện tích xây dựng", minimum: 1, "x-unit": "m²" },
        use: {
          type: "string",
          title: "Công năng",
          oneOf: [
            { const: "home", title: "Nhà ở" },
            { const: "business", title: "Kinh doanh, dịch vụ" },
          ],
        },
        business: {
          type: "string",
          title: "Ngành nghề kinh doanh",
          maxLength: 200,
          "x-show-if": { field: "use", in: ["business"] },
        },
      },
    },
    declaration,
  ]),
  process: parallelProcess({
    own: 56,
    other: 40,
    otherCode: "H99.07",
    otherName: "Ý kiến về phòng cháy, chữa cháy",
    synthesis: 24,
  }),
};

export const criminalRecord: DemoProcedure = {
  code: "2.000488",
  name: "Cấp phiếu lý lịch tư pháp cho công dân Việt Nam",
  field: "Lý lịch tư pháp",
  serviceLevel: "full",
  content: content({
    levels: ["province"],
    competence: { agencyCode: "H99.03" },
    limit: workingDays(10),
    components: [
      paper("1", "Giấy tờ tùy thân"),
      ifAny(paper("2", "Văn bản ủy quyền, trường hợp ủy quyền xin Phiếu số 1", "original")),
    ],
    fees: [fee("Phí cung cấp thông tin lý lịch tư pháp", 200_000)],
    results: [{ code: "KQ.G15.000020", name: "Phiếu lý lịch tư pháp" }],
    legalBases: ["Luật Lý lịch tư pháp số 28/2009/QH12", "Thông tư số 244/2016/TT-BTC"],
    sensitive: true,
  }),
  eform: form([
    {
      key: "nguoi-yeu-cau",
      title: "Người yêu cầu",
      fields: {
        requester: { type: "string", title: "Họ và tên", format: "full-name", "x-prefill": "name" },
        formKind: {
          type: "string",
          title: "Loại phiếu",
          oneOf: [
            { const: "1", title: "Phiếu số 1" },
            { const: "2", title: "Phiếu số 2" },
          ],
        },
        purpose: { type: "string", title: "Mục đích", maxLength: 300 },
        residence: { type: "string", title: "Nơi cư trú", maxLength: 300, "x-prefill": "address" },
        moved: { type: "boolean", title: "Từ đủ 14 tuổi đến nay đã cư trú ở nhiều nơi" },
        places: {
          type: "string",
          title: "Các nơi đã cư trú, từ năm nào đến năm nào",
          format: "long-text",
          "x-show-if": { field: "moved", in: ["true"] },
        },
      },
      optional: ["moved"],
    },
    declaration,
  ]),
  process: plainProcess(56),
};

export const landCertificate: DemoProcedure = {
  code: "1.012753",
  name: "Đăng ký, cấp giấy chứng nhận quyền sử dụng đất lần đầu",
  field: "Đất đai",
  serviceLevel: "partial",
  content: content({
    levels: ["province", "commune"],
    competence: { agencyCode: "H99.04" },
    limit: workingDays(20),
    supplementPolicy: "pause",
    components: [
      paper("1", "Đơn đăng ký", "original"),
      paper("2", "Giấy tờ về quyền sử dụng đất"),
      paper("3", "Mảnh trích đo bản đồ địa chính"),
    ],
    results: [{ code: "KQ.G13.000030", name: "Giấy chứng nhận quyền sử dụng đất" }],
    legalBases: ["Luật Đất đai số 31/2024/QH15", "Nghị định số 101/2024/NĐ-CP"],
  }),
  eform: form([
    {
      key: "thua-dat",
      title: "Thửa đất",
      fields: {
        owner: { type: "string", title: "Người sử dụng đất", maxLength: 200, "x-prefill": "name" },
        parcel: { type: "string", title: "Số thửa, số tờ bản đồ", maxLength: 50 },
        place: { type: "string", title: "Địa chỉ thửa đất", maxLength: 300 },
        area: { type: "number", title: "Diện tích", minimum: 1, "x-unit": "m²" },
      },
    },
    declaration,
  ]),
  process: plainProcess(120),
};
