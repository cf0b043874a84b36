import type { CalendarAmendment } from "../../domain/calendar/amendment.ts";
import { parseIntervals } from "../../domain/calendar/office-hours-text.ts";
import type { OpenInterval, SpecialDay } from "../../domain/calendar/working-calendar.ts";
import { isPlainDate, type PlainDate } from "../../domain/shared/plain-date.ts";
import { ApiError } from "../platform/errors.ts";
import type { AmendmentBody } from "./calendar.schemas.ts";

/** An amendment out of what was sent: dates that exist, hours that are hours. Throws 422 with what was seen. */
export function readAmendment(body: AmendmentBody): CalendarAmendment {
  return {
    agencyId: body.agencyId,
    basis: body.basis.trim(),
    confirmYears: body.confirmYears,
    days: body.days.map(({ date, kind, name, hours }) => ({
      date: readDate(date),
      day: readDay(kind, name.trim(), hours),
    })),
    hours: body.hours.flatMap(({ weekdays, hours, from, to }) => {
      const row = { intervals: readHours(hours), from: readDate(from), to: to === null ? null : readDate(to) };
      return weekdays.map((weekday) => ({ weekday, ...row }));
    }),
  };
}

function readDay(
  kind: AmendmentBody["days"][number]["kind"],
  name: string,
  hours: readonly string[],
): SpecialDay | null {
  if (kind === "none") return null;
  return kind === "hours" ? { kind, name, intervals: readHours(hours) } : { kind, name };
}

function readDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new ApiError(422, "bad-date", { seen: text, expected: "2026-09-02" });
  return text;
}

function readHours(texts: readonly string[]): readonly OpenInterval[] {
  const intervals = texts.length === 0 ? [] : parseIntervals(texts);
  if (!intervals) throw new ApiError(422, "bad-hours", { seen: texts, expected: ["07:30-11:30", "13:30-17:30"] });
  return intervals;
}
