import Type from "typebox";
import { AGENCY_LEVELS, COUNTER_KINDS, type AgencyLevel, type CounterKind } from "../../domain/organisation/agency.ts";
import {
  AGENCY_CHANGE_EXAMPLE,
  AGENCY_DETAIL_EXAMPLE,
  AGENCY_LIST_EXAMPLE,
  CLOSURE_BODY_EXAMPLE,
  CLOSURE_EXAMPLE,
  NEW_AGENCY_EXAMPLE,
} from "./api-examples.ts";

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: "uuid" });
const Day = Type.String({ format: "date", examples: ["2025-07-01"] });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Code = Type.String({ maxLength: 35, examples: ["H99.20"], description: "Mã định danh theo QĐ 20/2020/QĐ-TTg" });
const LegacyCode = Type.String({ maxLength: 20, examples: ["000.00.20.H99"] });
const Name = Type.String({ maxLength: 300, examples: ["Ủy ban nhân dân xã Đồng Mận"] });
const Level = Type.Unsafe<AgencyLevel>({ enum: [...AGENCY_LEVELS] });
const Counter = Type.Unsafe<CounterKind>({ enum: [...COUNTER_KINDS] });
const Text = Type.String({ maxLength: 300 });
const Basis = Type.String({ maxLength: 500, examples: ["Quyết định số 12/QĐ-UBND ngày 01/7/2025"] });

export const AgencyParams = Type.Object({ id: Id });

export const AgenciesQuery = Type.Object({
  on: Type.Optional(Type.String({ format: "date", description: "Bỏ trống: hôm nay" })),
  q: Type.Optional(Type.String({ maxLength: 200, description: "Tên hoặc mã, có dấu hay không" })),
});

export const AgencyView = Type.Object({
  id: Id,
  code: Code,
  legacyCode: orNull(LegacyCode),
  name: Name,
  level: Level,
  parentId: orNull(Id),
  counterKind: orNull(Counter),
  address: Text,
  hotline: Text,
  from: Day,
  to: orNull(Day),
});

export const AgencyList = Type.Object({ items: Type.Array(AgencyView) }, { examples: [AGENCY_LIST_EXAMPLE] });

const Succession = Type.Object({ id: Id, code: Code, name: Name, on: Day, basis: Basis });

export const AgencyDetail = Type.Object(
  {
    ...AgencyView.properties,
    former: Type.Array(Type.Object({ to: Day, name: Name, parentName: orNull(Name), address: Text, hotline: Text }), {
      description: "Tên, địa chỉ, cấp trên trước đây, đến hết hôm trước ngày `to`",
    }),
    predecessors: Type.Array(Succession),
    successors: Type.Array(Succession),
    actions: Type.Array(Type.String({ examples: ["change", "close"] }), { description: "Việc người đọc làm được" }),
  },
  { examples: [AGENCY_DETAIL_EXAMPLE] },
);

export const NewAgencyBody = Type.Object(
  {
    code: Code,
    legacyCode: Type.Optional(orNull(LegacyCode)),
    name: Name,
    level: Level,
    parentId: Id,
    counterKind: Type.Optional(orNull(Counter)),
    address: Type.Optional(Text),
    hotline: Type.Optional(Text),
    from: Day,
    basis: Type.Optional(Basis),
  },
  { ...closed, examples: [NEW_AGENCY_EXAMPLE] },
);

export const ChangeBody = Type.Object(
  {
    since: Type.Union([Day, Type.Null()], {
      description: "Ngày đầu tiên của tên, địa chỉ, cấp trên mới; null: sửa điều ghi sai từ đầu",
    }),
    basis: Basis,
    name: Type.Optional(Name),
    legacyCode: Type.Optional(orNull(LegacyCode)),
    parentId: Type.Optional(Id),
    counterKind: Type.Optional(orNull(Counter)),
    address: Type.Optional(Text),
    hotline: Type.Optional(Text),
  },
  { ...closed, examples: [AGENCY_CHANGE_EXAMPLE] },
);

export const ClosureBody = Type.Object(
  {
    on: Type.String({ format: "date", description: "Ngày đầu tiên không còn hoạt động", examples: ["2025-07-01"] }),
    successorIds: Type.Array(Id, { maxItems: 50 }),
    basis: Basis,
  },
  { ...closed, examples: [CLOSURE_BODY_EXAMPLE] },
);

export const Closure = Type.Object(
  {
    dossiersLeft: Type.Integer({ description: "Hồ sơ đang giải quyết, do người cũ làm nốt" }),
    officersMoved: Type.Integer(),
    childrenMoved: Type.Integer(),
  },
  { examples: [CLOSURE_EXAMPLE] },
);
