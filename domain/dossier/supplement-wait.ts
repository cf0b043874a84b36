import { supplyBy } from "../calendar/procedural-deadlines.ts";
import type { Circumstances } from "./circumstances.ts";
import type { Dossier } from "./dossier.ts";

/**
 * Whether the fifteen working days are over in which a supplement is waited for. From then on nothing is taken in and
 * the system stops the dossier, so that it does not depend on when its job runs; `unknown` in a year that nobody
 * has confirmed.
 */
export function supplementWait(
  { supplement }: Dossier,
  { now, calendar }: Pick<Circumstances, "now" | "calendar">,
): "waiting" | "over" | "unknown" {
  if (!supplement) return "waiting";
  const until = supplyBy(supplement.requestedAt, calendar);
  if (!until.ok) return "unknown";
  return now > until.at ? "over" : "waiting";
}
