import { dueChange, type OpenTiming } from "../calendar/amendment.ts";
import type { Moment } from "../shared/moment.ts";
import type { Dossier } from "./dossier.ts";
import type { DossierEvent, DossierFact } from "./event.ts";
import { movedStays, type StepClock } from "./stay-deadline.ts";

/** Who has the dates reckoned anew after a change of the calendar, when, and on what basis. */
export interface RecomputeOrder {
  readonly basis: string;
  readonly actor: DossierEvent["actor"];
  /** The agency for which the actor acts. */
  readonly agencyId: string | null;
  readonly now: Moment;
}

export type Recomputed =
  /** `steps-changed`: only the steps' own time has moved, not the appointment. */
  | { readonly outcome: "changed" | "steps-changed"; readonly event: DossierEvent }
  /** `year-missing`: the new date falls into a year that nobody confirmed, so the old one stays. */
  | { readonly outcome: "kept" | "year-missing" };

/**
 * A dossier's facts of time if a change of the calendar may move its date; undefined when it has none to move: its
 * clock has ended or stands still (the date is reckoned when it runs on), or a date was promised in an apology.
 */
export function openTiming(dossier: Dossier): OpenTiming | undefined {
  const { id, receivedAt, limit, apology } = dossier;
  if (!runs(dossier) || receivedAt === null || limit === null || apology !== null) return undefined;
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

function runs({ status }: Dossier): boolean {
  return status === "received" || status === "processing";
}

/**
 * The date of a dossier and the deadlines of its open steps under changed calendars, as the event to append. The
 * original date is kept, closed steps too; a step whose deadline falls into a year that nobody confirmed keeps it.
 */
export function recomputeDue(dossier: Dossier, clock: StepClock, order: RecomputeOrder): Recomputed {
  const timing = openTiming(dossier);
  const change = timing && dueChange(timing, clock.calendar);
  if (change?.newDue === null) return { outcome: "year-missing" };
  const moved = runs(dossier) ? movedStays(dossier, dossier.pauses, clock) : null;
  const stays = moved?.ok ? moved.stays : [];
  const { basis } = order;
  if (change) {
    const fact = { type: "due-date-recomputed", basis, dueAt: change.newDue, stays } as const;
    return { outcome: "changed", event: eventOf(dossier, fact, order) };
  }
  if (stays.length === 0) return { outcome: "kept" };
  return { outcome: "steps-changed", event: eventOf(dossier, { type: "steps-recomputed", basis, stays }, order) };
}

function eventOf(
  { id, version, dueAt }: Dossier,
  fact: Extract<DossierFact, { readonly type: "due-date-recomputed" | "steps-recomputed" }>,
  { actor, agencyId, now }: RecomputeOrder,
): DossierEvent {
  const dueAfter = fact.type === "due-date-recomputed" ? fact.dueAt : dueAt;
  return { dossierId: id, version: version + 1, at: now, actor, agencyId, dueBefore: dueAt, dueAfter, fact };
}
