import Type from "typebox";
import { XLSX_TYPE } from "../platform/sheet/write-sheet.ts";

export const KindParams = Type.Object({
  kind: Type.String({
    pattern: "^[a-z-]+$",
    description: "agencies, officers, calendar, procedure-settings, processes hoặc synonyms",
    examples: ["synonyms"],
  }),
});

const Fault = Type.Object({
  number: Type.Integer(),
  column: Type.Union([Type.String(), Type.Null()], { description: "null: cả dòng" }),
  code: Type.String(),
  seen: Type.String(),
});

export const ImportReportView = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    mode: Type.String(),
    rows: Type.Array(
      Type.Object({
        number: Type.Integer({ description: "Số dòng trong tệp, dòng tiêu đề là 1" }),
        outcome: Type.String({ description: "created, changed, unchanged, error hoặc undone" }),
        faults: Type.Array(Fault),
        notes: Type.Array(Type.String()),
      }),
    ),
  },
  {
    examples: [
      {
        id: "0199d1a0-5555-7aaa-8bbb-000000000001",
        kind: "synonyms",
        mode: "good-rows",
        rows: [
          { number: 2, outcome: "created", faults: [], notes: [] },
          {
            number: 3,
            outcome: "error",
            faults: [{ number: 3, column: "meant", code: "synonym-same", seen: "khai sinh" }],
            notes: [],
          },
        ],
      },
    ],
  },
);

/** A workbook; its bytes go out as they are. */
export const ExportAnswer = {
  description: "Tệp XLSX",
  content: { [XLSX_TYPE]: { schema: Type.Unsafe<Uint8Array>(Type.String({ format: "binary" })) } },
};
