import Type, { type Static } from "typebox";
import { TIME_UNITS, type TimeUnit } from "../../domain/calendar/time-limit.ts";
import {
  AMENDMENT_BODY_EXAMPLE,
  AMENDMENT_EXAMPLE,
  APPLY_EXAMPLE,
  CALENDAR_EXAMPLE,
  DUE_BODY_EXAMPLE,
  DUE_EXAMPLE,
  PREVIEW_EXAMPLE,
} from "./api-examples.ts";

const closed = { additionalProperties: false } as const;
const AnyDate = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", examples: ["2026-09-03"] });
const AgencyId = Type.Union([Type.String({ format: "uuid" }), Type.Null()], {
  description: "Cơ quan; null là lịch chung của tỉnh",
});
const Hours = Type.Array(Type.String({ maxLength: 20, examples: ["07:30-11:30"] }), {
  maxItems: 12,
  description: "Các khoảng giờ mở cửa; rỗng là không làm việc",
});
/** A moment with its zone, as ISO 8601. */
const AnyMoment = Type.String({ maxLength: 40, examples: ["2024-08-30T16:20:00+07:00"] });

/** An amendment as programs and our own forms send it. */
export const AmendmentBody = Type.Object(
  {
    agencyId: AgencyId,
    basis: Type.String({ maxLength: 500, description: "Văn bản làm căn cứ", examples: ["Công văn 12/UBND-NC"] }),
    days: Type.Array(
      Type.Object(
        {
          date: AnyDate,
          kind: Type.Union([Type.Literal("off"), Type.Literal("makeup"), Type.Literal("hours"), Type.Literal("none")], {
            description: "off: nghỉ; makeup: làm bù; hours: giờ riêng; none: bỏ ngày riêng, trở lại lịch được kế thừa",
          }),
          name: Type.String({ maxLength: 200 }),
          hours: Hours,
        },
        closed,
      ),
      { maxItems: 400 },
    ),
    hours: Type.Array(
      Type.Object(
        {
          weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 }),
          hours: Hours,
          from: AnyDate,
          to: Type.Union([AnyDate, Type.Null()], { description: "Ngày đầu tiên không còn áp dụng" }),
        },
        closed,
      ),
      { maxItems: 50 },
    ),
    confirmYears: Type.Array(Type.Integer(), { maxItems: 20, description: "Năm đã đủ ngày theo thông báo chính thức" }),
  },
  {
    ...closed,
    examples: [AMENDMENT_BODY_EXAMPLE],
  },
);
export type AmendmentBody = Static<typeof AmendmentBody>;

export const ApplyBody = Type.Object(
  {
    amendment: AmendmentBody,
    seenVersion: Type.String({ maxLength: 80, description: "version của lịch đã xem; lịch đã đổi thì trả 409" }),
  },
  { ...closed, examples: [APPLY_EXAMPLE] },
);

export const CalendarQuery = Type.Object(
  {
    year: Type.Integer({ minimum: 2000, maximum: 2200 }),
    agencyId: Type.Optional(Type.String({ format: "uuid", description: "Bỏ trống là lịch chung của tỉnh" })),
  },
  closed,
);

export const CalendarView = Type.Object(
  {
    year: Type.Integer(),
    agencyId: AgencyId,
    version: Type.String(),
    confirmed: Type.Boolean({ description: "Năm đã được xác nhận; chưa thì hệ thống không tính hạn rơi vào năm này" }),
    days: Type.Array(
      Type.Object({
        date: AnyDate,
        kind: Type.String(),
        name: Type.String(),
        hours: Hours,
        basis: Type.String(),
        inherited: Type.Boolean(),
      }),
    ),
    week: Type.Array(
      Type.Object({
        weekday: Type.Integer(),
        hours: Hours,
        from: AnyDate,
        to: Type.Union([AnyDate, Type.Null()]),
        basis: Type.String(),
        inherited: Type.Boolean(),
      }),
    ),
  },
  { examples: [CALENDAR_EXAMPLE] },
);

const MaybeMoment = Type.Union([Type.String(), Type.Null()]);
export const PreviewView = Type.Object(
  {
    version: Type.String(),
    total: Type.Integer(),
    later: Type.Integer(),
    earlier: Type.Integer(),
    unreckoned: Type.Integer({ description: "Ngày mới rơi vào năm chưa xác nhận, nên giữ ngày cũ" }),
    byAgency: Type.Array(Type.Object({ agencyId: Type.String(), agency: Type.String(), count: Type.Integer() })),
    first: Type.Array(
      Type.Object({
        dossierId: Type.String(),
        code: Type.String(),
        agencyId: Type.String(),
        oldDue: MaybeMoment,
        newDue: MaybeMoment,
        fault: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  },
  { examples: [PREVIEW_EXAMPLE] },
);

export const AmendmentView = Type.Object(
  {
    id: Type.Integer(),
    at: Type.String(),
    by: Type.String(),
    agencyId: AgencyId,
    basis: Type.String(),
    recomputed: Type.Object({
      changed: Type.Integer(),
      unreckoned: Type.Integer(),
      failed: Type.Integer({ description: "Hồ sơ chưa lưu được do lỗi hệ thống, có trong nhật ký" }),
      finishedAt: MaybeMoment,
    }),
  },
  { examples: [AMENDMENT_EXAMPLE] },
);

export const DueBody = Type.Object(
  {
    received: AnyMoment,
    amount: Type.Number({ minimum: 0, maximum: 1_000_000 }),
    unit: Type.Unsafe<TimeUnit>(Type.Union(TIME_UNITS.map((unit) => Type.Literal(unit)))),
    policy: Type.Union([Type.Literal("pause"), Type.Literal("restart")], { default: "restart" }),
    pauses: Type.Array(
      Type.Object(
        {
          from: AnyMoment,
          to: Type.Optional(Type.Union([AnyMoment, Type.Null()])),
          kind: Type.Optional(Type.Union([Type.Literal("supplement"), Type.Literal("financial-obligation")])),
        },
        closed,
      ),
      { maxItems: 100, default: [] },
    ),
    agencyId: Type.Optional(AgencyId),
  },
  {
    ...closed,
    examples: [DUE_BODY_EXAMPLE],
  },
);
export type DueBody = Static<typeof DueBody>;

export const DueView = Type.Object(
  {
    due: MaybeMoment,
    original: Type.String(),
    explanation: Type.Array(Type.String()),
  },
  { examples: [DUE_EXAMPLE] },
);
