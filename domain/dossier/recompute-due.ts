import { dueChange, type OpenTiming } from "../calendar/amendment.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import type { Moment } from "../shared/moment.ts";
import type { Dossier } from "./dossier.ts";
import type { DossierEvent } from "./event.ts";

/** Who has the dates reckoned anew after a change of the calendar, when, and on what basis. */
export interface RecomputeOrder {
  readonly basis: string;
  readonly actor: DossierEvent["actor"];
  /** The agency for which the actor acts. */
  readonly agencyId: string | null;
  readonly now: Moment;
}

export type Recomputed =
  | { readonly outcome: "changed"; readonly event: DossierEvent }
  /** `year-missing`: the new date falls into a year that nobody confirmed, so the old one stays. */
  | { readonly outcome: "kept" | "year-missing" };

/**
 * A dossier's facts of time if a change of the calendar may move its date; undefined when it has none to move: its
 * clock has ended or stands still (the date is reckoned when it runs on), or a date was promised in an apology.
 */
export function openTiming(dossier: Dossier): OpenTiming | undefined {
  const { id, status, receivedAt, limit, apology } = dossier;
  const runs = status === "received" || status === "processing";
  if (!runs || receivedAt === null || limit === null || apology !== null) return undefined;
  return {
    dossierId: id,
    code: dossier.code ?? dossier.submissionCode,
    agencyId: dossier.resolvingAgencyId,
    received: receivedAt,
    limit,
    policy: dossier.supplementPolicy,
    pauses: dossier.pauses,
    due: dossier.dueAt,
  };
}

/** The date of a dossier under a changed calendar, as the event to append; the original date is kept. */
export function recomputeDue(dossier: Dossier, calendar: WorkingCalendar, order: RecomputeOrder): Recomputed {
  const timing = openTiming(dossier);
  const change = timing && dueChange(timing, calendar);
  if (!change) return { outcome: "kept" };
  if (change.newDue === null) return { outcome: "year-missing" };
  const { actor, agencyId, now, basis } = order;
  return {
    outcome: "changed",
    event: {
      dossierId: dossier.id,
      version: dossier.version + 1,
      at: now,
      actor,
      agencyId,
      dueBefore: dossier.dueAt,
      dueAfter: change.newDue,
      fact: { type: "due-date-recomputed", basis, dueAt: change.newDue },
    },
  };
}
