import { content, declaration, fee, form, paper, plainProcess, workingDays, type DemoProcedure } from "./build.ts";

export const birthRegistration: DemoProcedure = {
  code: "1.001193",
  name: "Đăng ký khai sinh",
  field: "Hộ tịch",
  serviceLevel: "full",
  content: content({
    levels: ["commune"],
    competence: "commune",
    limit: workingDays(3),
    components: [paper("1", "Giấy chứng sinh", "original"), paper("2", "Giấy tờ tùy thân của người đi đăng ký")],
    results: [{ code: "KQ.G15.000001", name: "Giấy khai sinh" }],
    legalBases: ["60/2014/QH13", "123/2015/NĐ-CP"],
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
      },
      optional: ["fatherName"],
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
    components: [paper("1", "Giấy tờ tùy thân")],
    fees: [fee("Lệ phí", 15_000)],
    results: [{ code: "KQ.G15.000002", name: "Giấy xác nhận tình trạng hôn nhân" }],
    legalBases: ["60/2014/QH13"],
  }),
  eform: form([
    {
      key: "nguoi-yeu-cau",
      title: "Người yêu cầu",
      fields: {
        requester: { type: "string", title: "Họ và tên", format: "full-name", "x-prefill": "name" },
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
    legalBases: ["52/2014/QH13", "60/2014/QH13"],
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
      },
    },
    declaration,
  ]),
  process: plainProcess(16),
};
