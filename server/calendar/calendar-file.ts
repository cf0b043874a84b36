import { parse } from "csv-parse/sync";
import { readCalendarRow, type CalendarRecord, type CalendarRowFault } from "../../domain/calendar/calendar-row.ts";
import type { SpecialDay } from "../../domain/calendar/working-calendar.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";

export type CalendarFileFault =
  | { readonly code: CalendarRowFault | "date-twice"; readonly line: number; readonly seen: string }
  | { readonly code: "bad-file" | "bad-header"; readonly line: number; readonly seen: string };

export interface CalendarFile {
  readonly days: ReadonlyMap<PlainDate, SpecialDay>;
  /** Rows that were not taken, each with its line in the file. */
  readonly faults: readonly CalendarFileFault[];
}

/** Reads a calendar in CSV: columns date, kind, name and, for kind `hours`, hours. Every bad row is named by line. */
export function parseCalendarCsv(text: string): CalendarFile {
  const header = text.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
  const columns = header.split(/[,;]/).map((name) => name.replaceAll('"', "").trim().toLowerCase());
  if (!["date", "kind", "name"].every((name) => columns.includes(name))) {
    return { days: new Map(), faults: [{ code: "bad-header", line: 1, seen: header }] };
  }
  try {
    const rows = parse(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter: [",", ";"],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: CalendarRecord; info: { lines: number } }[];
    return readCalendarRows(rows.map(({ record, info }) => ({ record, line: info.lines })));
  } catch (error) {
    return { days: new Map(), faults: [{ code: "bad-file", line: 1, seen: String(error) }] };
  }
}

/** Takes the good rows of a sheet, whatever file it came from, and names the bad ones by line. */
export function readCalendarRows(rows: readonly { record: CalendarRecord; line: number }[]): CalendarFile {
  const days = new Map<PlainDate, SpecialDay>();
  const faults: CalendarFileFault[] = [];
  for (const { record, line } of rows) {
    const row = readCalendarRow(record);
    if (!row.ok) faults.push({ code: row.reason, line, seen: row.seen });
    else if (days.has(row.date)) faults.push({ code: "date-twice", line, seen: row.date });
    else days.set(row.date, row.day);
  }
  return { days, faults };
}
