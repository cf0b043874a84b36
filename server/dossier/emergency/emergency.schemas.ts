import Type from "typebox";
import { closed, Id, Nullable, text } from "../api/schema-parts.ts";

export const AskBody = Type.Object(
  {
    code: text(60),
    reason: text(1000),
  },
  { ...closed, examples: [{ code: "H99.20-260907-0417", reason: "Cấp cứu, cần số điện thoại người nhà của trẻ" }] },
);

export const GrantParams = Type.Object({ id: Id });
export const NoteBody = Type.Object(
  { note: Type.Optional(text(1000)) },
  { ...closed, examples: [{ note: "Đúng việc" }] },
);
export const GrantsQuery = Type.Object(
  {
    mine: Type.Optional(Type.Boolean({ description: "Những lần chính mình hỏi" })),
    cursor: Type.Optional(Id),
  },
  closed,
);

const Step = Nullable(Type.Object({ at: Type.String(), name: Type.String(), note: Type.String() }));
export const GrantView = Type.Object(
  {
    id: Id,
    dossierId: Id,
    code: Type.String(),
    procedureName: Nullable(Type.String()),
    heldBy: Nullable(Type.String()),
    name: Type.String(),
    login: Nullable(Type.String()),
    agency: Nullable(Type.String()),
    reason: Type.String(),
    at: Type.String(),
    until: Type.String(),
    open: Type.Boolean({ description: "Còn đọc được" }),
    ended: Step,
    reviewed: Step,
    reads: Type.Integer({ description: "Số lần đã mở" }),
  },
  {
    examples: [
      {
        id: "0199d1a0-1111-7aaa-8bbb-000000000009",
        dossierId: "0199d1a0-1111-7aaa-8bbb-000000000001",
        code: "H99.20-260907-0417",
        procedureName: "Đăng ký khai sinh",
        heldBy: "Ủy ban nhân dân phường Bến Đò",
        name: "Kiều Thị Mận",
        login: "thuly.yte",
        agency: "Sở Y tế",
        reason: "Cấp cứu, cần số điện thoại người nhà của trẻ",
        at: "2026-09-07T12:40:00+07:00",
        until: "2026-09-07T16:40:00+07:00",
        open: true,
        ended: null,
        reviewed: null,
        reads: 1,
      },
    ],
  },
);
export const GrantsView = Type.Object(
  { items: Type.Array(GrantView), next: Nullable(Id) },
  { examples: [{ items: [], next: null }] },
);
export const GivenView = Type.Object(
  { id: Id, dossierId: Id, until: Type.String() },
  {
    examples: [
      {
        id: "0199d1a0-1111-7aaa-8bbb-000000000009",
        dossierId: "0199d1a0-1111-7aaa-8bbb-000000000001",
        until: "2026-09-07T16:40:00+07:00",
      },
    ],
  },
);
