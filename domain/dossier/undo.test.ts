import { expect, test } from "vitest";
import { at, circumstances, citizen, officer, SYSTEM, trail } from "../../testing/workflow.ts";
import { undo, undoUntil, type Undoing } from "./undo.ts";

const counter = officer("counter", "receiver");
const leader = officer("building", "leader");

/** Received at 09:00 and handed on at 09:30. */
function handedOn() {
  const { events, play } = trail();
  play({ action: "receive" }, circumstances(counter, at("09-07T09:00")));
  play({ action: "forward", next: null, note: "" }, circumstances(counter, at("09-07T09:30")));
  return { events, play };
}

const given = (changes: Partial<Undoing> = {}): Undoing => ({
  actor: counter,
  now: at("09-07T09:30"),
  window: 10,
  ...changes,
});
const later = (seconds: number) => at("09-07T09:30").replace(":00+", `:${String(seconds).padStart(2, "0")}+`);

test.each([
  ["by who did it, at once", 3, given(), true],
  ["in the last second", 3, given({ now: later(10) as Undoing["now"] }), true],
  ["a second too late", 3, given({ now: later(11) as Undoing["now"] }), "undo-too-late"],
  ["where nothing may be taken back", 3, given({ window: 0 }), "undo-too-late"],
  ["by a colleague", 3, given({ actor: officer("counter", "receiver", "handler") }), "undo-not-yours"],
  ["by the applicant", 3, given({ actor: citizen }), "undo-not-yours"],
  ["by the system", 3, given({ actor: SYSTEM }), "undo-not-yours"],
  ["the reception, whose slip is printed", 2, given(), "undo-not-possible"],
  ["the submission", 1, given({ actor: { ...counter, id: "citizen" } }), "undo-not-possible"],
  ["what there is not", 9, given(), "undo-not-possible"],
])("taken back %s: %s", (_what, version, undoing, expected) => {
  const answer = undo(handedOn().events, version, undoing);
  expect(answer.ok || answer.reason).toBe(expected);
});

test("what somebody has built on is not taken back, nor is a taking back", () => {
  const { events, play } = handedOn();
  play({ action: "assign", officerId: "handler@building", note: "" }, circumstances(leader, at("09-07T09:30")));
  expect(undo(events, 3, given())).toEqual({ ok: false, reason: "undo-acted-since" });
  const assigned = undo(events, 4, given({ actor: leader }));
  if (!assigned.ok) throw new Error(assigned.reason);
  expect(assigned.event.fact).toEqual({ type: "undone", version: 4, of: "assigned" });
  expect(undo([...events, assigned.event], 5, given({ actor: leader }))).toEqual({
    ok: false,
    reason: "undo-not-possible",
  });
  expect(undo([...events, assigned.event], 4, given({ actor: leader })), "twice").toEqual({
    ok: false,
    reason: "undo-acted-since",
  });
});

test("what was done for somebody is taken back for that one", () => {
  const { events } = handedOn();
  const principal = { id: "away", name: "Chu Thị Ánh" };
  const forSomebody = events.map((event) =>
    event.version === 3 ? { ...event, fact: { ...event.fact, onBehalfOf: principal } } : event,
  );
  const taken = undo(forSomebody, 3, given());
  expect(taken.ok && taken.event.fact).toEqual({ type: "undone", version: 3, of: "forwarded", onBehalfOf: principal });
});

test("whoever did it is told until when, others nothing", () => {
  const { events } = handedOn();
  const [submitted, received, forwarded] = events;
  if (!submitted || !received || !forwarded) throw new Error("three events");
  expect(undoUntil(forwarded, given())).toBe("2026-09-07T09:30:10+07:00");
  expect(undoUntil(forwarded, given({ actor: leader }))).toBeNull();
  expect(undoUntil(received, given())).toBeNull();
});
