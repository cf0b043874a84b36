import {
  content,
  declaration,
  fee,
  form,
  ifAny,
  inCase,
  paper,
  plainProcess,
  workingDays,
  type DemoProcedure,
} from "./build.ts";

const WITH_CERTIFICATE = "Trẻ sinh tại cơ sở y tế, có giấy chứng sinh";
const WITHOUT_CERTIFICATE = "Trẻ sinh ngoài cơ sở y tế, không có giấy chứng sinh";

export const birthRegistration: DemoProcedure = {
  code: "1.001193",
  name: "Đăng ký khai sinh",
  field: "Hộ tịch",
  serviceLevel: "full",
  content: content({
    levels: ["commune"],
    competence: "commune",
    limit: workingDays(3),
    // NĐ 123/2015 art. 14: a child found abandoned is registered by the commune that drew up the record, not filed here.
    cases: [WITH_CERTIFICATE, WITHOUT_CERTIFICATE],
    casesComplete: true,
    components: [
      inCase(WITH_CERTIFICATE, paper("1", "Giấy chứng sinh", "original")),
      paper("2", "Giấy tờ tùy thân của người đi đăng ký"),
      inCase(
        WITHOUT_CERTIFICATE,
        paper(
          "3",
          "Văn bản của người làm chứng về việc sinh; không có người làm chứng thì giấy cam đoan về việc sinh",
          "original",
        ),
      ),
      ifAny(paper("5", "Văn bản ủy quyền đăng ký khai sinh, trường hợp ủy quyền", "original")),
    ],
    results: [{ code: "KQ.G15.000001", name: "Giấy khai sinh" }],
    legalBases: ["Luật Hộ tịch số 60/2014/QH13", "Nghị định số 123/2015/NĐ-CP", "Thông tư số 04/2020/TT-BTP"],
    conditions: "Đăng ký trong 60 ngày kể từ ngày sinh con.",
    sensitive: true,
  }),
  eform: form([
    {
      key: "nguoi-yeu-cau",
      title: "Người yêu cầu",
      fields: {
        requester: {
          type: "string",
          title: "Họ và tên",
          format: "full-name",
          "x-prefill": "name",
          "x-autocomplete": "name",
        },
        relation: {
          type: "string",
          title: "Quan hệ với người được khai sinh",
          oneOf: [
            { const: "mother", title: "Mẹ" },
            { const: "father", title: "Cha" },
            { const: "relative", title: "Người thân khác" },
          ],
        },
        relationText: {
          type: "string",
          title: "Ghi rõ quan hệ",
          maxLength: 100,
          "x-show-if": { field: "relation", in: ["relative"] },
        },
        phone: {
          type: "string",
          title: "Số điện thoại",
          format: "phone",
          "x-prefill": "phone",
          "x-autocomplete": "tel",
        },
      },
    },
    {
      key: "tre",
      title: "Trẻ được khai sinh",
      fields: {
        childName: { type: "string", title: "Họ, chữ đệm, tên của trẻ", format: "full-name" },
        childBorn: { type: "string", title: "Ngày sinh của trẻ", format: "date" },
        childSex: {
          type: "string",
          title: "Giới tính",
          oneOf: [
            { const: "female", title: "Nữ" },
            { const: "male", title: "Nam" },
          ],
        },
        birthPlace: { type: "string", title: "Nơi sinh", maxLength: 200 },
      },
    },
    {
      key: "cha-me",
      title: "Cha và mẹ",
      fields: {
        motherName: { type: "string", title: "Họ và tên mẹ", format: "full-name" },
        motherNumber: { type: "string", title: "Số định danh của mẹ", format: "identity-number" },
        fatherName: { type: "string", title: "Họ và tên cha", format: "full-name" },
        fatherNumber: { type: "string", title: "Số định danh của cha", format: "identity-number" },
        residence: {
          type: "string",
          title: "Nơi cư trú của cha, mẹ",
          maxLength: 300,
          "x-prefill": "address",
          "x-autocomplete": "street-address",
        },
      },
      optional: ["fatherName", "fatherNumber", "residence"],
    },
    declaration,
  ]),
  process: plainProcess(8),
};

export const maritalStatus: DemoProcedure = {
  code: "1.004873",
  name: "Cấp giấy xác nhận tình trạng hôn nhân",
  field: "Hộ tịch",
  serviceLevel: "full",
  content: content({
    levels: ["commune"],
    competence: "commune",
    limit: workingDays(3),
    components: [
      paper("1", "Giấy tờ tùy thân", "shown"),
      ifAny(paper("2", "Bản án, quyết định ly hôn hoặc giấy chứng tử, trường hợp đã từng kết hôn")),
      ifAny(paper("3", "Giấy xác nhận đã cấp trước đây, trường hợp xin cấp lại", "original")),
    ],
    fees: [fee("Lệ phí", 15_000, "direct"), fee("Lệ phí", 10_000, "online")],
    results: [{ code: "KQ.G15.000002", name: "Giấy xác nhận tình trạng hôn nhân" }],
    legalBases: ["Luật Hộ tịch số 60/2014/QH13", "Nghị định số 123/2015/NĐ-CP"],
  }),
  eform: form([
    {
      key: "nguoi-yeu-cau",
      title: "Người yêu cầu",
      fields: {
        requester: {
          type: "string",
          title: "Họ và tên",
          format: "full-name",
          "x-prefill": "name",
          "x-autocomplete": "name",
        },
        status: {
          type: "string",
          title: "Tình trạng hôn nhân hiện tại",
          oneOf: [
            { const: "never", title: "Chưa đăng ký kết hôn với ai" },
            { const: "married", title: "Đang có vợ hoặc chồng" },
            { const: "divorced", title: "Đã ly hôn, chưa kết hôn lại" },
            { const: "widowed", title: "Vợ hoặc chồng đã chết, chưa kết hôn lại" },
          ],
        },
        formerNumber: {
          type: "string",
          title: "Số, ngày bản án ly hôn hoặc giấy chứng tử",
          maxLength: 200,
          "x-show-if": { field: "status", in: ["divorced", "widowed"] },
        },
        purpose: { type: "string", title: "Mục đích sử dụng", maxLength: 300 },
        residence: {
          type: "string",
          title: "Nơi cư trú trong thời gian xác nhận",
          maxLength: 300,
          "x-prefill": "address",
        },
      },
    },
    declaration,
  ]),
  process: plainProcess(8),
};

export const marriage: DemoProcedure = {
  code: "1.000894",
  name: "Đăng ký kết hôn",
  field: "Hộ tịch",
  serviceLevel: "partial",
  content: content({
    levels: ["commune"],
    competence: "commune",
    limit: workingDays(5),
    components: [
      paper("1", "Giấy tờ tùy thân của hai bên"),
      paper("2", "Giấy xác nhận tình trạng hôn nhân của bên không cư trú tại xã", "original"),
    ],
    results: [{ code: "KQ.G15.000003", name: "Giấy chứng nhận kết hôn" }],
    legalBases: ["Luật Hôn nhân và gia đình số 52/2014/QH13", "Luật Hộ tịch số 60/2014/QH13"],
    conditions: "Nữ từ đủ 18 tuổi, nam từ đủ 20 tuổi; hai bên cùng có mặt khi nhận giấy chứng nhận.",
  }),
  eform: form([
    {
      key: "hai-ben",
      title: "Hai bên kết hôn",
      fields: {
        wife: { type: "string", title: "Họ và tên bên nữ", format: "full-name" },
        wifeNumber: { type: "string", title: "Số định danh bên nữ", format: "identity-number" },
        husband: { type: "string", title: "Họ và tên bên nam", format: "full-name" },
        husbandNumber: { type: "string", title: "Số định danh bên nam", format: "identity-number" },
        times: { type: "integer", title: "Bên nữ kết hôn lần thứ", minimum: 1, maximum: 20 },
        husbandTimes: { type: "integer", title: "Bên nam kết hôn lần thứ", minimum: 1, maximum: 20 },
      },
    },
    declaration,
  ]),
  process: plainProcess(16),
};
