import { isPlainDate, type PlainDate } from "../../domain/shared/plain-date.ts";
import type { RowFault, SheetRow } from "../platform/sheet/sheet-kind.ts";

/** Reads the cells of one row and gathers what is wrong with them. */
export interface CellReader {
  readonly faults: readonly RowFault[];
  text(column: string): string;
  /** As typed, `2026-09-02` or `2/9/2026`; null when the cell is empty or wrong. */
  date(column: string): PlainDate | null;
  /** What `reader` makes of a filled cell; null when it is empty or the reader knows nothing of it. */
  word<T>(column: string, code: string, reader: (typed: string) => T | undefined): T | null;
  refuse(column: string, code: string, seen: string): void;
}

/** A reader of the row's cells. */
export function readCells({ number, cells }: SheetRow): CellReader {
  const faults: RowFault[] = [];
  const text = (column: string): string => cells[column] ?? "";
  const refuse = (column: string, code: string, seen: string): void => {
    faults.push({ number, column, code, seen });
  };
  return {
    faults,
    text,
    refuse,
    date(column) {
      const typed = text(column);
      const date = toDate(typed);
      if (typed !== "" && date === null) refuse(column, "date-form", typed);
      return date;
    },
    word(column, code, reader) {
      const typed = text(column);
      if (typed === "") return null;
      const meant = reader(typed);
      if (meant === undefined) refuse(column, code, typed);
      return meant ?? null;
    },
  };
}

/** A date as people type it, day first, or as ISO 8601 writes it; null for anything else. */
export function toDate(typed: string): PlainDate | null {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim());
  const [, day = "", month = "", year = ""] = parts ?? [];
  const iso = parts ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : typed.trim();
  return isPlainDate(iso) ? iso : null;
}
