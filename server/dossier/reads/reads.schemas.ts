import Type from "typebox";
import { READ_KINDS, type ReadKind } from "../../../domain/evidence/read-log.ts";
import { closed, Nullable, text } from "../api/schema-parts.ts";

const Kind = Type.Unsafe<ReadKind>(Type.String({ enum: [...READ_KINDS] }));
const Cursor = Type.Optional(Type.Integer({ minimum: 1, description: "next của trang trước" }));
const Span = {
  dossier: Type.Optional(text(60)),
  officer: Type.Optional(text(100)),
  kind: Type.Optional(Kind),
  from: Type.Optional(text(10)),
  to: Type.Optional(text(10)),
};

export const PageQuery = Type.Object({ cursor: Cursor }, closed);
export const ReadsQuery = Type.Object({ ...Span, cursor: Cursor }, closed);
export const CountsQuery = Type.Object(Span, closed);

const READ_EXAMPLE = {
  id: 41,
  at: "2026-09-07T09:05:00+07:00",
  kind: "dossier",
  actorKind: "officer",
  name: "Lường Văn Pành",
  agency: "Ủy ban nhân dân phường Bến Đò",
  purpose: "Xem hồ sơ",
  emergency: false,
};
const Seen = {
  id: Type.Integer(),
  at: Type.String(),
  kind: Kind,
  actorKind: Type.String(),
  name: Type.String(),
  agency: Nullable(Type.String()),
  purpose: Type.String(),
  emergency: Type.Boolean({ description: "Đọc khẩn cấp: ngoài phạm vi của người xem" }),
};
const next = Nullable(Type.Integer());

export const DossierReadsView = Type.Object(
  { items: Type.Array(Type.Object(Seen)), next },
  { examples: [{ items: [READ_EXAMPLE], next: null }] },
);

export const ReadsView = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        ...Seen,
        login: Nullable(Type.String()),
        dossierCode: Nullable(Type.String()),
        requestId: Nullable(Type.String()),
      }),
    ),
    next,
  },
  {
    examples: [
      {
        items: [{ ...READ_EXAMPLE, login: "thuly.xa", dossierCode: "H99.20-260907-0001", requestId: null }],
        next: 41,
      },
    ],
  },
);

export const ReadCountsView = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        day: Type.String(),
        name: Type.String(),
        login: Nullable(Type.String()),
        agency: Nullable(Type.String()),
        reads: Type.Integer(),
        dossiers: Type.Integer({ description: "Số hồ sơ khác nhau" }),
        wide: Type.Integer({ description: "Số lần xem nhiều hồ sơ cùng lúc: tìm kiếm, sổ theo dõi" }),
      }),
    ),
  },
  {
    examples: [
      {
        items: [
          {
            day: "2026-09-07",
            name: "Lường Văn Pành",
            login: "thuly.xa",
            agency: "Ủy ban nhân dân phường Bến Đò",
            reads: 60,
            dossiers: 31,
            wide: 2,
          },
        ],
      },
    ],
  },
);
