import { inKnownYears } from "../../domain/calendar/opening.ts";
import type { WorkingCalendar } from "../../domain/calendar/working-calendar.ts";
import { workingTime } from "../../domain/calendar/working-time.ts";
import type { Moment } from "../../domain/shared/moment.ts";

/** Working seconds until the date, negative once it is past; null without a date or when the calendar lacks a year. */
export function timeLeft(
  dueAt: Moment | null,
  { now, calendar }: { readonly now: Moment; readonly calendar: WorkingCalendar },
): number | null {
  if (dueAt === null) return null;
  const span = inKnownYears(() =>
    dueAt >= now ? workingTime(now, dueAt, calendar) : -workingTime(dueAt, now, calendar),
  );
  return span.ok ? span.value : null;
}
