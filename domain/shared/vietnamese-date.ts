import { dateOf, type PlainDate } from "./plain-date.ts";
import type { Moment } from "./moment.ts";

/**
 * A date as official papers write it: `ngày 04 tháng 02 năm 2026`. An absent date gives the blank of the form.
 * Decree 30/2020: days under 10 and the months 1 and 2 take a leading zero, other months do not.
 */
export function dateInWords(date: PlainDate | undefined): string {
  if (date === undefined) return "ngày … tháng … năm …";
  const [year, month, day] = date.split("-") as [string, string, string];
  return `ngày ${day} tháng ${Number(month) <= 2 ? month : String(Number(month))} năm ${year}`;
}

/** The time of day as official papers write it: `16 giờ 20 phút`, or the blank of the form. */
export function timeInWords(at: Moment | undefined): string {
  return at === undefined ? "… giờ … phút" : `${at.slice(11, 13)} giờ ${at.slice(14, 16)} phút`;
}

/** Time and date as official papers write them: `16 giờ 20 phút, ngày 06 tháng 9 năm 2024`. */
export function momentInWords(at: Moment | undefined): string {
  return `${timeInWords(at)}, ${dateInWords(at === undefined ? undefined : dateOf(at))}`;
}

/** A date in figures for tables: `06/09/2024`. */
export function dateInFigures(date: PlainDate): string {
  return date.split("-").toReversed().join("/");
}
