import type { Moment } from "../shared/moment.ts";
import type { DossierEvent } from "./event.ts";
import { begin, fold, withoutUndone } from "./fold.ts";

/** One hand-over of the paper bundle; `to` is null when it went to the applicant or whoever came for it. */
export interface HandOver {
  readonly from: string;
  readonly to: string | null;
  readonly givenAt: Moment;
  readonly givenBy: string;
  /** Null until the receiving agency has confirmed. */
  readonly takenAt: Moment | null;
  readonly takenBy: string | null;
}

/** Every hand-over of the paper in order, as the control sheet (form 05/06) asks for it: given when, taken when. */
export function handOvers(events: readonly DossierEvent[]): readonly HandOver[] {
  const [first, ...rest] = withoutUndone(events);
  if (!first) return [];
  const trail: HandOver[] = [];
  let dossier = begin(first);
  for (const event of rest) {
    const before = dossier.custody;
    dossier = fold(dossier, event);
    const after = dossier.custody;
    if (before === after || before === null) continue;
    const given = { givenAt: event.at, givenBy: event.actor.name };
    const last = trail.at(-1);
    if (event.fact.type === "papers-taken" && last) {
      trail[trail.length - 1] = { ...last, takenAt: event.at, takenBy: event.actor.name };
    } else if (after === null) {
      trail.push({ ...given, from: before.holderAgencyId, to: null, takenAt: event.at, takenBy: receiverOf(event) });
    } else {
      trail.push({ ...given, from: after.holderAgencyId, to: after.inTransitTo, takenAt: null, takenBy: null });
    }
  }
  return trail;
}

function receiverOf({ fact }: DossierEvent): string | null {
  return fact.type === "handed-out" || fact.type === "papers-returned" ? fact.receiver : null;
}
