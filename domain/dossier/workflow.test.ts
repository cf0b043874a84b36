import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  at,
  autumn,
  circumstances,
  citizen,
  inTwoLegs,
  must,
  officer,
  play,
  submitted,
  twoLegs,
} from "../../testing/workflow.ts";
import { ROLES } from "../organisation/role.ts";
import { ACTION_TABLE, DOSSIER_ACTIONS } from "./action-table.ts";
import { attributeTime } from "./attribute-time.ts";
import { openStays } from "./dossier.ts";
import { allowedActions, refusal } from "./permission.ts";
import { DOSSIER_STATUSES, NATIONAL_STATE } from "./status.ts";

const receiver = officer("counter", "receiver");
const leader = officer("building", "leader");
const handler = officer("building", "handler");
const fireman = officer("fire", "appraiser");
const sealClerk = officer("building", "seal-clerk");

const reasons = [{ code: "paper-missing", componentCode: "1", note: "Thiếu bản vẽ móng" }];

describe("the whole way", () => {
  test("reception fixes the appointment and opens the first step", () => {
    const received = must(submitted(), { action: "receive" }, circumstances(receiver, at("09-07T09:00")));
    expect(received).toMatchObject({
      status: "received",
      dueAt: at("09-21T09:00"),
      originalDueAt: at("09-21T09:00"),
      custody: { holderAgencyId: "counter", inTransitTo: null },
    });
  });

  test("legs run in parallel, join, and end in a returned result", () => {
    let dossier = inTwoLegs();
    expect(openStays(dossier).map(({ stepKey, officerId }) => [stepKey, officerId])).toEqual([
      ["construction", handler.id],
      ["fire", null],
    ]);
    dossier = must(dossier, { action: "forward", next: null, note: "Đạt" }, circumstances(fireman, at("09-09T10:00")));
    expect(openStays(dossier).map(({ stepKey }) => stepKey)).toEqual(["construction"]);
    dossier = must(dossier, { action: "forward", next: null, note: "" }, circumstances(handler, at("09-10T10:00")));
    expect(openStays(dossier).map(({ stepKey }) => stepKey)).toEqual(["synthesis"]);
    dossier = must(
      dossier,
      { action: "propose-result", granted: true, summary: "Cấp phép", documentIds: [] },
      circumstances(handler, at("09-11T10:00")),
    );
    dossier = must(dossier, { action: "approve", note: "" }, circumstances(leader, at("09-11T14:00")));
    dossier = must(dossier, { action: "sign" }, circumstances(leader, at("09-11T15:00")));
    dossier = must(
      dossier,
      { action: "finish", number: "12/GPXD", documentIds: [] },
      circumstances(sealClerk, at("09-11T16:00")),
    );
    expect(dossier).toMatchObject({
      status: "finished",
      finishedAt: at("09-11T16:00"),
      result: { number: "12/GPXD", granted: true },
    });
    dossier = must(
      dossier,
      { action: "hand-out", receiver: "Lò Thị Mây", method: "direct" },
      circumstances(receiver, at("09-14T08:00")),
    );
    expect([dossier.status, openStays(dossier), dossier.custody]).toEqual(["returned", [], null]);
  });

  test("every late hour is put down to the leg that used it", () => {
    const dossier = must(
      inTwoLegs(),
      { action: "forward", next: null, note: "" },
      circumstances(fireman, at("09-11T10:00")),
    );
    const answered = attributeTime(dossier, {
      process: twoLegs,
      calendar: autumn,
      counterCalendar: autumn,
      now: at("09-11T10:00"),
    });
    const fire = answered.find(({ stepKey }) => stepKey === "fire");
    // Opened Mon 7/9 10:00, left Fri 11/9 10:00: four working days = 32 h against a budget of 24 h.
    expect(fire).toMatchObject({ agencyId: "fire", spentSeconds: 32 * 3600, lateSeconds: 8 * 3600 });
    expect(answered.find(({ stepKey }) => stepKey === "construction")).toMatchObject({ lateSeconds: 0 });
  });
});

describe("supplement, payment, apology", () => {
  test("after a supplement the whole limit starts anew, and a second request is refused", () => {
    const asked = must(
      inTwoLegs(),
      { action: "request-supplement", reasons },
      circumstances(handler, at("09-08T10:00")),
    );
    expect(asked.status).toBe("awaiting-supplement");
    const supplied = must(
      asked,
      { action: "supply", papers: [], answers: null, note: "Đã nộp" },
      circumstances(citizen, at("09-10T14:00")),
    );
    expect(supplied).toMatchObject({
      status: "processing",
      dueAt: at("09-24T14:00"),
      originalDueAt: at("09-21T09:00"),
    });
    expect(play(supplied, { action: "request-supplement", reasons }, circumstances(handler, at("09-11T10:00")))).toBe(
      "supplement-already-requested",
    );
  });

  test("while waiting for money the time stands still whatever the policy", () => {
    const asked = must(
      inTwoLegs(),
      { action: "request-payment", items: [{ name: "Lệ phí", amount: 75_000 }] },
      circumstances(handler, at("09-08T09:00")),
    );
    const paid = must(
      asked,
      { action: "confirm-payment", receipt: "BL01" },
      circumstances(receiver, at("09-10T09:00")),
    );
    expect(paid).toMatchObject({ status: "processing", dueAt: at("09-23T09:00") });
  });

  const apology = { action: "apologise", reason: "Chờ ý kiến PCCC", newDueAt: at("09-25T09:00") } as const;

  test("an apology one working day before Monday 21/9 09:00, Thursday evening, sets a new date once", () => {
    const after = must(inTwoLegs(), apology, circumstances(leader, at("09-17T17:00")));
    expect(after).toMatchObject({ dueAt: at("09-25T09:00"), originalDueAt: at("09-21T09:00") });
    expect(play(after, apology, circumstances(leader, at("09-17T17:00")))).toBe("apology-already-made");
  });

  test("an apology on Friday 18/9 at 10:00 comes too late", () => {
    expect(play(inTwoLegs(), apology, circumstances(leader, at("09-18T10:00")))).toBe("apology-too-late");
  });

  test("a request must give coded reasons, each with a note", () => {
    const given = circumstances(handler, at("09-08T10:00"));
    expect(play(inTwoLegs(), { action: "request-supplement", reasons: [] }, given)).toBe("reasons-missing");
    expect(
      play(
        inTwoLegs(),
        { action: "request-supplement", reasons: [{ code: "because", componentCode: null, note: "x" }] },
        given,
      ),
    ).toBe("reason-unknown");
  });

  test("a consultation must be answered before its leg goes on", () => {
    const asked = must(
      inTwoLegs(),
      { action: "consult", agencyId: "health", question: "Có ý kiến gì?", hours: 16 },
      circumstances(handler, at("09-08T08:00")),
    );
    expect(play(asked, { action: "forward", next: null, note: "" }, circumstances(handler, at("09-08T09:00")))).toBe(
      "consultation-open",
    );
    const answered = must(
      asked,
      { action: "answer", consultationId: 1, answer: "Không" },
      circumstances(officer("health", "appraiser"), at("09-08T10:00")),
    );
    expect(
      play(answered, { action: "forward", next: null, note: "" }, circumstances(handler, at("09-08T11:00"))),
    ).toMatchObject({ version: answered.version + 1 });
  });
});

describe("who may", () => {
  test("national states are total and one to one", () => {
    expect(DOSSIER_STATUSES.map((status) => NATIONAL_STATE[status]).toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  test("a stranger's agency sees nothing to do, whatever the role and status", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROLES),
        fc.constantFrom(...DOSSIER_STATUSES),
        fc.constantFrom(...DOSSIER_ACTIONS),
        (role, status, action) => {
          expect(refusal(action, { ...inTwoLegs(), status }, officer("elsewhere", role), twoLegs)).toBe(
            "another-agency",
          );
        },
      ),
    );
  });

  test("nothing is allowed from a status that the table does not name", () => {
    const actors = [receiver, leader, handler, fireman, sealClerk, citizen];
    fc.assert(
      fc.property(fc.constantFrom(...DOSSIER_STATUSES), fc.constantFrom(...actors), (status, actor) => {
        for (const action of allowedActions({ ...inTwoLegs(), status }, actor, twoLegs))
          expect(ACTION_TABLE[action].from).toContain(status);
      }),
    );
  });

  test("auditors and administrators change nothing", () => {
    const watcher = officer("building", "auditor", "administrator", "control-officer");
    for (const status of DOSSIER_STATUSES)
      expect(allowedActions({ ...inTwoLegs(), status }, watcher, twoLegs)).toEqual([]);
  });

  test("the applicant may withdraw until a decision is made", () => {
    expect(allowedActions(inTwoLegs(), citizen, twoLegs)).toEqual(["withdraw"]);
    expect(
      play(
        { ...inTwoLegs(), approvedBy: "x" },
        { action: "withdraw", reason: "Đổi ý" },
        circumstances(citizen, at("09-08T10:00")),
      ),
    ).toBe("decision-already-made");
  });
});
