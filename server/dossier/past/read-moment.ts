import { moment, type Moment } from "../../../domain/shared/moment.ts";
import { isPlainDate } from "../../../domain/shared/plain-date.ts";
import { ApiError } from "../../platform/errors.ts";

// In an address a plus sign that nobody escaped arrives as a space.
const FORM = /^(\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?(?:Z|[ +]07:00)?$/;

/**
 * A moment of the past as an address names it: `2026-11-20T16:00`, with seconds or without, in Vietnam's time unless it
 * ends with `Z`. Throws 422 `moment-unreadable`, and `moment-in-future` for what is yet to come.
 */
export function readPastMoment(text: string, now: Moment): Moment {
  const [, minute = "", , seconds = ":00"] = FORM.exec(text.trim()) ?? [];
  if (!isPlainDate(minute.slice(0, 10)))
    throw new ApiError(422, "moment-unreadable", { seen: text.slice(0, 40), expected: "2026-11-20T16:00:00+07:00" });
  const at = moment(`${minute}${seconds}${text.trim().endsWith("Z") ? "Z" : "+07:00"}`);
  if (at > now) throw new ApiError(422, "moment-in-future", { seen: at, expected: `≤ ${now}` });
  return at;
}
