import { isPlainDate, type PlainDate } from "./plain-date.ts";

/** A date as people write it in Vietnam (5/9/2026, 05-09-2026, 5.9.2026) or as 2026-09-05; null when it is none. */
export function readDate(text: string): PlainDate | null {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  const iso = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text.trim();
  return isPlainDate(iso) ? iso : null;
}
