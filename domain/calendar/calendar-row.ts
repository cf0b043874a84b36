import { isPlainDate, type PlainDate } from "../shared/plain-date.ts";
import { fold, normalise } from "../shared/vietnamese-text.ts";
import { parseIntervals } from "./office-hours-text.ts";
import type { SpecialDay } from "./working-calendar.ts";

/** The columns of a calendar file as they were read; `hours` is only for days of kind `hours`. */
export interface CalendarRecord {
  readonly date?: string | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly hours?: string | undefined;
}

export type CalendarRowFault = "bad-date" | "bad-kind" | "bad-hours";

export type CalendarRow =
  | { readonly ok: true; readonly date: PlainDate; readonly day: SpecialDay }
  | { readonly ok: false; readonly reason: CalendarRowFault; readonly seen: string };

const KINDS: Readonly<Record<string, SpecialDay["kind"]>> = {
  off: "off",
  nghi: "off",
  makeup: "makeup",
  "lam bu": "makeup",
  hours: "hours",
  "gio rieng": "hours",
};

/**
 * Reads one row of a calendar file: a date that exists (2026-09-02 or 2/9/2026), a kind (off, makeup, hours, or nghỉ,
 * làm bù, giờ riêng) and, for hours, intervals.
 */
export function readCalendarRow(record: CalendarRecord): CalendarRow {
  const written = normalise(record.date ?? "").trim();
  const date = isoDate(written);
  if (!isPlainDate(date)) return { ok: false, reason: "bad-date", seen: written };
  const kind = KINDS[fold(record.kind ?? "")];
  const name = normalise(record.name ?? "").trim();
  if (kind === undefined) return { ok: false, reason: "bad-kind", seen: normalise(record.kind ?? "").trim() };
  if (kind !== "hours") return { ok: true, date, day: { kind, name } };
  const hours = normalise(record.hours ?? "").trim();
  const intervals = parseIntervals(hours.split(/[,;]/));
  if (!intervals) return { ok: false, reason: "bad-hours", seen: hours };
  return { ok: true, date, day: { kind, name, intervals } };
}

function isoDate(text: string): string {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  return year === "" ? text : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
