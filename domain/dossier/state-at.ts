import type { Moment } from "../shared/moment.ts";
import type { Dossier } from "./dossier.ts";
import type { DossierEvent } from "./event.ts";
import { foldAll } from "./fold.ts";

/** A dossier as it stood at a moment, and where in its history that is. */
export interface Standing {
  readonly dossier: Dossier;
  /** The events up to the moment, oldest first. */
  readonly events: readonly DossierEvent[];
  /** When the last event before the latest of them happened; null when they are the first. */
  readonly before: Moment | null;
  /** When the next event happened; null when nothing has happened since. */
  readonly after: Moment | null;
}

/**
 * The dossier as the events up to and including the moment make it; null before the first. Whatever is dated later
 * does not count, nor does what follows it, so a clock that was set back shows nothing too early.
 */
export function stateAt(all: readonly DossierEvent[], at: Moment): Standing | null {
  const later = all.findIndex((event) => event.at > at);
  const events = later < 0 ? all : all.slice(0, later);
  const latest = events.at(-1);
  if (!latest) return null;
  return {
    dossier: foldAll(events),
    events,
    before: events.findLast((event) => event.at < latest.at)?.at ?? null,
    after: all[events.length]?.at ?? null,
  };
}
