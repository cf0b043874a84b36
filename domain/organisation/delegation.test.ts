import fc from "fast-check";
import { expect, test } from "vitest";
import { fromDayNumber, plainDate, toDayNumber } from "../shared/plain-date.ts";
import { checkDelegation, delegationState, type DelegationFacts } from "./delegation.ts";
import { dayAfter, lastDayOf } from "./validity.ts";

const day = plainDate;
const facts: DelegationFacts = {
  kind: "substitution",
  agencyId: "xa",
  principalId: "leader",
  substituteId: "handler",
  roles: ["leader"],
  from: day("2026-09-14"),
  to: day("2026-09-19"),
  basis: "Nghỉ phép",
};
const always = { from: day("2025-07-01"), to: null };
const around = {
  today: day("2026-09-10"),
  principal: [{ ...always, roles: ["leader", "administrator"] as const }],
  substitute: [{ ...always, roles: ["handler"] as const }],
  others: [],
};
const other = { ...facts, substituteId: "clerk" };

test.each<[string, Partial<DelegationFacts>, Partial<Parameters<typeof checkDelegation>[1]>, readonly string[]]>([
  ["as it should be", {}, {}, []],
  ["one day, from today", { from: day("2026-09-10"), to: day("2026-09-11") }, {}, []],
  ["from yesterday", { from: day("2026-09-09") }, {}, ["from: delegation-in-past"]],
  ["ends before it begins", { to: day("2026-09-14") }, {}, ["to: delegation-order"]],
  ["no reason", { basis: "  " }, {}, ["basis: delegation-basis-missing"]],
  ["to oneself", { substituteId: "leader" }, {}, ["substitute: delegation-to-self"]],
  ["nothing chosen", { roles: [] }, {}, ["roles: roles-missing"]],
  ["a role that the absent one has not", { roles: ["leader", "receiver"] }, {}, ["roles: role-of-another"]],
  ["what keeps accounts is not handed over", { roles: ["administrator"] }, {}, ["roles: role-of-another"]],
  [
    "the absent one is an administrator alone",
    {},
    { principal: [{ ...always, roles: ["administrator"] }] },
    ["principal: principal-without-work"],
  ],
  [
    "the absent one's task ends the day before",
    {},
    { principal: [{ ...always, to: day("2026-09-14"), roles: ["leader"] }] },
    ["principal: principal-without-work"],
  ],
  ["somebody of another agency", {}, { substitute: [] }, ["substitute: substitute-of-another-agency"]],
  [
    "somebody who comes a day later",
    {},
    { substitute: [{ from: day("2026-09-15"), to: null, roles: ["handler"] }] },
    ["substitute: substitute-of-another-agency"],
  ],
  ["a second one for the same work", {}, { others: [other] }, ["principal: delegation-overlaps"]],
  ["the day after another one", {}, { others: [{ ...other, from: day("2026-09-01"), to: day("2026-09-14") }] }, []],
  ["another work of the same person", {}, { others: [{ ...other, roles: ["receiver"] }] }, []],
  ["the same in another agency", {}, { others: [{ ...other, agencyId: "khac" }] }, []],
  [
    "to somebody who is away (a cycle is one of these)",
    {},
    { others: [{ ...facts, principalId: "handler", substituteId: "leader", roles: ["handler"] }] },
    ["substitute: substitute-is-away"],
  ],
  [
    "what was taken on for somebody else",
    {},
    { others: [{ ...facts, principalId: "chair", substituteId: "leader" }] },
    ["principal: principal-stands-in"],
  ],
])("%s", (_what, changed, surroundings, expected) => {
  const faults = checkDelegation({ ...facts, ...changed }, { ...around, ...surroundings });
  expect(faults.map(({ field, code }) => `${field}: ${code}`)).toEqual(expected);
});

test("it holds from its first day to its last, and its last day is the one that was named", () => {
  const number = fc.integer({ min: 20_000, max: 21_000 });
  fc.assert(
    fc.property(number, fc.nat(400), number, (first, length, on) => {
      const [from, last] = [fromDayNumber(first), fromDayNumber(first + length)];
      const span = { from, to: dayAfter(last), endedAt: null };
      const today = fromDayNumber(on);
      const expected = on < first ? "coming" : on > first + length ? "past" : "current";
      expect(delegationState(span, today)).toBe(expected);
      expect(delegationState({ ...span, endedAt: "2026-09-15T10:00:00+07:00" }, today)).toBe("past");
      expect(toDayNumber(lastDayOf(span.to))).toBe(first + length);
    }),
  );
});
