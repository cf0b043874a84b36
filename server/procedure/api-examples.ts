const NUMBER = 1;

/** What the list shows of the registration of a birth. */
const LISTED = {
  code: "1.001193",
  name: "Đăng ký khai sinh",
  field: "Hộ tịch",
  serviceLevel: "full",
  fileable: true,
};

export const PAGE_EXAMPLE = { items: [{ ...LISTED, levels: ["commune"] }], count: 1, next: null };

const FORM = {
  layout: [{ key: "tre", title: "Trẻ được khai sinh", fields: ["childName", "childBorn"] }],
  schema: {
    type: "object",
    required: ["childName", "childBorn"],
    properties: {
      childName: { type: "string", title: "Họ, chữ đệm, tên của trẻ", format: "full-name" },
      childBorn: { type: "string", title: "Ngày sinh của trẻ", format: "date" },
    },
  },
};
const FEE = { name: "Lệ phí khai sinh quá hạn", amount: 8000, channel: "direct" };

export const PROCEDURE_EXAMPLE = {
  ...LISTED,
  number: NUMBER,
  validFrom: "2025-07-01",
  content: {
    levels: ["commune"],
    targets: ["Công dân Việt Nam"],
    cases: [],
    components: [
      {
        code: "1",
        caseName: null,
        name: "Giấy chứng sinh",
        form: null,
        originals: 1,
        copies: 0,
        electronic: true,
        optional: false,
      },
    ],
    channels: [
      { channel: "direct", limit: { amount: 3, unit: "working-day" }, feeText: "Không thu phí", note: "" },
      { channel: "online", limit: { amount: 3, unit: "working-day" }, feeText: "Không thu phí", note: "" },
    ],
    fees: [],
    results: [{ code: "KQ.G15.000001", name: "Giấy khai sinh" }],
    legalBases: ["Luật Hộ tịch số 60/2014/QH13", "Nghị định số 123/2015/NĐ-CP"],
    conditions: "Đăng ký trong 60 ngày kể từ ngày sinh con.",
    steps: "",
    supplementPolicy: "restart",
    sensitive: true,
    competence: "commune",
  },
  eform: FORM,
};

export const SETTINGS_BODY_EXAMPLE = {
  basedOn: NUMBER,
  serviceLevel: "full",
  competence: "commune",
  supplementPolicy: "restart",
  sensitive: true,
  fees: [FEE],
  eform: FORM,
};

const DIFFERENCE = {
  part: "fees",
  item: FEE.name,
  channel: "direct",
  before: null,
  after: "8000",
  sentence: "Thêm: Khoản thu “Lệ phí khai sinh quá hạn” (trực tiếp): 8.000 đồng.",
};

export const SETTINGS_EXAMPLE = { differences: [DIFFERENCE] };

export const VERSIONS_EXAMPLE = {
  items: [
    { number: 2, name: LISTED.name, validFrom: "2026-09-07", validTo: null, differences: [DIFFERENCE] },
    { number: 1, name: LISTED.name, validFrom: "2025-07-01", validTo: "2026-09-07", differences: [] },
  ],
};

const usual = { unit: "resolving", split: "all", join: "all" };
const STEPS = [
  {
    ...usual,
    key: "tiep-nhan",
    name: "Tiếp nhận hồ sơ",
    kind: "reception",
    role: "receiver",
    unit: "receiving",
    hours: 4,
    next: ["phan-cong"],
  },
  {
    ...usual,
    key: "phan-cong",
    name: "Phân công thụ lý",
    kind: "assignment",
    role: "leader",
    hours: 4,
    next: ["tham-dinh"],
  },
  {
    ...usual,
    key: "tham-dinh",
    name: "Thẩm định, dự thảo kết quả",
    kind: "appraisal",
    role: "handler",
    hours: 8,
    next: ["phe-duyet"],
  },
  {
    ...usual,
    key: "phe-duyet",
    name: "Lãnh đạo duyệt kết quả",
    kind: "approval",
    role: "leader",
    hours: 4,
    next: ["ky"],
  },
  { ...usual, key: "ky", name: "Ký kết quả", kind: "signing", role: "leader", hours: 2, next: ["phat-hanh"] },
  {
    ...usual,
    key: "phat-hanh",
    name: "Vào số, đóng dấu, phát hành",
    kind: "issuing",
    role: "seal-clerk",
    hours: 2,
    next: ["tra-ket-qua"],
  },
  {
    ...usual,
    key: "tra-ket-qua",
    name: "Trả kết quả",
    kind: "handing-out",
    role: "receiver",
    unit: "receiving",
    hours: 0,
    next: [],
  },
];

/** A decision of the province that approves the usual process. */
export const PUBLISH_EXAMPLE = { decisionNumber: "12/QĐ-UBND", decisionDate: "2025-06-20", steps: STEPS };

export const PUBLISHED_EXAMPLE = { outcome: "created", warnings: [] };

export const PROCESSES_EXAMPLE = {
  items: [
    {
      id: "0199d1a0-6666-7aaa-8bbb-000000000001",
      versionNumber: NUMBER,
      number: 1,
      publishedAt: "2026-09-07T08:00:00+07:00",
      publishedBy: "Thân Văn Lập",
      ...PUBLISH_EXAMPLE,
    },
  ],
};

export const CATALOGUE_IMPORT_EXAMPLE = {
  id: "0199d1a0-5555-7aaa-8bbb-000000000002",
  mode: "preview",
  rows: [
    {
      line: 1,
      code: "1.001193",
      name: "Đăng ký khai sinh",
      outcome: "changed",
      sentences: ["Thời hạn (trực tuyến): “5 ngày làm việc” → “3 ngày làm việc”."],
    },
    {
      line: 2,
      code: "1.00119",
      name: "",
      outcome: "error",
      sentences: ["code: thấy “1.00119”; cần mã thủ tục dạng 1.001193."],
    },
  ],
  missing: [],
};
