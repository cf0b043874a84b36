import { describe, expect, test } from "vitest";
import {
  at,
  circumstances,
  citizen,
  inTwoLegs,
  must,
  officer,
  play,
  submitted,
  trail,
} from "../../testing/workflow.ts";
import { handOvers } from "./hand-overs.ts";
import { bundleAfterMove } from "./paper-bundle.ts";

const counter = officer("counter", "receiver");
const leader = officer("building", "leader");
const handler = officer("building", "handler");
const fireman = officer("fire", "appraiser");
const clerk = officer("building", "seal-clerk");
const forward = { action: "forward", next: null, note: "" } as const;

const places = (ids: readonly string[]) => ids.map((agencyId) => ({ agencyId }));
const taken = (holderAgencyId: string, since: string) => ({ holderAgencyId, inTransitTo: null, since: at(since) });

describe("where the bundle of paper is", () => {
  test.each([
    ["stays where work begins anew", ["building"], ["building", "fire"], null],
    ["stays where a leg is still open", ["building", "fire"], ["fire"], null],
    ["goes with the first leg when its agency has done its part", ["fire", "health"], ["fire", "health"], "fire"],
    ["waits when a join opens nothing", [], [], null],
  ])("%s", (_why, open, opened, inTransitTo) => {
    const custody = taken("building", "09-07T09:00");
    const after = bundleAfterMove(custody, { open: places(open), opened: places(opened), at: at("09-08T09:00") });
    expect(after).toEqual(
      inTransitTo ? { holderAgencyId: "building", inTransitTo, since: at("09-08T09:00") } : custody,
    );
  });

  test("forwarding sends it, the receiving agency confirms, the leg on scans never gets it", () => {
    const received = must(submitted(), { action: "receive" }, circumstances(counter, at("09-07T09:00")));
    expect(received.custody).toEqual(taken("counter", "09-07T09:00"));
    const sent = must(received, forward, circumstances(counter, at("09-07T09:30")));
    expect(sent.custody).toEqual({ holderAgencyId: "counter", inTransitTo: "building", since: at("09-07T09:30") });
    expect(play(sent, { action: "take-papers" }, circumstances(officer("fire", "handler"), at("09-07T10:00")))).toBe(
      "another-agency",
    );
    expect(play(sent, { action: "take-papers" }, circumstances(counter, at("09-07T10:00")))).toBe("not-your-role");
    const there = must(sent, { action: "take-papers" }, circumstances(handler, at("09-07T10:00")));
    expect(there.custody).toEqual(taken("building", "09-07T10:00"));
    expect(play(there, { action: "take-papers" }, circumstances(handler, at("09-07T11:00")))).toBe("not-your-role");
    const legs = must(
      there,
      { action: "assign", officerId: handler.id, note: "" },
      circumstances(leader, at("09-07T10:30")),
    );
    expect(legs.custody).toEqual(there.custody);
    const fireDone = must(legs, forward, circumstances(fireman, at("09-08T10:30")));
    expect(fireDone.custody).toEqual(there.custody);
  });

  test("an electronic dossier has no paper until an original is handed over at the counter", () => {
    const online = must(
      submitted({ channel: "self-online" }),
      { action: "receive" },
      circumstances(counter, at("09-07T09:00")),
    );
    expect(online.custody).toBeNull();
    const reasons = [{ code: "paper-not-certified", componentCode: "1", note: "Nộp bản chính" }];
    const asked = must(online, { action: "request-supplement", reasons }, circumstances(counter, at("09-07T10:00")));
    const papers = [{ componentCode: "1", name: "Bản vẽ", documentIds: [], keptOriginals: 1 }];
    const supply = { action: "supply", papers, answers: null, note: "" } as const;
    expect(play(asked, supply, circumstances(citizen, at("09-08T09:00")))).toBe("originals-not-online");
    expect(must(asked, supply, circumstances(counter, at("09-08T09:00"))).custody).toEqual(
      taken("counter", "09-08T09:00"),
    );
  });

  test("a withdrawn dossier's paper comes back to the counter and is given back there", () => {
    const withdrawn = must(
      inTwoLegs(),
      { action: "withdraw", reason: "Đổi ý" },
      circumstances(citizen, at("09-08T09:00")),
    );
    expect(withdrawn.custody).toEqual({ holderAgencyId: "building", inTransitTo: "counter", since: at("09-08T09:00") });
    const back = must(withdrawn, { action: "take-papers" }, circumstances(counter, at("09-09T09:00")));
    const given = must(
      back,
      { action: "return-papers", receiver: "Lò Thị Mây" },
      circumstances(counter, at("09-09T10:00")),
    );
    expect([given.status, given.custody]).toEqual(["withdrawn", null]);
    expect(
      play(given, { action: "return-papers", receiver: "Lò Thị Mây" }, circumstances(counter, at("09-09T11:00"))),
    ).toBe("no-papers-here");
  });

  test("the control sheet reads who gave and who took, and when", () => {
    const { events, play: go } = trail({
      papers: [{ componentCode: "1", name: "Bản vẽ", documentIds: [], keptOriginals: 2 }],
    });
    go({ action: "receive" }, circumstances(counter, at("09-07T09:00")));
    go(forward, circumstances(counter, at("09-07T09:30")));
    go({ action: "take-papers" }, circumstances(handler, at("09-07T10:00")));
    go({ action: "assign", officerId: handler.id, note: "" }, circumstances(leader, at("09-07T10:30")));
    go(forward, circumstances(fireman, at("09-08T08:00")));
    go(forward, circumstances(handler, at("09-08T09:00")));
    go(
      { action: "propose-result", granted: true, summary: "Cấp phép", documentIds: [] },
      circumstances(handler, at("09-09T09:00")),
    );
    go({ action: "approve", note: "" }, circumstances(leader, at("09-09T10:00")));
    go({ action: "sign" }, circumstances(leader, at("09-09T10:10")));
    go({ action: "finish", number: "1/GP", documentIds: [] }, circumstances(clerk, at("09-09T11:00")));
    const handOut = { action: "hand-out", receiver: "Lò Thị Mây", method: "direct" } as const;
    const after = go(handOut, circumstances(counter, at("09-10T08:00")));
    expect(events.at(-1)?.fact).toMatchObject({ originals: { "1": 2 }, receiverIdentity: "001199000001" });
    expect(after.custody).toBeNull();
    expect(handOvers(events)).toEqual([
      {
        from: "counter",
        to: "building",
        givenAt: at("09-07T09:30"),
        givenBy: "receiver",
        takenAt: at("09-07T10:00"),
        takenBy: "handler",
      },
      {
        from: "building",
        to: "counter",
        givenAt: at("09-09T11:00"),
        givenBy: "seal-clerk",
        takenAt: null,
        takenBy: null,
      },
      {
        from: "building",
        to: null,
        givenAt: at("09-10T08:00"),
        givenBy: "receiver",
        takenAt: at("09-10T08:00"),
        takenBy: "Lò Thị Mây",
      },
    ]);
  });
});
