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
  SYSTEM,
} from "../../testing/workflow.ts";
import type { CodedReason, Dossier } from "./dossier.ts";

const counter = officer("counter", "receiver");
const leader = officer("building", "leader");
const handler = officer("building", "handler");

const reason = (code: string, componentCode: string | null): CodedReason => ({ code, componentCode, note: "Xem lại" });

function received(): Dossier {
  return must(submitted(), { action: "receive" }, circumstances(counter, at("09-07T09:00")));
}

function finished(changes: Parameters<typeof submitted>[0] = {}): Dossier {
  return {
    ...submitted(changes),
    status: "finished",
    result: { granted: true, number: "1", summary: "", documentIds: [], corrections: 0 },
  };
}

const fire = (dossier: Dossier) => dossier.stays.find(({ stepKey }) => stepKey === "fire")?.dueAt;

describe("the clock over pauses", () => {
  const ask = { action: "request-supplement", reasons: [reason("other", null)] } as const;
  const supply = { action: "supply", papers: [], answers: null, note: "Có rồi" } as const;
  const fee = { action: "request-payment", items: [{ name: "Lệ phí", amount: 75_000 }] } as const;

  test.each([
    // Ten working days from Monday 7/9 09:00, asked Tuesday 8/9 10:00 (8 days 7 hours left = 71 h), supplied Thursday 10/9 14:00.
    ["restart" as const, "09-24T14:00"],
    // 71 h from Thursday 14:00: 3.5 h that day, then 8 h a day until 3.5 h are left on Wednesday 23/9: 07:30 + 3.5 h.
    ["pause" as const, "09-23T11:00"],
  ])("with %s a supplement leads to %s", (supplementPolicy, dueAt) => {
    const terms = { limit: { amount: 10, unit: "working-day" as const }, supplementPolicy };
    const asked = must(inTwoLegs({ terms }), ask, circumstances(handler, at("09-08T10:00")));
    expect(must(asked, supply, circumstances(citizen, at("09-10T14:00")))).toMatchObject({
      dueAt: at(dueAt),
      originalDueAt: at("09-21T09:00"),
    });
  });

  test("a supplement and then a payment: two pauses, the payment's end makes the second appointment", () => {
    const asked = must(inTwoLegs(), ask, circumstances(handler, at("09-08T10:00")));
    const supplied = must(asked, supply, circumstances(citizen, at("09-10T14:00")));
    const priced = must(supplied, fee, circumstances(handler, at("09-11T14:00")));
    const paid = must(
      priced,
      { action: "confirm-payment", receipt: " BL01 " },
      circumstances(counter, at("09-14T14:00")),
    );
    // Nine of the ten days were left on Friday 11/9 14:00, and run from Monday 14/9 14:00.
    expect(paid).toMatchObject({
      dueAt: at("09-25T14:00"),
      payment: { receipt: "BL01", secondDueAt: at("09-25T14:00") },
    });
    expect(paid.pauses.map(({ kind, to }) => [kind, to])).toEqual([
      ["supplement", at("09-10T14:00")],
      ["financial-obligation", at("09-14T14:00")],
    ]);
  });

  test("an open step keeps the hours it had left, and one that was late before stays late", () => {
    // Begun Monday 10:00 with 24 h: due Thursday 10/9 10:00.
    expect(fire(inTwoLegs())).toBe(at("09-10T10:00"));
    const early = must(inTwoLegs(), ask, circumstances(handler, at("09-09T10:00")));
    expect(fire(must(early, supply, circumstances(citizen, at("09-15T10:00"))))).toBe(at("09-16T10:00"));
    const late = must(inTwoLegs(), ask, circumstances(handler, at("09-11T10:00")));
    expect(fire(must(late, supply, circumstances(citizen, at("09-15T10:00"))))).toBe(at("09-10T10:00"));
  });

  test.each([
    ["the fees of the procedure when none is named", [], [{ name: "Phí", amount: 5000 }], 5000],
    [
      "what is named before the procedure's",
      [{ name: "Lệ phí", amount: 75_000 }],
      [{ name: "Phí", amount: 5000 }],
      75_000,
    ],
    ["nothing that could be paid", [], [], "payment-amount-missing"],
    ["an item without a name", [{ name: " ", amount: 5 }], [], "payment-amount-missing"],
    ["an item of nothing", [{ name: "Phí", amount: 0 }], [], "payment-amount-missing"],
  ])("a payment asks for %s", (_what, items, fees, expected) => {
    const after = play(
      inTwoLegs(),
      { action: "request-payment", items },
      circumstances(handler, at("09-08T10:00"), { fees }),
    );
    expect(typeof after === "string" ? after : after.payment?.items[0]?.amount).toBe(expected);
  });

  test("money is confirmed with the number of its receipt", () => {
    const priced = must(inTwoLegs(), fee, circumstances(handler, at("09-08T10:00")));
    expect(play(priced, { action: "confirm-payment", receipt: " " }, circumstances(counter, at("09-09T10:00")))).toBe(
      "receipt-missing",
    );
  });
});

test.each(["approvedBy", "signedBy"] as const)("nothing is withdrawn or stopped once there is a decision: %s", (by) => {
  // A process may go from the draft straight to the signature.
  const decided = { ...inTwoLegs(), [by]: "leader" };
  const codes = [
    play(decided, { action: "withdraw", reason: "Đổi ý" }, circumstances(citizen, at("09-08T10:00"))),
    play(decided, { action: "stop", reason: "Đổi ý" }, circumstances(counter, at("09-08T10:00"))),
  ];
  expect(codes).toEqual(["decision-already-made", "decision-already-made"]);
});

describe("an apology: once, at the latest one working day before, to a moment when the office is open", () => {
  // Due Monday 21/9 at 09:00, so until Friday 18/9 at 09:00.
  test.each([
    ["09-17T17:00", "09-25T09:00", "apologised"],
    ["09-18T08:59", "09-25T09:00", "apologised"],
    ["09-18T09:00", "09-25T09:00", "apologised"],
    ["09-18T09:01", "09-25T09:00", "apology-too-late"],
    ["09-20T10:00", "09-25T09:00", "apology-too-late"],
    ["09-21T08:00", "09-25T09:00", "apology-too-late"],
    ["09-22T10:00", "09-25T09:00", "apology-too-late"],
    ["09-17T17:00", "09-21T09:00", "apology-date-not-later"],
    ["09-17T17:00", "09-26T09:00", "apology-date-closed"],
    ["09-17T17:00", "09-25T12:00", "apology-date-closed"],
    ["09-17T17:00", "09-25T17:30", "apologised"],
  ])("at %s to %s: %s", (when, newDate, expected) => {
    const newDueAt = at(newDate);
    const after = play(
      inTwoLegs(),
      { action: "apologise", reason: "Chờ ý kiến", newDueAt },
      circumstances(leader, at(when)),
    );
    expect(typeof after === "string" ? after : after.dueAt === newDueAt && "apologised").toBe(expected);
  });

  test("while the applicant is waited for nothing can be missed, so nothing is apologised for", () => {
    const asked = must(
      inTwoLegs(),
      { action: "request-supplement", reasons: [reason("other", null)] },
      circumstances(handler, at("09-08T10:00")),
    );
    expect(
      play(
        asked,
        { action: "apologise", reason: "Chờ", newDueAt: at("09-25T09:00") },
        circumstances(leader, at("09-09T10:00")),
      ),
    ).toBe("wrong-status");
  });
});

describe("an opinion", () => {
  const consult = { action: "consult", agencyId: "health", question: "Có ý kiến gì?", hours: 8 } as const;

  // Asked Tuesday 8/9 at 08:00 for eight hours: seven and a half that day, half an hour the next.
  test.each([
    ["09-09T08:00", false],
    ["09-09T08:01", true],
  ])("answered %s is late: %s", (when, late) => {
    const asked = must(inTwoLegs(), consult, circumstances(handler, at("09-08T08:00")));
    const answer = { action: "answer", consultationId: 1, answer: "Đồng ý" } as const;
    const after = must(asked, answer, circumstances(officer("health", "leader"), at(when)));
    expect(after.consultations).toMatchObject([{ answer: "Đồng ý", late }]);
  });

  test("is asked of another agency, not of one's own", () => {
    expect(play(inTwoLegs(), { ...consult, agencyId: "building" }, circumstances(handler, at("09-08T08:00")))).toBe(
      "agency-unknown",
    );
  });
});

describe("stop", () => {
  const stop = { action: "stop", reason: "Theo đơn đề nghị" } as const;

  test.each([
    ["by the counter while it is worked on", counter, inTwoLegs(), "09-08T10:00", "stopped"],
    ["by the system while it is worked on", SYSTEM, inTwoLegs(), "10-30T10:00", "supplement-not-overdue"],
    ["after the decision", counter, { ...inTwoLegs(), approvedBy: "x" }, "09-08T10:00", "decision-already-made"],
    ["by the applicant himself", citizen, inTwoLegs(), "09-08T10:00", "not-your-role"],
  ] as const)("%s", (_what, actor, dossier, when, expected) => {
    const after = play(dossier, stop, circumstances(actor, at(when)));
    expect(typeof after === "string" ? after : after.status).toBe(expected);
  });

  // Asked Tuesday 8/9 at 10:00: fifteen working days end on Tuesday 29/9 at 10:00.
  test.each([
    ["09-29T10:00", "supplement-not-overdue"],
    ["09-29T10:01", "stopped"],
  ])("by the system at %s: %s", (when, expected) => {
    const asked = must(
      inTwoLegs(),
      { action: "request-supplement", reasons: [reason("other", null)] },
      circumstances(handler, at("09-08T10:00")),
    );
    expect(asked.supplement?.supplyBy).toBe(at("09-29T10:00"));
    const after = play(asked, stop, circumstances(SYSTEM, at(when)));
    expect(typeof after === "string" ? after : after.status).toBe(expected);
  });
});

describe("handing out", () => {
  const given = circumstances(counter, at("09-14T09:00"));
  const authorisation = {
    name: "Vàng A Tủa",
    identityNumber: "001099000009",
    phone: "",
    email: "",
    address: "",
    paper: "Giấy ủy quyền số 5",
  };

  test.each([
    ["the applicant by name", { receiver: "lò thị mây" }, "001199000001"],
    ["the applicant with his number", { receiver: "Lò Thị Mây", receiverIdentity: "001199000001" }, "001199000001"],
    ["the authorised person", { receiver: "Vàng A Tủa" }, "001099000009"],
    ["somebody unknown", { receiver: "Người lạ" }, "receiver-identity-missing"],
    ["somebody with half a number", { receiver: "Người lạ", receiverIdentity: "0010" }, "receiver-identity-missing"],
    [
      "somebody without a power of attorney",
      { receiver: "Người lạ", receiverIdentity: "001099000010" },
      "receiver-not-authorised",
    ],
    [
      "somebody with one",
      { receiver: "Người lạ", receiverIdentity: "001099000010", authorisationPaper: "GUQ 7" },
      "001099000010",
    ],
    ["nobody", { receiver: " " }, "note-missing"],
    ["by some other way", { receiver: "Lò Thị Mây", method: "pigeon" }, "method-unknown"],
    ["by post, where nobody shows a card", { receiver: "Bưu điện", method: "postal" }, null],
  ])("to %s", (_who, command, expected) => {
    const after = play(finished({ authorisation }), { action: "hand-out", method: "direct", ...command }, given);
    expect(typeof after === "string" ? after : after.handedOut?.receiverIdentity).toBe(expected);
  });
});

describe("correcting a result", () => {
  test.each(["finished", "returned"] as const)("with a new document when %s", (status) => {
    const correct = { action: "correct", note: "Sai ngày sinh", documentIds: ["new"] } as const;
    const after = must({ ...finished(), status }, correct, circumstances(leader, at("09-14T09:00")));
    expect([after.status, after.result]).toMatchObject([status, { documentIds: ["new"], corrections: 1 }]);
  });

  test.each([
    [{ note: "", documentIds: ["new"] }, "note-missing"],
    [{ note: "Sai", documentIds: [] }, "result-document-missing"],
  ])("not without word and document: %o", (rest, expected) => {
    expect(play(finished(), { action: "correct", ...rest }, circumstances(leader, at("09-14T09:00")))).toBe(expected);
  });
});

describe("links", () => {
  const link = { action: "link", kind: "follows", code: "X" } as const;
  const when = at("09-08T10:00");

  test.each([
    ["a dossier out of sight", null, "linked-dossier-unknown"],
    ["itself", { id: "d1" }, "link-to-itself"],
    ["another", { id: "d2" }, 1],
  ])("to %s", (_what, other, expected) => {
    const after = play(received(), link, circumstances(counter, when, { other }));
    expect(typeof after === "string" ? after : after.links.length).toBe(expected);
  });

  test("once only", () => {
    const linked = must(received(), link, circumstances(counter, when, { other: { id: "d2" } }));
    expect(play(linked, { ...link, kind: "related" }, circumstances(counter, when, { other: { id: "d2" } }))).toBe(
      "already-linked",
    );
  });
});

test("nothing is forwarded to a decision without a draft to decide on", () => {
  const atSynthesis = ["fire", "construction"].reduce((dossier, key) => {
    const by = key === "fire" ? officer("fire", "appraiser") : handler;
    return must(dossier, { action: "forward", next: null, note: "" }, circumstances(by, at("09-09T10:00")));
  }, inTwoLegs());
  expect(
    play(atSynthesis, { action: "forward", next: null, note: "" }, circumstances(handler, at("09-10T10:00"))),
  ).toBe("proposal-missing");
});
