import type { Dossier } from "../../../domain/dossier/dossier.ts";
import { foldAll } from "../../../domain/dossier/fold.ts";
import { undo, undoUntil, type UndoRefusal } from "../../../domain/dossier/undo.ts";
import type { DossierFact } from "../../../domain/dossier/event.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import { ApiError, notFound } from "../../platform/errors.ts";
import type { UseCase } from "../../platform/use-case.ts";
import { deltaOf } from "../act-on-dossier.ts";
import { lockDossier, saveDossier } from "../dossier.queries.ts";
import { appendEvent, listEvents } from "../event.queries.ts";
import { addDelta } from "../ledger.queries.ts";
import { findEvent, takeBackEvent } from "./undo.queries.ts";

export interface TakingBack {
  readonly dossierId: string;
  /** Of the event to take back: the dossier's version as the officer's action left it. */
  readonly version: number;
  /** For how long that is possible, in seconds. */
  readonly window: number;
}

const STATUS_OF: Readonly<Record<UndoRefusal | "undo-already-sent", number>> = {
  "undo-not-yours": 403,
  "undo-not-possible": 409,
  "undo-acted-since": 409,
  "undo-too-late": 409,
  "undo-already-sent": 409,
};

/** The codes with which a taking back can be refused, by status of the answer. */
export const UNDO_CODES_BY_STATUS = {
  401: ["sign-in-required"],
  403: ["not-your-role", "undo-not-yours"],
  404: ["not-found"],
  409: ["undo-not-possible", "undo-acted-since", "undo-too-late", "undo-already-sent"],
  422: ["idempotency-key-reused"],
} as const;

/**
 * Takes the officer's latest action back, in the caller's transaction: one more event, the state of before, the figures of
 * before, and its messages held back. Throws a refusal, and then nothing has changed.
 */
export async function undoInTransaction(
  { db: tx, actor, now }: UseCase,
  { dossierId, version, window }: TakingBack,
): Promise<Dossier> {
  const locked = await lockDossier(tx, dossierId);
  if (!locked) throw notFound();
  const events = (await listEvents(tx, dossierId)).map(({ event }) => event);
  const answer = undo(events, version, { actor, now, window });
  if (!answer.ok) throw refused(answer.reason, locked.dossier);
  const { event } = answer;
  const after = foldAll([...events, event]);
  await saveDossier(tx, after, await appendEvent(tx, event, locked.lastHash));
  await addDelta(tx, deltaOf(after, event));
  const undone = events[version - 1];
  if (undone) await addDelta(tx, { ...deltaOf(after, undone), amount: -1 });
  // Last, because a sender may have to be waited for.
  if (!(await takeBackEvent(tx, { dossierId, version, reason: "undone" })))
    throw refused("undo-already-sent", locked.dossier);
  return after;
}

/** What the officer may still take back, and until when. */
export interface Undoable {
  readonly version: number;
  readonly of: DossierFact["type"];
  readonly until: Moment;
}

/** The latest event where the actor may still take it back; null for everybody else and later. */
export async function findUndoable(
  { db, actor, now }: UseCase,
  { id, version }: Dossier,
  window: number,
): Promise<Undoable | null> {
  if (actor.kind !== "officer" || window === 0) return null;
  const latest = await findEvent(db, id, version);
  const until = latest && undoUntil(latest, { actor, now, window });
  return latest && until ? { version, of: latest.fact.type, until } : null;
}

function refused(reason: UndoRefusal | "undo-already-sent", { version, status }: Dossier): ApiError {
  return new ApiError(STATUS_OF[reason], reason, { version, status });
}
