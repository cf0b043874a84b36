import Type from "typebox";
import { TIME_UNITS } from "../../domain/calendar/time-limit.ts";
import type { EForm } from "../../domain/eform/eform.ts";
import type { Difference } from "../../domain/procedure/compare-versions.ts";
import {
  COMPETENCE_RULES,
  PROCEDURE_CHANNELS,
  SERVICE_LEVELS,
  type Fee,
  type Level,
  type ProcedureChannel,
  type ProcedureContent,
  type ServiceLevel,
} from "../../domain/procedure/procedure.ts";
import {
  PAGE_EXAMPLE,
  PROCEDURE_EXAMPLE,
  SETTINGS_BODY_EXAMPLE,
  SETTINGS_EXAMPLE,
  VERSIONS_EXAMPLE,
} from "./api-examples.ts";
import { closed, date, number, oneOf } from "./schema-parts.ts";

const LEVELS: readonly Level[] = ["province", "district", "commune"];
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const CodeParams = Type.Object({
  code: Type.String({ pattern: "^\\d\\.\\d{6}$", examples: ["1.001193"], description: "Mã thủ tục quốc gia" }),
});
export const SearchQuery = Type.Object(
  {
    q: Type.Optional(
      Type.String({ maxLength: 200, description: "Tên hoặc mã, có dấu hay không", examples: ["khai sinh"] }),
    ),
    field: Type.Optional(Type.String({ maxLength: 200, description: "Lĩnh vực", examples: ["Hộ tịch"] })),
    level: Type.Optional(oneOf(LEVELS)),
    fileable: Type.Optional(Type.Boolean({ description: "Đã công bố quy trình, nộp được" })),
    after: Type.Optional(Type.String({ maxLength: 2000, description: "`next` của trang trước" })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  },
  closed,
);

const listed = {
  code: Type.String({ examples: ["1.001193"] }),
  name: Type.String({ examples: ["Đăng ký khai sinh"] }),
  field: Type.String({ examples: ["Hộ tịch"] }),
  serviceLevel: oneOf<ServiceLevel>(SERVICE_LEVELS),
  fileable: Type.Boolean(),
};
export const ProcedurePageView = Type.Object(
  {
    items: Type.Array(Type.Object({ ...listed, levels: Type.Unsafe<readonly Level[]>(Type.Array(oneOf(LEVELS))) })),
    count: Type.Integer({ description: "Số thủ tục khớp, mọi trang" }),
    next: nullable(Type.String({ description: "Gửi lại ở `after` để lấy trang sau" })),
  },
  { examples: [PAGE_EXAMPLE] },
);

const limit = nullable(Type.Object({ amount: Type.Number(), unit: oneOf(TIME_UNITS) }));
const FeeSchema = Type.Object(
  {
    name: Type.String({ maxLength: 300, examples: ["Lệ phí"] }),
    amount: Type.Integer({ minimum: 0, description: "Đồng", examples: [15000] }),
    channel: nullable(oneOf<ProcedureChannel>(PROCEDURE_CHANNELS)),
  },
  closed,
);
const Competence = Type.Union([
  oneOf(COMPETENCE_RULES),
  Type.Object({ agencyCode: Type.String({ maxLength: 35 }) }, closed),
]);
/** What a version asks and promises, as it is stored and given out. */
export const ContentView = Type.Unsafe<ProcedureContent>(
  Type.Object({
    levels: Type.Array(oneOf(LEVELS)),
    targets: Type.Array(Type.String()),
    cases: Type.Array(Type.String()),
    casesComplete: Type.Optional(Type.Boolean({ description: "Ai cũng thuộc một trong các trường hợp" })),
    components: Type.Array(
      Type.Object({
        code: Type.String(),
        caseName: nullable(Type.String()),
        name: Type.String(),
        form: nullable(Type.String()),
        originals: Type.Integer(),
        copies: Type.Integer(),
        electronic: Type.Boolean(),
        optional: Type.Boolean(),
      }),
    ),
    channels: Type.Array(
      Type.Object({
        channel: oneOf<ProcedureChannel>(PROCEDURE_CHANNELS),
        limit,
        feeText: Type.String(),
        note: Type.String(),
      }),
    ),
    fees: Type.Array(FeeSchema),
    results: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
    legalBases: Type.Array(Type.String()),
    conditions: Type.String(),
    steps: Type.String(),
    supplementPolicy: oneOf(["pause", "restart"]),
    sensitive: Type.Boolean(),
    competence: Competence,
  }),
);
const FormView = Type.Unsafe<EForm | null>(nullable(Type.Record(Type.String(), Type.Unknown())));

export const ProcedureView = Type.Object(
  {
    ...listed,
    number,
    validFrom: date,
    content: ContentView,
    eform: FormView,
  },
  { examples: [PROCEDURE_EXAMPLE] },
);

const DifferenceView = Type.Unsafe<Difference & { readonly sentence: string }>(
  Type.Object({
    part: Type.String({ examples: ["limit"] }),
    item: nullable(Type.String()),
    channel: nullable(oneOf<ProcedureChannel>(PROCEDURE_CHANNELS)),
    before: nullable(Type.String({ examples: ["5 working-day"] })),
    after: nullable(Type.String({ examples: ["3 working-day"] })),
    sentence: Type.String({ examples: ["Thời hạn (trực tuyến): 5 ngày làm việc → 3 ngày làm việc."] }),
  }),
);
export const VersionsView = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        number,
        name: Type.String(),
        validFrom: date,
        validTo: nullable(date),
        differences: Type.Array(DifferenceView, { description: "So với phiên bản liền trước" }),
      }),
    ),
  },
  { examples: [VERSIONS_EXAMPLE] },
);

export const SettingsBody = Type.Object(
  {
    basedOn: Type.Integer({ minimum: 1, description: "Số phiên bản đang sửa" }),
    serviceLevel: oneOf<ServiceLevel>(SERVICE_LEVELS),
    competence: Type.Union([
      oneOf(COMPETENCE_RULES),
      Type.Object({ agencyCode: Type.String({ maxLength: 35 }) }, closed),
    ]),
    supplementPolicy: oneOf(["pause", "restart"]),
    sensitive: Type.Boolean(),
    fees: Type.Unsafe<readonly Fee[]>(Type.Array(FeeSchema, { maxItems: 50 })),
    eform: Type.Unknown({ description: "Mẫu khai (docs/eform.md), null nếu không có" }),
  },
  { ...closed, examples: [SETTINGS_BODY_EXAMPLE] },
);
export const SettingsView = Type.Object({ differences: Type.Array(DifferenceView) }, { examples: [SETTINGS_EXAMPLE] });
