import {
  content,
  declaration,
  fee,
  form,
  ifAny,
  inCase,
  paper,
  plainProcess,
  sameDayProcess,
  workingDays,
  type DemoProcedure,
} from "./build.ts";

const commune = { levels: ["commune"], competence: "commune" } as const;
const ELDER = "Người cao tuổi";
const DISABLED = "Người khuyết tật";
const CHILD = "Trẻ em mất nguồn nuôi dưỡng";
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
    components: [
      paper("1", "Giấy báo tử hoặc giấy tờ thay giấy báo tử", "original"),
      ifAny(paper("2", "Văn bản ủy quyền, trường hợp ủy quyền", "original")),
    ],
    results: [{ code: "KQ.G15.000004", name: "Trích lục khai tử" }],
    legalBases: ["Luật Hộ tịch số 60/2014/QH13", "Nghị định số 123/2015/NĐ-CP"],
  }),
  eform: form([
    {
      key: "nguoi-mat",
      title: "Người đã mất",
      fields: {
        deceased: { type: "string", title: "Họ và tên", format: "full-name" },
        diedOn: { type: "string", title: "Ngày mất", format: "date" },
        place: { type: "string", title: "Nơi mất", maxLength: 200 },
        deceasedNumber: { type: "string", title: "Số định danh của người đã mất", format: "identity-number" },
        cause: { type: "string", title: "Nguyên nhân", maxLength: 300 },
      },
      optional: ["deceasedNumber", "cause"],
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
    components: [
      paper("1", "Bản chính giấy tờ làm cơ sở chứng thực", "shown"),
      ifAny(paper("2", "Bản sao cần chứng thực, nếu đã sao sẵn")),
    ],
    fees: [fee("Phí chứng thực một trang", 2_000)],
    results: [{ code: "KQ.G15.000005", name: "Bản sao chứng thực" }],
    legalBases: ["Nghị định số 23/2015/NĐ-CP", "Thông tư số 226/2016/TT-BTC"],
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
  process: sameDayProcess(),
};

export const socialAllowance: DemoProcedure = {
  code: "1.001776",
  name: "Thực hiện trợ cấp xã hội hằng tháng",
  field: "Bảo trợ xã hội",
  serviceLevel: "full",
  content: content({
    ...commune,
    limit: workingDays(10),
    cases: [ELDER, DISABLED, CHILD],
    components: [
      paper("1", "Tờ khai đề nghị trợ giúp xã hội", "original"),
      inCase(DISABLED, paper("2", "Giấy xác nhận khuyết tật")),
      inCase(CHILD, paper("3", "Giấy tờ xác nhận cha, mẹ đã chết, mất tích hoặc đang chấp hành án")),
      inCase(ELDER, ifAny(paper("4", "Giấy tờ về người phụng dưỡng, trường hợp có người phụng dưỡng"))),
    ],
    results: [{ code: "KQ.G19.000001", name: "Quyết định trợ cấp xã hội" }],
    legalBases: [
      "Luật Người cao tuổi số 39/2009/QH12",
      "Luật Người khuyết tật số 51/2010/QH12",
      "Nghị định số 20/2021/NĐ-CP",
    ],
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
            { const: "elder", title: ELDER },
            { const: "disabled", title: DISABLED },
            { const: "child", title: CHILD },
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
      fields: {
        way: {
          type: "string",
          title: "Cách nhận",
          oneOf: [
            { const: "bank", title: "Qua tài khoản" },
            { const: "home", title: "Tiền mặt tại nhà, điểm chi trả" },
          ],
        },
        account: {
          type: "string",
          title: "Số tài khoản và ngân hàng",
          maxLength: 100,
          "x-show-if": { field: "way", in: ["bank"] },
        },
        phone,
      },
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
    components: [
      paper("1", "Giấy đề nghị đăng ký hộ kinh doanh", "original"),
      ifAny(paper("2", "Biên bản họp thành viên hộ gia đình, trường hợp các thành viên cùng đăng ký")),
      ifAny(paper("3", "Văn bản ủy quyền cho một thành viên làm chủ hộ, trường hợp các thành viên cùng đăng ký")),
    ],
    fees: [fee("Lệ phí đăng ký", 100_000, "direct"), fee("Lệ phí đăng ký", 50_000, "online")],
    results: [{ code: "KQ.G05.000001", name: "Giấy chứng nhận đăng ký hộ kinh doanh" }],
    legalBases: ["Nghị định số 168/2025/NĐ-CP", "Thông tư số 68/2025/TT-BTC"],
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
      paper("2", "Giấy xác nhận sức khỏe của chủ cơ sở và người trực tiếp sản xuất"),
      paper("3", "Giấy chứng nhận đăng ký kinh doanh có ngành nghề thực phẩm"),
    ],
    fees: [fee("Phí thẩm định", 700_000)],
    results: [{ code: "KQ.G18.000001", name: "Giấy chứng nhận an toàn thực phẩm" }],
    legalBases: ["Luật An toàn thực phẩm số 55/2010/QH12", "Nghị định số 15/2018/NĐ-CP"],
  }),
  eform: form([
    {
      key: "co-so",
      title: "Cơ sở",
      fields: {
        facility: { type: "string", title: "Tên cơ sở", maxLength: 200 },
        place: { type: "string", title: "Địa chỉ", maxLength: 300 },
        taxCode: { type: "string", title: "Mã số thuế", format: "tax-code" },
        goods: {
          type: "string",
          title: "Loại hình",
          oneOf: [
            { const: "making", title: "Sản xuất, chế biến" },
            { const: "serving", title: "Dịch vụ ăn uống" },
          ],
        },
        meals: {
          type: "integer",
          title: "Số suất ăn mỗi lần phục vụ",
          minimum: 1,
          maximum: 100_000,
          "x-show-if": { field: "goods", in: ["serving"] },
        },
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
    components: [paper("1", "Đơn đề nghị cấp giấy phép", "original"), paper("2", "Ảnh chụp hiện trạng cây")],
    results: [{ code: "KQ.G17.000011", name: "Giấy phép chặt hạ, dịch chuyển cây xanh" }],
    legalBases: ["Nghị định số 258/2025/NĐ-CP"],
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
