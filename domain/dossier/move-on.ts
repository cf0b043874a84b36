import { isOfficer } from "../identity/actor.ts";
import { findStep, stepsBefore, type Process, type ProcessStep, type StepKind } from "../procedure/process.ts";
import type { DossierCommand } from "./command.ts";
import type { Circumstances } from "./circumstances.ts";
import { openStays, type Dossier, type StepStay } from "./dossier.ts";
import type { DossierFact, NewStay } from "./event.ts";
import { staysFor } from "./permission.ts";
import type { RefusalReason } from "./reasons.ts";
import { startStay } from "./step-stay.ts";

type MoveCommand = Extract<
  DossierCommand,
  { action: "assign" | "forward" | "return-to-step" | "propose-result" | "approve" | "sign" | "finish" }
>;
type Moved = { readonly ok: true; readonly fact: DossierFact } | { readonly ok: false; readonly reason: RefusalReason };
type Opened =
  | { readonly ok: true; readonly opens: readonly NewStay[] }
  | { readonly ok: false; readonly reason: RefusalReason };

const no = (reason: RefusalReason): { readonly ok: false; readonly reason: RefusalReason } => ({ ok: false, reason });

/** A command that ends a stay at one step and opens the stays that follow it in the process. */
export function moveOn(dossier: Dossier, command: MoveCommand, c: Circumstances): Moved {
  const chosen = chooseStay(dossier, command, c);
  if (!chosen.ok) return chosen;
  const { stay } = chosen;
  const step = findStep(c.process, stay.stepKey);
  if (!step) return no("no-such-step");
  const fault = needs(dossier, command, stay, c);
  if (fault) return no(fault);
  const opened = opensAfter({ dossier, command, stay, step }, c);
  if (!opened.ok) return opened;
  const { opens } = opened;
  if (command.action === "return-to-step")
    return { ok: true, fact: returned(dossier, { command, stay, opens }, c.process) };
  return { ok: true, fact: factOf(command, stay.id, opens) };
}

function chooseStay(
  dossier: Dossier,
  { action, stayId }: MoveCommand,
  { actor, process }: Circumstances,
): { readonly ok: true; readonly stay: StepStay } | { readonly ok: false; readonly reason: RefusalReason } {
  const mine = isOfficer(actor) ? staysFor(action, dossier, actor, process) : [];
  const [first, second] = stayId === undefined ? mine : mine.filter(({ id }) => id === stayId);
  if (!first) return no("step-not-yours");
  return second ? no("step-ambiguous") : { ok: true, stay: first };
}

function needs(dossier: Dossier, command: MoveCommand, stay: StepStay, c: Circumstances): RefusalReason | null {
  // An agency that stays silent past its deadline is told of (NĐ 61/2018 art. 19.5), and holds nobody up.
  const askedHere = dossier.consultations.some(
    ({ answer, askedByAgencyId, dueAt }) => answer === null && askedByAgencyId === stay.agencyId && c.now <= dueAt,
  );
  switch (command.action) {
    case "assign":
      return c.isSuitable(command.officerId, stay.agencyId) ? null : "officer-not-suitable";
    case "propose-result":
      if (!command.summary.trim()) return "note-missing";
      return askedHere ? "consultation-open" : null;
    case "forward":
      if (askedHere) return "consultation-open";
      return leadsToDecision(stay, c.process) && !dossier.proposal ? "proposal-missing" : null;
    case "return-to-step":
      return command.note.trim() ? null : "note-missing";
    case "approve":
    case "sign":
      return dossier.proposal ? null : "proposal-missing";
    case "finish":
      if (!dossier.proposal) return "proposal-missing";
      return command.number.trim() ? null : "result-number-missing";
  }
}

/** Whether nothing but deciding comes after the step: then there must be something to decide on. */
function leadsToDecision({ stepKey }: StepStay, process: Process): boolean {
  const next = findStep(process, stepKey)?.next ?? [];
  const kinds = next.map((key) => findStep(process, key)?.kind);
  return kinds.length > 0 && kinds.every((kind) => kind === "approval" || kind === "signing" || kind === "issuing");
}

interface Leaving {
  readonly dossier: Dossier;
  readonly command: MoveCommand;
  readonly stay: StepStay;
  readonly step: ProcessStep;
}

function opensAfter({ dossier, command, stay, step }: Leaving, c: Circumstances): Opened {
  if (command.action === "return-to-step") return back({ dossier, command, stay, step }, c);
  if (command.action === "assign") return assign({ dossier, command, stay, step }, c);
  const named = command.action === "forward" ? command.next : null;
  const targets = step.split === "all" || step.next.length === 1 ? step.next : step.next.filter((key) => key === named);
  if (targets.length === 0 && step.next.length > 0)
    return no(named === null ? "next-step-missing" : "next-step-unknown");
  const ready = targets.filter((key) => isReady(key, dossier, stay, c.process));
  return openAll(ready, dossier, c);
}

/** Assigning at an assignment step hands on to the named officer; later it only changes who works. */
function assign({ dossier, command, step }: Leaving, c: Circumstances): Opened {
  if (step.kind !== "assignment" || command.action !== "assign") return { ok: true, opens: [] };
  const opened = openAll(step.next, dossier, c);
  if (!opened.ok) return opened;
  return {
    ok: true,
    opens: opened.opens.map((stay) =>
      c.isSuitable(command.officerId, stay.agencyId) ? { ...stay, officerId: command.officerId } : stay,
    ),
  };
}

/** A join with `all` waits: its step opens only when every step before it has been left. */
function isReady(key: string, dossier: Dossier, leaving: StepStay, process: Process): boolean {
  const step = findStep(process, key);
  if (!step) return true;
  // Waiting for the first leg alone: one that comes later finds the step begun.
  if (step.join === "any") return !dossier.stays.some((stay) => stay.stepKey === key && stay.id > leaving.id);
  const others = openStays(dossier).filter(({ id }) => id !== leaving.id);
  const before = upstream(key, process, "awaited");
  return !others.some(({ stepKey }) => before.has(stepKey));
}

/** Every step from which `key` can be reached; of the awaited ones, none that a join on the way did not wait for. */
function upstream(key: string, process: Process, which: "all" | "awaited"): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [key];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (which === "awaited" && at !== key && findStep(process, at)?.join === "any") continue;
    for (const before of stepsBefore(process, at)) {
      if (!found.has(before)) {
        found.add(before);
        queue.push(before);
      }
    }
  }
  return found;
}

function openAll(keys: readonly string[], dossier: Dossier, c: Circumstances): Opened {
  const opens: NewStay[] = [];
  for (const key of keys) {
    const step = findStep(c.process, key);
    if (!step) return no("next-step-unknown");
    const started = startStay(step, dossier, c);
    if (!started.ok) return started;
    opens.push(started.stay);
  }
  return { ok: true, opens };
}

/** Back to a step that the dossier has been at, to the officer who had it. */
function back({ dossier, command, stay }: Leaving, c: Circumstances): Opened {
  if (command.action !== "return-to-step") return no("no-such-step");
  const earlier = dossier.stays.findLast(({ stepKey, endedAt }) => stepKey === command.stepKey && endedAt !== null);
  // Only back along the leg's own way: another leg's work is not this one's to undo.
  if (!earlier || !upstream(stay.stepKey, c.process, "all").has(earlier.stepKey)) return no("next-step-unknown");
  const opened = openAll([earlier.stepKey], dossier, c);
  return opened.ok ? { ok: true, opens: opened.opens.map((o) => ({ ...o, officerId: earlier.officerId })) } : opened;
}

type ReturnCommand = Extract<MoveCommand, { action: "return-to-step" }>;

interface Going<C extends MoveCommand> {
  readonly command: C;
  readonly stay: StepStay;
  readonly opens: readonly NewStay[];
}

/**
 * What goes back with a leg: every other leg that stands behind the step returned to, because the dossier passes
 * through them again; legs beside it go on. The draft is undone where the work itself is done anew.
 */
function returned(dossier: Dossier, { command, stay, opens }: Going<ReturnCommand>, process: Process): DossierFact {
  const behind = downstream(command.stepKey, process);
  const ends = openStays(dossier).filter(({ id, stepKey }) => id !== stay.id && behind.has(stepKey));
  return {
    type: "returned-to-step",
    stayId: stay.id,
    note: command.note,
    ends: ends.map(({ id }) => id),
    undoes: undoneBy(findStep(process, command.stepKey)?.kind),
    opens,
  };
}

function undoneBy(kind: StepKind | undefined): "proposal" | "approval" | "signature" {
  if (kind === "approval") return "approval";
  return kind === "signing" || kind === "issuing" ? "signature" : "proposal";
}

/** The step and every step that can be reached from it. */
function downstream(key: string, process: Process): ReadonlySet<string> {
  const found = new Set([key]);
  // A set is walked in the order of adding, so what is added on the way is walked too.
  for (const at of found) for (const next of findStep(process, at)?.next ?? []) found.add(next);
  return found;
}

function factOf(command: Exclude<MoveCommand, ReturnCommand>, stayId: number, opens: readonly NewStay[]): DossierFact {
  switch (command.action) {
    case "assign":
      return { type: "assigned", stayId, officerId: command.officerId, note: command.note, opens };
    case "forward":
      return { type: "forwarded", stayId, note: command.note, opens };
    case "propose-result": {
      const { granted, summary, documentIds } = command;
      return { type: "result-proposed", stayId, granted, summary, documentIds, opens };
    }
    case "approve":
      return { type: "approved", stayId, note: command.note, opens };
    case "sign":
      return { type: "signed", stayId, opens };
    case "finish":
      return { type: "finished", stayId, number: command.number, documentIds: command.documentIds, opens };
  }
}
