import fc from "fast-check";
import { expect, test } from "vitest";
import { at, circumstances, citizen, officer, submission, SYSTEM, twoLegs } from "../../testing/workflow.ts";
import type { Actor } from "../identity/actor.ts";
import { fromEpoch, toEpoch, type Moment } from "../shared/moment.ts";
import type { DossierAction, DossierCommand } from "./command.ts";
import { decide } from "./decide.ts";
import { openStays, type Dossier } from "./dossier.ts";
import type { DossierEvent } from "./event.ts";
import { fold, foldAll } from "./fold.ts";
import { handOvers } from "./hand-overs.ts";
import { allowedActions } from "./permission.ts";
import { stateAt } from "./state-at.ts";
import { isPaused } from "./status.ts";
import { undo } from "./undo.ts";

const PEOPLE = [
  officer("counter", "receiver"),
  officer("building", "leader"),
  officer("building", "handler"),
  officer("building", "seal-clerk"),
  officer("fire", "appraiser"),
  officer("fire", "leader"),
  officer("health", "appraiser"),
  citizen,
  SYSTEM,
];
/** What ends a walk or could be done at any time is done one time in so many, so that most walks come far. */
const RARE: ReadonlyMap<DossierAction, number> = new Map([
  ["withdraw", 10],
  ["stop", 10],
  ["refuse-reception", 10],
  ["link", 10],
  ["return-to-step", 3],
]);
const TERMS = (["restart", "pause"] as const).map((supplementPolicy) => ({
  limit: { amount: 10, unit: "working-day" as const },
  supplementPolicy,
}));

/** One throw of the dice: who acts, with which of his actions, after how many minutes, and a number for the rest. */
const turn = fc.record({ who: fc.nat(), what: fc.nat(), minutes: fc.integer({ min: 0, max: 900 }), dice: fc.nat(50) });

function commandOf(action: DossierAction, dossier: Dossier, dice: number): DossierCommand {
  const note = dice % 7 === 0 ? "" : "Nội dung";
  const reasons = [{ code: "other", componentCode: null, note: "Xem lại" }];
  const steps = twoLegs.steps.map(({ key }) => key);
  switch (action) {
    case "receive":
      return { action, keptOriginals: dice % 2 === 0 ? { "1": 1 } : {} };
    case "refuse-reception":
      return { action, reasons };
    case "request-supplement":
      return { action, reasons };
    case "supply":
      return { action, papers: [], answers: null, note };
    case "request-payment":
      return { action, items: [{ name: "Lệ phí", amount: dice }] };
    case "confirm-payment":
      return { action, receipt: note };
    case "assign":
      return { action, officerId: "handler@building", note };
    case "forward":
      return { action, next: null, note };
    case "consult":
      return { action, agencyId: "health", question: note, hours: dice };
    case "answer":
      return { action, consultationId: (dice % 3) + 1, answer: note };
    case "return-to-step":
      return { action, stepKey: steps[dice % steps.length] ?? "", note };
    case "propose-result":
      return { action, granted: dice % 2 === 0, summary: note, documentIds: [] };
    case "approve":
      return { action, note };
    case "sign":
      return { action };
    case "finish":
      return { action, number: note, documentIds: [] };
    case "apologise":
      return { action, reason: note, newDueAt: at(dice % 2 === 0 ? "10-20T09:00" : "10-21T10:00") };
    case "withdraw":
    case "stop":
      return { action, reason: "Theo đơn" };
    case "hand-out":
      return { action, receiver: dossier.applicant.name, method: "direct" };
    case "take-papers":
      return { action };
    case "return-papers":
      return { action, receiver: note };
    case "link":
      return { action, kind: "related", code: "X" };
    case "correct":
      return { action, note, documentIds: ["new"] };
  }
}

interface Walk {
  readonly events: readonly DossierEvent[];
  readonly dossier: Dossier;
  /** The state that was saved after each event. */
  readonly saved: readonly Dossier[];
}

function walk(
  turns: readonly { who: number; what: number; minutes: number; dice: number }[],
  terms: (typeof TERMS)[number],
): Walk {
  const events: DossierEvent[] = [submission({ channel: "direct" })];
  let dossier = foldAll(events);
  const saved = [dossier];
  let now: Moment = at("09-07T08:00");
  for (const { who, what, minutes, dice } of turns) {
    now = fromEpoch(toEpoch(now) + minutes * 60_000);
    const likely = (actor: Actor): readonly DossierAction[] =>
      allowedActions(dossier, actor, twoLegs).filter((action) => dice % (RARE.get(action) ?? 1) === 0);
    const able = PEOPLE.filter((person) => likely(person).length > 0);
    const actor = able[who % able.length];
    if (!actor) continue;
    const actions = likely(actor);
    const command = commandOf(actions[what % actions.length] ?? "receive", dossier, dice);
    const decision = decide(dossier, command, circumstances(actor, now, { terms, other: { id: `d${dice}` } }));
    if (!decision.ok) continue;
    events.push(decision.event);
    dossier = fold(dossier, decision.event);
    saved.push(dossier);
    holds(dossier);
  }
  return { events, dossier, saved };
}

/** What is true of every dossier at every moment. */
function holds(dossier: Dossier): void {
  const open = openStays(dossier);
  const keys = open.map(({ stepKey }) => stepKey);
  expect(new Set(keys).size, `one stay at a step at a time: ${keys.join()}`).toBe(keys.length);
  if (["withdrawn", "stopped", "returned", "refused"].includes(dossier.status)) expect(keys).toEqual([]);
  if (["received", "processing"].includes(dossier.status)) expect(keys.length).toBeGreaterThan(0);
  const waiting = dossier.pauses.filter(({ to }) => to === null).length;
  expect(waiting).toBe(isPaused(dossier.status) && dossier.receivedAt !== null ? 1 : 0);
  if (dossier.originalDueAt !== null) expect((dossier.dueAt ?? "") >= dossier.originalDueAt).toBe(true);
  if (dossier.dueAt !== dossier.originalDueAt) expect(dossier.pauses.length > 0 || dossier.apology !== null).toBe(true);
  expect(dossier.custody?.inTransitTo).not.toBe(dossier.custody?.holderAgencyId ?? null);
}

test("whatever allowed actions follow each other, the dossier stays sound and is the fold of its events", () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(turn, { minLength: 20, maxLength: 60 }), fc.constantFrom(...TERMS), (turns, terms) => {
      const { events, dossier } = walk(turns, terms);
      expect(foldAll(events)).toEqual(dossier);
      expect(events.map(({ version }) => version)).toEqual(events.map((_event, index) => index + 1));
      expect(events.slice(1).map(({ dueBefore }) => dueBefore)).toEqual(
        events.slice(0, -1).map(({ dueAfter }) => dueAfter),
      );
      expect(events.at(-1)?.dueAfter).toBe(dossier.dueAt);
      expect(events.filter(({ fact }) => fact.type === "supplement-requested").length).toBeLessThanOrEqual(1);
      expect(events.filter(({ fact }) => fact.type === "apologised").length).toBeLessThanOrEqual(1);
      for (const { fact } of events) reached.add(fact.type);
    }),
    { numRuns: 400 },
  );
  // The walks are long enough to mean something.
  expect([...reached]).toEqual(
    expect.arrayContaining([
      "returned-to-step",
      "supplied",
      "payment-confirmed",
      "approved",
      "papers-taken",
      "handed-out",
    ]),
  );
});

test("folding up to the moment of any event gives the state that was saved after the last event of that moment", () => {
  fc.assert(
    fc.property(fc.array(turn, { minLength: 5, maxLength: 40 }), fc.constantFrom(...TERMS), (turns, terms) => {
      const { events, saved } = walk(turns, terms);
      for (const { at: moment } of events) {
        const last = events.findLastIndex((event) => event.at === moment);
        const standing = stateAt(events, moment);
        expect(standing?.dossier).toEqual(saved[last]);
        expect(standing?.after).toBe(events[last + 1]?.at ?? null);
        expect(stateAt(events, fromEpoch(toEpoch(moment) - 1000))?.dossier.version ?? 0).toBe(
          events.findIndex((event) => event.at === moment),
        );
      }
    }),
    { numRuns: 150 },
  );
});

test("whatever is done and taken back, the dossier is as before save its version, and the walk goes on from there", () => {
  const undone = new Set<string>();
  fc.assert(
    fc.property(fc.array(turn, { minLength: 20, maxLength: 50 }), fc.constantFrom(...TERMS), (turns, terms) => {
      const { events, saved } = walk(turns, terms);
      for (const [index, event] of events.entries()) {
        const until = events.slice(0, index + 1);
        const actor = PEOPLE.find(({ id }) => id === event.actor.id) ?? SYSTEM;
        const answer = undo(until, event.version, { actor, now: event.at, window: 10 });
        if (!answer.ok) continue;
        undone.add(event.fact.type);
        const after = foldAll([...until, answer.event]);
        expect({ ...after, version: event.version - 1 }).toEqual(saved[index - 1]);
        expect(after.version).toBe(event.version + 1);
        expect([answer.event.dueBefore, answer.event.dueAfter]).toEqual([event.dueAfter, event.dueBefore]);
        const again = { ...event, version: event.version + 2 };
        expect({ ...foldAll([...until, answer.event, again]), version: event.version }).toEqual(saved[index]);
        expect(handOvers([...until, answer.event])).toEqual(handOvers(events.slice(0, index)));
      }
    }),
    { numRuns: 100 },
  );
  expect([...undone].toSorted()).toEqual([
    "approved",
    "assigned",
    "consultation-answered",
    "consulted",
    "forwarded",
    "papers-taken",
    "result-proposed",
    "returned-to-step",
  ]);
});
