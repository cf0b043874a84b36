import type { DossierCommand } from "../../domain/dossier/command.ts";
import { decide } from "../../domain/dossier/decide.ts";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import type { DossierEvent } from "../../domain/dossier/event.ts";
import { fold } from "../../domain/dossier/fold.ts";
import { allowedActions, refusal } from "../../domain/dossier/permission.ts";
import { NATIONAL_STATE } from "../../domain/dossier/status.ts";
import { REFUSAL_REASONS, type RefusalReason } from "../../domain/dossier/reasons.ts";
import { isUndoable } from "../../domain/dossier/undo.ts";
import type { Actor } from "../../domain/identity/actor.ts";
import type { Process } from "../../domain/procedure/process.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { linkDocuments } from "../document/index.ts";
import { addToOutbox } from "../exchange/index.ts";
import { getProcess } from "../procedure/index.ts";
import type { Db } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { lockDossier, saveDossier, withCode } from "./dossier.queries.ts";
import { appendEvent } from "./event.queries.ts";
import { addDelta, type Delta } from "./ledger.queries.ts";
import { insertLinks } from "./link.queries.ts";
import { issueSlips } from "./slips/slip.queries.ts";
import { gatherCircumstances } from "./gather-circumstances.ts";

export interface Acting {
  readonly dossierId: string;
  readonly command: DossierCommand;
  /** The version that the person saw; acting on another answers 409 with what is allowed now. */
  readonly seenVersion: number | null;
  /** For how long the officer may take it back, in seconds; not at all where it is left out. */
  readonly undoSeconds?: number;
}

/** Lock, decide, append, save, count, tell: one transaction, and the rule itself is in `domain/`. */
export async function actOnDossier({ db, actor, now }: UseCase, acting: Acting): Promise<Dossier> {
  return db.transaction().execute((tx) => actInTransaction({ db: tx, actor, now }, acting));
}

/** As `actOnDossier`, inside the caller's transaction. */
export async function actInTransaction({ db: tx, actor, now }: UseCase, acting: Acting): Promise<Dossier> {
  const { dossierId, command, seenVersion, undoSeconds } = acting;
  const locked = await lockDossier(tx, dossierId);
  if (!locked) throw notFound();
  const { dossier, lastHash } = locked;
  const process = await getProcess(tx, dossier.processVersionId);
  const reason = refusal(command.action, dossier, actor, process);
  if (reason) throw refused(reason, { dossier, actor, process });
  if (seenVersion !== null && seenVersion !== dossier.version)
    throw refused("changed-meanwhile", { dossier, actor, process });

  const decision = decide(dossier, command, await gatherCircumstances(tx, { dossier, actor, now, command }));
  if (!decision.ok) throw refused(decision.reason, { dossier, actor, process });

  const after = fold(dossier, decision.event);
  await linkDocuments(tx, { dossierId, documentIds: documentsOf(command), actorId: actor.id });
  await saveDossier(tx, after, await appendEvent(tx, decision.event, lastHash));
  await record(tx, after, { event: decision.event, undoSeconds });
  return after;
}

function documentsOf(command: DossierCommand): readonly string[] {
  if (command.action === "supply") return command.papers.flatMap(({ documentIds }) => documentIds);
  return "documentIds" in command ? command.documentIds : [];
}

interface Recorded {
  readonly event: DossierEvent;
  readonly undoSeconds?: number | undefined;
}

/**
 * The statistics' delta and the partners' message of one event, in its transaction. The message waits as long as the
 * event may be taken back.
 */
export async function record(tx: Db, dossier: Dossier, { event, undoSeconds = 0 }: Recorded): Promise<void> {
  await addDelta(tx, deltaOf(dossier, event));
  if (event.fact.type === "linked") await insertLinks(tx, dossier.id, [event.fact], event.at);
  await issueSlips(tx, dossier, event);
  const payload = withCode(dossier.id, { state: NATIONAL_STATE[dossier.status], at: event.at });
  const undoable =
    undoSeconds > 0 && isUndoable(event.fact) ? { version: event.version, seconds: undoSeconds } : undefined;
  await addToOutbox(tx, { topic: "dossier-state", stream: dossier.id, payload, undoable });
}

/** What an event adds to the statistics. */
export function deltaOf(
  { resolvingAgencyId, procedureVersionId, channel }: Dossier,
  { at, fact }: DossierEvent,
): Delta {
  return { agencyId: resolvingAgencyId, procedureVersionId, day: dateOf(at), channel, measure: fact.type };
}

interface Situation {
  readonly dossier: Dossier;
  readonly actor: Actor;
  readonly process: Process;
}

const STATUS_OF: Partial<Record<RefusalReason | "changed-meanwhile", number>> = {
  "not-your-role": 403,
  "step-not-yours": 403,
  "wrong-status": 409,
  "changed-meanwhile": 409,
  "supplement-already-requested": 409,
  "decision-already-made": 409,
  "apology-already-made": 409,
  "already-linked": 409,
  "no-papers-on-the-way": 409,
  "no-papers-here": 409,
  "supplement-not-overdue": 409,
  "supplement-overdue": 409,
};

/** The codes with which an action can be refused, by status of the answer: for the description of the API. */
export const REFUSAL_CODES_BY_STATUS: Readonly<Record<number, readonly string[]>> = {
  401: ["sign-in-required"],
  403: refusedWith(403),
  404: ["not-found"],
  409: [...refusedWith(409), "changed-meanwhile"],
  422: [...refusedWith(422), "document-unknown", "idempotency-key-reused"],
};

function refusedWith(status: number): readonly string[] {
  return REFUSAL_REASONS.filter((reason) => reason !== "another-agency" && (STATUS_OF[reason] ?? 422) === status);
}

/** A refusal says what this person may do now. A dossier of another agency must look the same as none. */
function refused(reason: RefusalReason | "changed-meanwhile", { dossier, actor, process }: Situation): ApiError {
  if (reason === "another-agency") return notFound();
  const allowed = allowedActions(dossier, actor, process);
  return new ApiError(STATUS_OF[reason] ?? 422, reason, { allowed, version: dossier.version, status: dossier.status });
}
