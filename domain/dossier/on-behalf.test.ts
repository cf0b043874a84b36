import fc from "fast-check";
import { expect, test } from "vitest";
import { at, circumstances, inTwoLegs, officer, twoLegs } from "../../testing/workflow.ts";
import type { OfficerActor } from "../identity/actor.ts";
import { ROLES, type Role } from "../organisation/role.ts";
import { DOSSIER_ACTIONS } from "./action-table.ts";
import { decide } from "./decide.ts";
import { allowedActions, refusal, staysFor } from "./permission.ts";
import { DOSSIER_STATUSES } from "./status.ts";

const handler = officer("building", "handler");
const leader = officer("building", "leader");

/** The officer with what the others have handed over to him. */
function standingIn(own: OfficerActor, ...principals: readonly OfficerActor[]): OfficerActor {
  const handed = principals.flatMap(({ id, name, appointments }) =>
    appointments.map((held) => ({ ...held, onBehalfOf: { id, name } })),
  );
  return { ...own, appointments: [...own.appointments, ...handed] };
}

test("whoever stands in may do what he and the other may do, and nothing besides", () => {
  const agency = fc.constantFrom("counter", "building", "fire", "elsewhere");
  const person = fc.tuple(agency, fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 3 }));
  fc.assert(
    fc.property(person, person, fc.constantFrom(...DOSSIER_STATUSES), ([at1, own], [at2, handed], status) => {
      const dossier = { ...inTwoLegs(), status };
      const one = { ...officer(at1, ...own), id: "one" };
      const other = officer(at2, ...handed);
      const both = standingIn(one, other);
      for (const action of DOSSIER_ACTIONS) {
        const allowed = [one, other].some((who) => refusal(action, dossier, who, twoLegs) === null);
        expect(refusal(action, dossier, both, twoLegs) === null).toBe(allowed);
        const stays = new Set([one, other].flatMap((who) => staysFor(action, dossier, who, twoLegs)));
        expect(new Set(staysFor(action, dossier, both, twoLegs))).toEqual(stays);
      }
    }),
  );
});

const clerk = officer("building", "seal-clerk");
const forward = { action: "forward", next: null, note: "Đạt" } as const;

test.each<[string, OfficerActor, string | undefined]>([
  ["the named officer himself", handler, undefined],
  ["who stands in for the named officer", standingIn(clerk, handler), handler.id],
  ["the named officer, who stands in for another too", standingIn(handler, leader), undefined],
  ["who stands in for two, one of them the named one", standingIn(clerk, leader, handler), handler.id],
])("the event tells for whom it was done: %s", (_what, who, principal) => {
  const decision = decide(inTwoLegs(), forward, circumstances(who, at("09-09T10:00")));
  expect(decision).toMatchObject({ ok: true, event: { actor: { id: who.id }, agencyId: "building" } });
  expect(decision.ok && decision.event.fact.onBehalfOf?.id).toBe(principal);
  // Absent, not undefined: the hash of an event in one's own name is what it always was.
  expect(decision.ok && "onBehalfOf" in decision.event.fact).toBe(principal !== undefined);
});

test("a colleague in the same role does not take the named officer's work by standing in for a third", () => {
  const colleague = { ...handler, id: "colleague" };
  const third = { ...officer("building", "handler"), id: "third" };
  expect(refusal("forward", inTwoLegs(), standingIn(colleague, third), twoLegs)).toBe("step-not-yours");
  expect(allowedActions(inTwoLegs(), standingIn(colleague, handler), twoLegs)).toContain("forward");
});

test("the right of another agency is none here", () => {
  const roles: readonly Role[] = ["handler", "leader"];
  const stranger = standingIn({ ...officer("elsewhere", "handler"), id: "stranger" }, officer("elsewhere", ...roles));
  expect(refusal("forward", inTwoLegs(), stranger, twoLegs)).toBe("another-agency");
});
