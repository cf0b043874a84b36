import { isPlainDate, type PlainDate } from "../shared/plain-date.ts";
import { normalise } from "../shared/vietnamese-text.ts";
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

/** Reads one row of a calendar file: a date that exists, a kind (off, makeup, hours) and, for hours, intervals. */
export function readCalendarRow(record: CalendarRecord): CalendarRow {
  const date = normalise(record.date ?? "").trim();
  if (!isPlainDate(date)) return { ok: false, reason: "bad-date", seen: date };
  const kind = normalise(record.kind ?? "").trim();
  const name = normalise(record.name ?? "").trim();
  if (kind === "off" || kind === "makeup") return { ok: true, date, day: { kind, name } };
  if (kind !== "hours") return { ok: false, reason: "bad-kind", seen: kind };
  const written = normalise(record.hours ?? "").trim();
  const intervals = parseIntervals(written.split(/[,;]/));
  if (!intervals) return { ok: false, reason: "bad-hours", seen: written };
  return { ok: true, date, day: { kind, name, intervals } };
}
