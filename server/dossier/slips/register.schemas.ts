import Type from "typebox";
import { REGISTER_EXAMPLE } from "../api/api-examples.ts";

const Day = Type.String({ format: "date", examples: ["2026-09-07"] });
const At = Type.Union([Type.String({ examples: ["2026-09-07T09:00:00+07:00"] }), Type.Null()]);

export const RegisterQuery = Type.Object({
  agency: Type.String({ description: "Mã của quầy; rỗng: quầy đầu tiên được xem", examples: ["H99.01"] }),
  from: Day,
  to: Type.String({
    format: "date",
    description: "Ngày cuối, nhiều nhất một năm sau ngày đầu",
    examples: ["2026-09-30"],
  }),
});

export const RegisterView = Type.Object(
  {
    agency: Type.String({ examples: ["H99.01"] }),
    rows: Type.Array(
      Type.Object({
        sequence: Type.String({ description: "Số thứ tự trong sổ, là số của giấy tiếp nhận", examples: ["127"] }),
        dossierCode: Type.String({ examples: ["H99.01-260907-0001"] }),
        procedureName: Type.String(),
        applicantName: Type.String(),
        contact: Type.String(),
        agencyName: Type.String(),
        receivedAt: At,
        dueAt: At,
        returnedAt: At,
        resultChannel: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
    more: Type.Boolean({ description: "Còn dòng nữa: hỏi lại với ít ngày hơn" }),
  },
  { examples: [REGISTER_EXAMPLE] },
);
