import { utils, write } from "@e965/xlsx";
import type { SheetColumn } from "./sheet-kind.ts";

type Cells = Readonly<Record<string, string>>;

/** The media type of what `writeSheet` makes. */
export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * A workbook of one table and a second sheet that says what belongs into each column. Every cell is text, so leading
 * zeros stay and nothing that begins with `=` is ever reckoned.
 */
export function writeSheet(columns: readonly SheetColumn[], rows: readonly Cells[], help: readonly string[]): Buffer {
  const table = utils.aoa_to_sheet([
    columns.map(({ header }) => header),
    ...rows.map((row) => columns.map(({ key }) => row[key] ?? "")),
  ]);
  table["!cols"] = columns.map(({ key, header }) => ({ wch: width([header, ...rows.map((row) => row[key] ?? "")]) }));
  const guide = utils.aoa_to_sheet([
    ["Cột", "Bắt buộc", "Ghi gì vào đây"],
    ...columns.map(({ header, required, hint }) => [header, required ? "Có" : "", hint]),
    [],
    ...help.map((line) => [line]),
  ]);
  guide["!cols"] = [{ wch: 24 }, { wch: 9 }, { wch: 90 }];
  const book = utils.book_new();
  utils.book_append_sheet(book, table, "Dữ liệu");
  utils.book_append_sheet(book, guide, "Hướng dẫn");
  return write(book, { type: "buffer", bookType: "xlsx", compression: true }) as Buffer;
}

function width(texts: readonly string[]): number {
  const longest = texts.slice(0, 500).reduce((most, text) => Math.max(most, text.length), 0);
  return Math.min(60, longest + 2);
}
