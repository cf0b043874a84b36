import { describe, expect, test } from "vitest";
import { at, circumstances, citizen, inTwoLegs, must, officer, play, submitted } from "../../testing/workflow.ts";
import type { CodedReason } from "./dossier.ts";

const counter = officer("counter", "receiver");
const handler = officer("building", "handler");

const reason = (code: string, componentCode: string | null): CodedReason => ({ code, componentCode, note: "Xem lại" });

describe("a supplement: once, everything at once, each fault with its paper", () => {
  test.each<[string, readonly CodedReason[], string]>([
    ["a paper's fault without the paper", [reason("paper-missing", null)], "reason-component-missing"],
    ["a paper that the procedure does not ask for", [reason("paper-expired", "99")], "component-unknown"],
    [
      "one good reason, one without its paper",
      [reason("declaration-wrong", null), reason("paper-missing", null)],
      "reason-component-missing",
    ],
    ["a fault of the declaration", [reason("declaration-wrong", null)], "awaiting-supplement"],
    [
      "several at once",
      [reason("paper-missing", "1"), reason("paper-expired", "2"), reason("other", null)],
      "awaiting-supplement",
    ],
  ])("%s", (_what, reasons, expected) => {
    const after = play(
      inTwoLegs(),
      { action: "request-supplement", reasons },
      circumstances(handler, at("09-08T10:00")),
    );
    expect(typeof after === "string" ? after : after.status).toBe(expected);
  });

  // Received Monday 7/9 at 09:00: three working days end on Thursday 10/9 at 09:00.
  test.each([
    ["09-10T09:00", false],
    ["09-10T09:01", true],
  ])("asked for on %s it is marked late: %s", (when, late) => {
    const asked = must(
      inTwoLegs(),
      { action: "request-supplement", reasons: [reason("other", null)] },
      circumstances(handler, at(when)),
    );
    expect(asked.supplement?.late).toBe(late);
  });

  test("before reception no date runs, so none is late and none is moved", () => {
    const asked = must(
      submitted(),
      { action: "request-supplement", reasons: [reason("paper-missing", "1")] },
      circumstances(counter, at("09-14T09:00")),
    );
    expect([asked.supplement?.late, asked.pauses]).toEqual([false, []]);
    const supply = {
      action: "supply",
      papers: [{ componentCode: "1", name: "A", documentIds: ["x"], keptOriginals: 0 }],
      answers: null,
      note: "",
    } as const;
    expect(must(asked, supply, circumstances(citizen, at("09-15T09:00")))).toMatchObject({
      status: "submitted",
      dueAt: null,
    });
  });

  test.each([
    ["nothing", [], "", "papers-missing"],
    [
      "a paper without file or original",
      [{ componentCode: "1", name: "A", documentIds: [], keptOriginals: 0 }],
      "",
      "papers-missing",
    ],
    [
      "a paper of no component",
      [{ componentCode: "9", name: "A", documentIds: ["x"], keptOriginals: 0 }],
      "",
      "component-unknown",
    ],
    ["an explanation", [], "Đã nộp từ trước", "processing"],
  ])("supplied with %s", (_what, papers, note, expected) => {
    const asked = must(
      inTwoLegs(),
      { action: "request-supplement", reasons: [reason("other", null)] },
      circumstances(handler, at("09-08T10:00")),
    );
    const after = play(
      asked,
      { action: "supply", papers, answers: null, note },
      circumstances(citizen, at("09-09T10:00")),
    );
    expect(typeof after === "string" ? after : after.status).toBe(expected);
  });

  const paper = { componentCode: "1", name: "A", documentIds: ["x"], keptOriginals: 0 };
  test.each([
    ["the paper", { papers: [paper] }, "processing"],
    ["another paper", { papers: [{ ...paper, componentCode: "2" }] }, "asked-papers-missing"],
    ["no paper and why", { note: "Bệnh viện không cấp lại" }, "processing"],
    ["a corrected declaration alone", { answers: { born: "2026-08-20" } }, "asked-papers-missing"],
    ["a corrected declaration", { papers: [paper], answers: { born: "2026-08-20" } }, "processing"],
    ["a declaration that the form refuses", { papers: [paper], answers: { born: "2026-02-31" } }, "answers-faulty"],
    ["a declaration that lacks what the form asks", { papers: [paper], answers: {} }, "answers-faulty"],
  ])("asked for a paper, supplied with %s", (_what, brought, expected) => {
    const ask = { action: "request-supplement", reasons: [reason("paper-unreadable", "1")] } as const;
    const asked = must(inTwoLegs(), ask, circumstances(handler, at("09-08T10:00")));
    const supply = { action: "supply", papers: [], answers: null, note: "", ...brought } as const;
    const after = play(asked, supply, circumstances(citizen, at("09-09T10:00")));
    expect(typeof after === "string" ? after : after.status).toBe(expected);
  });

  test("answers that the others hide, or that no form asks for, are not kept", () => {
    const ask = { action: "request-supplement", reasons: [reason("declaration-wrong", null)] } as const;
    const asked = must(inTwoLegs(), ask, circumstances(handler, at("09-08T10:00")));
    const answers = { born: "2026-08-20", other: "x" };
    const supply = { action: "supply", papers: [], answers, note: "" } as const;
    expect(must(asked, supply, circumstances(citizen, at("09-09T10:00"))).answers).toEqual({ born: "2026-08-20" });
    expect(play(asked, supply, circumstances(citizen, at("09-09T10:00"), { eform: null }))).toBe("answers-faulty");
  });
});
