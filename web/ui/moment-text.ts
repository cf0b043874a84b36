import type { Moment } from "../../domain/shared/moment.ts";

/** `16:20, 06/09/2026`. */
export function momentText(at: Moment | null): string {
  if (at === null) return "";
  const [date = "", time = ""] = at.split("T");
  return `${time.slice(0, 5)}, ${date.split("-").toReversed().join("/")}`;
}
