import { describe, expect, test } from "vitest";
import { at, autumn, circumstances, inTwoLegs, must, officer, play, twoLegs } from "../../testing/workflow.ts";
import { attributeTime } from "./attribute-time.ts";
import type { DossierCommand } from "./command.ts";
import { openStays, type Dossier } from "./dossier.ts";

const leader = officer("building", "leader");
const handler = officer("building", "handler");
const fireman = officer("fire", "appraiser");
const clerk = officer("building", "seal-clerk");
const forward = { action: "forward", next: null, note: "" } as const;

const back = (stepKey: string) => ({ action: "return-to-step", stepKey, note: "Làm lại" }) as const;
const open = (dossier: Dossier): readonly string[] => openStays(dossier).map(({ stepKey }) => stepKey);

const WAY: readonly (readonly [typeof leader, DossierCommand, string])[] = [
  [fireman, forward, "09-08T10:00"],
  [handler, forward, "09-09T10:00"],
  [handler, { action: "propose-result", granted: true, summary: "Cấp phép", documentIds: [] }, "09-10T10:00"],
  [leader, { action: "approve", note: "" }, "09-10T14:00"],
  [leader, { action: "sign" }, "09-10T15:00"],
];

/** In both legs, and then so many moves of the way further. */
function after(moves: number): Dossier {
  return WAY.slice(0, moves).reduce(
    (dossier, [by, command, when]) => must(dossier, command, circumstances(by, at(when))),
    inTwoLegs(),
  );
}

describe("back to a step", () => {
  test("before the split ends the other leg too, because both are done anew", () => {
    const returned = must(inTwoLegs(), back("assignment"), circumstances(handler, at("09-08T10:00")));
    expect(open(returned)).toEqual(["assignment"]);
    const assign = { action: "assign", officerId: handler.id, note: "" } as const;
    const again = must(returned, assign, circumstances(leader, at("09-08T11:00")));
    expect(open(again)).toEqual(["construction", "fire"]);
    // The leg that was ended is over: the same officer has one stay to work on, not two.
    expect(
      must(again, forward, circumstances(fireman, at("09-08T14:00"))).stays.filter(({ endedAt }) => !endedAt),
    ).toHaveLength(1);
  });

  test("into one leg leaves the other as it was: done is done", () => {
    const returned = must(after(2), back("construction"), circumstances(handler, at("09-09T11:00")));
    expect(open(returned)).toEqual(["construction"]);
    // To the officer who had it.
    expect(openStays(returned)[0]?.officerId).toBe(handler.id);
    expect(open(must(returned, forward, circumstances(handler, at("09-09T14:00"))))).toEqual(["synthesis"]);
  });

  test.each([
    ["a step in another leg", inTwoLegs(), handler, "fire"],
    ["a step still ahead", inTwoLegs(), handler, "approval"],
    ["the step itself", inTwoLegs(), handler, "construction"],
    ["a step that is not in the process", inTwoLegs(), handler, "elsewhere"],
  ])("not to %s", (_what, dossier, by, stepKey) => {
    expect(play(dossier, back(stepKey), circumstances(by, at("09-08T10:00")))).toBe("next-step-unknown");
  });

  test.each([
    ["the work", "synthesis", null, null, null],
    ["the approval", "approval", "Cấp phép", null, null],
    ["the signature", "signing", "Cấp phép", leader.id, null],
  ])("to %s undoes what was built on it", (_what, stepKey, summary, approvedBy, signedBy) => {
    const signed = after(5);
    expect([signed.approvedBy, signed.signedBy]).toEqual([leader.id, leader.id]);
    const returned = must(signed, back(stepKey), circumstances(clerk, at("09-10T16:00")));
    expect([returned.proposal?.summary ?? null, returned.approvedBy, returned.signedBy]).toEqual([
      summary,
      approvedBy,
      signedBy,
    ]);
    expect(open(returned)).toEqual([stepKey]);
  });

  test("an old draft is not approved after the work was done anew", () => {
    const returned = must(after(3), back("synthesis"), circumstances(leader, at("09-10T11:00")));
    expect(play(returned, forward, circumstances(handler, at("09-10T13:30")))).toBe("proposal-missing");
  });

  test("needs a word of why", () => {
    expect(play(inTwoLegs(), { ...back("assignment"), note: " " }, circumstances(handler, at("09-08T10:00")))).toBe(
      "note-missing",
    );
  });
});

const dueAtSynthesis = (dossier: Dossier) => openStays(dossier).find(({ stepKey }) => stepKey === "synthesis")?.dueAt;
const spent = (dossier: Dossier, now: string) =>
  attributeTime(dossier, { process: twoLegs, calendar: autumn, counterCalendar: autumn, now: at(now) })
    .filter(({ stepKey }) => stepKey === "synthesis")
    .map(({ spentSeconds, budgetSeconds, lateSeconds }) =>
      [spentSeconds, budgetSeconds, lateSeconds].map((seconds) => seconds / 3600),
    );

describe("the hours of a step that the dossier comes back to", () => {
  test("run on: what the first try has used is gone", () => {
    // The synthesis has 16 hours: Wednesday 9/9 10:00 to Thursday 10:00 used eight, so eight are left from Thursday 11:00.
    const returned = must(after(3), back("synthesis"), circumstances(leader, at("09-10T11:00")));
    expect(dueAtSynthesis(returned)).toBe(at("09-11T11:00"));
    expect(spent(returned, "09-11T14:30")).toEqual([
      [8, 16, 0],
      [9.5, 8, 1.5],
    ]);
  });

  test("are used up at once where the first try took them all, and all of the rework is late", () => {
    const slow = must(after(2), WAY[2]?.[1] ?? forward, circumstances(handler, at("09-14T10:00")));
    const returned = must(slow, back("synthesis"), circumstances(leader, at("09-14T11:00")));
    expect(dueAtSynthesis(returned)).toBe(at("09-14T11:00"));
    expect(spent(returned, "09-14T14:30")).toEqual([
      [24, 16, 8],
      [1.5, 0, 1.5],
    ]);
  });
});

describe("a join that waits for the first leg alone", () => {
  const process = {
    steps: twoLegs.steps.map((step) => (step.key === "synthesis" ? { ...step, join: "any" as const } : step)),
  };

  test("opens once, and the later leg finds it begun", () => {
    const first = must(inTwoLegs(), forward, circumstances(handler, at("09-08T10:00"), { process }));
    expect(open(first)).toEqual(["fire", "synthesis"]);
    const second = must(first, forward, circumstances(fireman, at("09-08T11:00"), { process }));
    expect(open(second)).toEqual(["synthesis"]);
  });

  test("with the result every leg still open ends", () => {
    const moves: readonly (readonly [typeof leader, DossierCommand])[] = [
      [handler, forward],
      [handler, { action: "propose-result", granted: true, summary: "Cấp phép", documentIds: [] }],
      [leader, { action: "approve", note: "" }],
      [leader, { action: "sign" }],
      [clerk, { action: "finish", number: "1", documentIds: [] }],
    ];
    const finished = moves.reduce(
      (dossier, [by, command]) => must(dossier, command, circumstances(by, at("09-08T10:00"), { process })),
      inTwoLegs(),
    );
    expect(open(finished)).toEqual(["handing-out"]);
  });
});
