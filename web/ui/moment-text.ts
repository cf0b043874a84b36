import type { Moment } from "../../domain/shared/moment.ts";

/** `16:20, 06/09/2026`. */
export function momentText(at: Moment | null): string {
  if (at === null) return "";
  const [date = "", time = ""] = at.split("T");
  return `${time.slice(0, 5)}, ${date.split("-").toReversed().join("/")}`;
}

/** `16:20 ngày 06/09/2026`, with the seconds where there are any. */
export function preciseMomentText(at: Moment): string {
  const [date = "", time = ""] = at.split("T");
  const clock = time.slice(5, 8) === ":00" ? time.slice(0, 5) : time.slice(0, 8);
  return `${clock} ngày ${date.split("-").toReversed().join("/")}`;
}
