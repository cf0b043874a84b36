import { rowFaultText, rowOutcomeText } from "../../web/admin/sheet-text.ts";
import type { ImportReport } from "../platform/sheet/import-sheet.ts";
import { REPORT_HEADERS } from "../platform/sheet/read-sheet.ts";
import type { SheetKind } from "../platform/sheet/sheet-kind.ts";
import { writeSheet } from "../platform/sheet/write-sheet.ts";

const [OUTCOME, REASON] = REPORT_HEADERS;

/** The table that was brought in, with what became of each row and why; corrected, it can be brought in again. */
export function reportSheet(kind: SheetKind<unknown>, { rows }: Pick<ImportReport, "rows">): Buffer {
  const headers = new Map(kind.columns.map(({ key, header }) => [key, header]));
  const columns = [
    ...kind.columns,
    { key: "outcome", header: OUTCOME, hint: "Hệ thống ghi; khi nhập lại không đọc cột này.", required: false },
    { key: "reason", header: REASON, hint: "Hệ thống ghi; khi nhập lại không đọc cột này.", required: false },
  ];
  const cells = rows.map(({ cells: read, outcome, faults, notes }) => ({
    ...read,
    outcome: rowOutcomeText(outcome),
    reason: [...faults.map((fault) => rowFaultText(fault, headers)), ...notes].join(" "),
  }));
  return writeSheet(columns, cells, []);
}
