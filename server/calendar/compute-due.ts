import { computeDue, type Due } from "../../domain/calendar/due-date.ts";
import { moment, type Moment } from "../../domain/shared/moment.ts";
import { isPlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import type { DueBody } from "./calendar.schemas.ts";
import { loadCalendar } from "./load-calendar.ts";

/**
 * A due date by the calendar of an agency or of the province. Throws 404 for an unknown agency, 422
 * `calendar-year-missing` with the year, or the code of what cannot be counted.
 */
export async function computeDueFor(db: Db, body: DueBody): Promise<Due> {
  const pauses = body.pauses.map(({ from, to = null, kind = "supplement" }) => ({
    from: readMoment(from),
    to: to === null ? null : readMoment(to),
    kind,
  }));
  const timing = {
    received: readMoment(body.received),
    limit: { amount: body.amount, unit: body.unit },
    policy: body.policy,
    pauses,
  };
  const answer = computeDue(timing, await loadCalendar(db, body.agencyId ?? null));
  if (answer.ok) return answer;
  throw new ApiError(422, answer.reason, "year" in answer ? { year: answer.year } : {});
}

// Date.parse would quietly read 30 February as 1 March, so the date is looked at on its own.
function readMoment(text: string): Moment {
  try {
    if (isPlainDate(text.slice(0, 10))) return moment(text);
  } catch {
    // Answered below, as a date that does not exist is.
  }
  throw new ApiError(422, "invalid-moment", { seen: text, expected: "2024-08-30T16:20:00+07:00" });
}
