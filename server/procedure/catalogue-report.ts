import { catalogueOutcomeText, MISSING_TEXT } from "../../web/admin/catalogue-import-text.ts";
import { catalogueRowText } from "../../web/procedure/version-text.ts";
import { writeSheet } from "../platform/sheet/write-sheet.ts";
import type { KeptRow } from "./procedure-import.queries.ts";

const COLUMNS = [
  { key: "line", header: "Dòng", hint: "Số dòng trong tệp.", required: false },
  { key: "code", header: "Mã", hint: "Mã thủ tục quốc gia.", required: false },
  { key: "name", header: "Tên", hint: "Tên thủ tục theo tệp.", required: false },
  { key: "outcome", header: "Kết quả", hint: "Dòng ấy ra sao.", required: false },
  { key: "reason", header: "Lý do, thay đổi, ghi chú", hint: "Vì sao không nhận; đổi những gì.", required: false },
];

/** The report on a file of the national catalogue as a workbook, row by row. */
export function catalogueReportSheet(rows: readonly KeptRow[], previewed: boolean): Buffer {
  const cells = rows.map((row) => ({
    line: row.line === null ? "" : String(row.line),
    code: row.code,
    name: row.name,
    outcome: catalogueOutcomeText(row.outcome, previewed),
    reason: row.outcome === "missing" ? MISSING_TEXT : catalogueRowText(row),
  }));
  return writeSheet(COLUMNS, cells, []);
}
