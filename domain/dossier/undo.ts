import { isOfficer, type Actor } from "../identity/actor.ts";
import { fromEpoch, toEpoch, type Moment } from "../shared/moment.ts";
import { onBehalf } from "./decide.ts";
import type { DossierEvent, DossierFact } from "./event.ts";
import { foldAll } from "./fold.ts";

/**
 * Moves within the offices. Whatever gave a number or a paper to somebody, told the applicant that his turn has come, or
 * is a legal act of its own stays: it is mended by an action of its own (ADR 16).
 */
const UNDOABLE: ReadonlySet<DossierFact["type"]> = new Set([
  "assigned",
  "forwarded",
  "returned-to-step",
  "consulted",
  "consultation-answered",
  "result-proposed",
  "approved",
  "papers-taken",
]);

/** Whether what happened is of a kind that may be taken back at all; its message waits that long. */
export function isUndoable({ type }: DossierFact): boolean {
  return UNDOABLE.has(type);
}

export const UNDO_REFUSALS = ["undo-not-yours", "undo-not-possible", "undo-acted-since", "undo-too-late"] as const;
export type UndoRefusal = (typeof UNDO_REFUSALS)[number];

export interface Undoing {
  readonly actor: Actor;
  readonly now: Moment;
  /** For how long an action may be taken back, in seconds; 0: not at all. */
  readonly window: number;
}

/** Until when the actor may take the latest event back; null when he may not. */
export function undoUntil(latest: DossierEvent, undoing: Undoing): Moment | null {
  return refusalOf(latest, latest.version, undoing) ? null : end(latest, undoing);
}

export type UndoAnswer =
  | { readonly ok: true; readonly event: DossierEvent }
  | { readonly ok: false; readonly reason: UndoRefusal };

/**
 * Takes the event of that version back with an event of its own, if it is the actor's, the latest and recent. What came
 * of it outside is for the caller to hold back in the same transaction.
 */
export function undo(events: readonly DossierEvent[], version: number, undoing: Undoing): UndoAnswer {
  const undone = events[version - 1];
  const latest = events.at(-1);
  if (!undone || !latest) return { ok: false, reason: "undo-not-possible" };
  const reason = refusalOf(undone, latest.version, undoing);
  if (reason) return { ok: false, reason };
  const { actor, now } = undoing;
  return {
    ok: true,
    event: {
      dossierId: undone.dossierId,
      version: latest.version + 1,
      at: now,
      actor: { kind: actor.kind, id: actor.id, name: actor.name },
      agencyId: undone.agencyId,
      dueBefore: latest.dueAfter,
      dueAfter: foldAll(events.slice(0, version - 1)).dueAt,
      // Whoever acted for somebody takes it back for that one.
      fact: onBehalf({ type: "undone", version, of: undone.fact.type }, undone.fact.onBehalfOf),
    },
  };
}

function refusalOf(undone: DossierEvent, latest: number, { actor, now, window }: Undoing): UndoRefusal | null {
  if (!isOfficer(actor) || undone.actor.id !== actor.id) return "undo-not-yours";
  if (!isUndoable(undone.fact)) return "undo-not-possible";
  if (undone.version !== latest) return "undo-acted-since";
  return window === 0 || now > end(undone, { window }) ? "undo-too-late" : null;
}

function end({ at }: DossierEvent, { window }: Pick<Undoing, "window">): Moment {
  return fromEpoch(toEpoch(at) + window * 1000);
}
