import { parse } from "csv-parse/sync";
import { read, SSF, utils, type CellObject, type WorkSheet } from "@e965/xlsx";
import { fold, normalise } from "../../../domain/shared/vietnamese-text.ts";
import { ApiError } from "../errors.ts";
import { unpackedSize } from "./unpacked-size.ts";
import type { SheetColumn, SheetRow } from "./sheet-kind.ts";

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_UNPACKED = 100 * 1024 * 1024;
const MOST_ROWS = 20_000;

/** Names under which our own reports add what happened to a row; they are no data. */
export const REPORT_HEADERS = ["Kết quả nhập", "Lý do"] as const;

/**
 * Reads a table from XLSX, ODS or CSV (`,`, `;` or tab; UTF-8 or UTF-16): cells as NFC text, dates as 2026-09-02.
 * Headers match without regard to accents and case. Throws 422 with what was seen and expected.
 */
export function readSheet(bytes: Uint8Array, columns: readonly SheetColumn[]): readonly SheetRow[] {
  if (bytes.length === 0) throw new ApiError(422, "file-empty");
  if (bytes.length > MOST_BYTES) throw new ApiError(413, "sheet-too-big", { seen: bytes.length, expected: MOST_BYTES });
  const [header = [], ...body] = isWorkbook(bytes) ? readWorkbook(bytes) : readCsv(bytes);
  const keys = matchHeader(header, columns);
  const rows = body
    .map((cells, index) => ({ number: index + 2, cells: pick(cells, keys, columns) }))
    .filter(({ cells }) => Object.values(cells).some(Boolean));
  if (rows.length === 0) throw new ApiError(422, "sheet-without-rows");
  return rows;
}

function isWorkbook(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  return (a === 0x50 && b === 0x4b) || (a === 0xd0 && b === 0xcf);
}

function readWorkbook(bytes: Uint8Array): string[][] {
  const unpacked = bytes[0] === 0x50 ? unpackedSize(bytes) : bytes.length;
  if (unpacked === null) throw new ApiError(422, "sheet-damaged");
  if (unpacked > MOST_UNPACKED) throw new ApiError(413, "sheet-too-big", { seen: unpacked, expected: MOST_UNPACKED });
  let sheet: WorkSheet | undefined;
  try {
    const book = read(bytes, { type: "array", cellNF: true, cellHTML: false, sheetRows: MOST_ROWS + 2 });
    sheet = book.Sheets[book.SheetNames[0] ?? ""];
  } catch {
    throw new ApiError(422, "sheet-damaged");
  }
  const { e: end } = utils.decode_range(sheet?.["!ref"] ?? "A1");
  if (end.r > MOST_ROWS) throw new ApiError(413, "sheet-too-many-rows", { expected: MOST_ROWS });
  return Array.from({ length: end.r + 1 }, (_row, r) =>
    Array.from({ length: Math.min(end.c, 200) + 1 }, (_column, c) =>
      cellText(sheet?.[utils.encode_cell({ r, c })] as CellObject | undefined),
    ),
  );
}

function cellText(cell: CellObject | undefined): string {
  if (cell?.v === undefined || cell.v === null) return "";
  if (typeof cell.v === "number" && typeof cell.z === "string" && SSF.is_date(cell.z)) {
    const { y, m, d } = SSF.parse_date_code(cell.v) as { y: number; m: number; d: number };
    return `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
  }
  return clean(String(cell.v));
}

function readCsv(bytes: Uint8Array): string[][] {
  const text = decode(bytes);
  const firstLine = text.split(/\r?\n/, 1)[0] ?? "";
  const delimiter =
    [",", ";", "\t"].toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0] ?? ",";
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, delimiter, relax_column_count: true, to: MOST_ROWS + 2 });
  } catch {
    throw new ApiError(422, "sheet-damaged");
  }
  if (rows.length > MOST_ROWS + 1) throw new ApiError(413, "sheet-too-many-rows", { expected: MOST_ROWS });
  return rows.map((row) => row.map(clean));
}

/** UTF-8 or, as Excel's “Unicode text”, UTF-16; anything else is an old code page and is refused, not guessed. */
function decode(bytes: Uint8Array): string {
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw new ApiError(422, "text-not-unicode");
  }
}

function clean(text: string): string {
  return normalise(text)
    .replaceAll(/[\s\u00A0]+/g, " ")
    .trim();
}

/** The column key of each header cell; undefined for columns that are not ours. */
function matchHeader(header: readonly string[], columns: readonly SheetColumn[]): readonly (string | undefined)[] {
  const keys = header.map(
    (cell) => columns.find(({ key, header: name }) => fold(name) === fold(cell) || key === cell.trim())?.key,
  );
  const missing = columns.filter(({ key, required }) => required && !keys.includes(key)).map((column) => column.header);
  if (missing.length > 0) {
    throw new ApiError(422, "sheet-columns-missing", { seen: header.filter(Boolean), expected: missing });
  }
  return keys;
}

function pick(
  cells: readonly string[],
  keys: readonly (string | undefined)[],
  columns: readonly SheetColumn[],
): Record<string, string> {
  const row: Record<string, string> = Object.fromEntries(columns.map(({ key }) => [key, ""]));
  keys.forEach((key, index) => {
    if (key !== undefined) row[key] = cells[index] ?? "";
  });
  return row;
}
