import { content, declaration, fee, form, paper, plainProcess, workingDays, type DemoProcedure } from "./build.ts";

const commune = { levels: ["commune"], competence: "commune" } as const;
const requester = {
  type: "string",
  title: "Họ và tên",
  format: "full-name",
  "x-prefill": "name",
  "x-autocomplete": "name",
} as const;
const phone = {
  type: "string",
  title: "Số điện thoại",
  format: "phone",
  "x-prefill": "phone",
  "x-autocomplete": "tel",
} as const;

export const deathRegistration: DemoProcedure = {
  code: "1.000656",
  name: "Đăng ký khai tử",
  field: "Hộ tịch",
  serviceLevel: "full",
  content: content({
    ...commune,
    limit: workingDays(3),
    components: [paper("1", "Giấy báo tử", "original")],
    results: [{ code: "KQ.G15.000004", name: "Trích lục khai tử" }],
    legalBases: ["60/2014/QH13"],
  }),
  eform: form([
    {
      key: "nguoi-mat",
      title: "Người đã mất",
      fields: {
        deceased: { type: "string", title: "Họ và tên", format: "full-name" },
        diedOn: { type: "string", title: "Ngày mất", format: "date" },
        place: { type: "string", title: "Nơi mất", maxLength: 200 },
      },
    },
    { key: "nguoi-yeu-cau", title: "Người yêu cầu", fields: { requester, phone } },
    declaration,
  ]),
  process: plainProcess(2),
};

export const certifiedCopy: DemoProcedure = {
  code: "2.000815",
  name: "Chứng thực bản sao từ bản chính",
  field: "Chứng thực",
  serviceLevel: "partial",
  content: content({
    ...commune,
    limit: { amount: 4, unit: "working-hour" },
    components: [paper("1", "Bản chính giấy tờ", "original")],
    fees: [fee("Phí chứng thực", 2_000)],
    results: [{ code: "KQ.G15.000005", name: "Bản sao chứng thực" }],
    legalBases: ["23/2015/NĐ-CP"],
  }),
  eform: form([
    {
      key: "yeu-cau",
      title: "Yêu cầu",
      fields: {
        requester,
        document: { type: "string", title: "Tên giấy tờ", maxLength: 200 },
        copies: { type: "integer", title: "Số bản", minimum: 1, maximum: 100 },
      },
    },
    declaration,
  ]),
  process: plainProcess(1),
};

export const socialAllowance: DemoProcedure = {
  code: "1.001776",
  name: "Thực hiện trợ cấp xã hội hằng tháng",
  field: "Bảo trợ xã hội",
  serviceLevel: "full",
  content: content({
    ...commune,
    limit: workingDays(10),
    components: [paper("1", "Giấy tờ chứng minh thuộc đối tượng")],
    results: [{ code: "KQ.G19.000001", name: "Quyết định trợ cấp xã hội" }],
    legalBases: ["20/2021/NĐ-CP"],
    sensitive: true,
  }),
  eform: form([
    {
      key: "doi-tuong",
      title: "Người hưởng trợ cấp",
      fields: {
        requester,
        born: { type: "string", title: "Ngày sinh", format: "date", "x-prefill": "birth-date" },
        group: {
          type: "string",
          title: "Thuộc diện",
          oneOf: [
            { const: "elder", title: "Người cao tuổi" },
            { const: "disabled", title: "Người khuyết tật" },
            { const: "child", title: "Trẻ em mất nguồn nuôi dưỡng" },
          ],
        },
        disability: {
          type: "string",
          title: "Mức độ khuyết tật ghi trên giấy xác nhận",
          maxLength: 100,
          "x-show-if": { field: "group", in: ["disabled"] },
        },
      },
    },
    {
      key: "chi-tra",
      title: "Nhận tiền",
      fields: { account: { type: "string", title: "Số tài khoản nhận tiền", maxLength: 30 }, phone },
      optional: ["account"],
    },
    declaration,
  ]),
  process: plainProcess(56),
};

export const householdBusiness: DemoProcedure = {
  code: "1.001612",
  name: "Đăng ký thành lập hộ kinh doanh",
  field: "Thành lập và hoạt động của hộ kinh doanh",
  serviceLevel: "full",
  content: content({
    ...commune,
    limit: workingDays(3),
    components: [paper("1", "Giấy đề nghị đăng ký hộ kinh doanh", "original")],
    fees: [fee("Lệ phí đăng ký", 100_000)],
    results: [{ code: "KQ.G05.000001", name: "Giấy chứng nhận đăng ký hộ kinh doanh" }],
    legalBases: ["168/2025/NĐ-CP"],
  }),
  eform: form([
    {
      key: "ho-kinh-doanh",
      title: "Hộ kinh doanh",
      fields: {
        businessName: { type: "string", title: "Tên hộ kinh doanh", maxLength: 200 },
        place: { type: "string", title: "Địa điểm kinh doanh", maxLength: 300 },
        trade: { type: "string", title: "Ngành nghề", maxLength: 300 },
        capital: { type: "integer", title: "Vốn kinh doanh", minimum: 1, "x-unit": "đồng" },
      },
    },
    {
      key: "chu-ho",
      title: "Chủ hộ",
      fields: {
        requester,
        phone,
        members: {
          type: "array",
          title: "Thành viên cùng góp vốn",
          maxItems: 20,
          items: {
            type: "object",
            required: ["name", "number"],
            properties: {
              name: { type: "string", title: "Họ và tên", format: "full-name" },
              number: { type: "string", title: "Số định danh", format: "identity-number" },
            },
          },
        },
      },
      optional: ["members"],
    },
    declaration,
  ]),
  process: plainProcess(8),
};

export const foodSafety: DemoProcedure = {
  code: "1.002425",
  name: "Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
  field: "An toàn thực phẩm",
  serviceLevel: "full",
  content: content({
    levels: ["province"],
    competence: { agencyCode: "H99.05" },
    limit: workingDays(15),
    components: [
      paper("1", "Bản thuyết minh cơ sở vật chất", "original"),
      paper("2", "Giấy xác nhận sức khỏe của chủ cơ sở"),
    ],
    fees: [fee("Phí thẩm định", 700_000)],
    results: [{ code: "KQ.G18.000001", name: "Giấy chứng nhận an toàn thực phẩm" }],
    legalBases: ["55/2010/QH12"],
  }),
  eform: form([
    {
      key: "co-so",
      title: "Cơ sở",
      fields: {
        facility: { type: "string", title: "Tên cơ sở", maxLength: 200 },
        place: { type: "string", title: "Địa chỉ", maxLength: 300 },
        taxCode: { type: "string", title: "Mã số thuế", format: "tax-code" },
        phone,
      },
    },
    declaration,
  ]),
  process: plainProcess(88),
};

export const treeFelling: DemoProcedure = {
  code: "1.002693",
  name: "Cấp giấy phép chặt hạ, dịch chuyển cây xanh",
  field: "Hạ tầng kỹ thuật đô thị",
  serviceLevel: "full",
  content: content({
    levels: ["province"],
    competence: { agencyCode: "H99.02" },
    limit: { amount: 15, unit: "day" },
    components: [paper("1", "Ảnh chụp hiện trạng cây")],
    results: [{ code: "KQ.G17.000011", name: "Giấy phép chặt hạ, dịch chuyển cây xanh" }],
    legalBases: ["64/2010/NĐ-CP"],
  }),
  eform: form([
    {
      key: "cay",
      title: "Cây xanh",
      fields: {
        requester,
        place: { type: "string", title: "Vị trí cây", maxLength: 300 },
        reason: { type: "string", title: "Lý do", format: "long-text", maxLength: 2000 },
        trees: { type: "integer", title: "Số cây", minimum: 1, maximum: 500 },
      },
    },
    declaration,
  ]),
  process: plainProcess(40),
};
