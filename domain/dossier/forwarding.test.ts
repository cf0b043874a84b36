import { describe, expect, test } from "vitest";
import { at, autumn, circumstances, citizen, must, officer, submitted, twoLegs } from "../../testing/workflow.ts";
import { plainDate } from "../shared/plain-date.ts";
import { attributeTime } from "./attribute-time.ts";
import type { Dossier } from "./dossier.ts";

/** Monday 14/9 is off, so that a Friday comes before a long week-end. */
const counterCalendar = {
  ...autumn,
  days: new Map([[plainDate("2026-09-14"), { kind: "off", name: "Nghỉ" } as const]]),
};
const changes = { counterCalendar };
const counter = officer("counter", "receiver");

function received(when: string): Dossier {
  return must(submitted(), { action: "receive" }, circumstances(counter, at(when), changes));
}

function lateHours(dossier: Dossier, now: string): number | undefined {
  const reading = { process: twoLegs, calendar: autumn, counterCalendar, now: at(now) };
  const seconds = attributeTime(dossier, reading).find(({ stepKey }) => stepKey === "reception")?.lateSeconds;
  return seconds === undefined ? undefined : seconds / 3600;
}

describe("the counter forwards the same day, after 15:00 at the start of the next (NĐ 61/2018 art. 18)", () => {
  test.each([
    ["Monday 14:59", "09-07T14:59", "09-07T17:30"],
    ["Monday 15:00, not yet after it", "09-07T15:00", "09-07T17:30"],
    ["Monday 15:01", "09-07T15:01", "09-08T07:30"],
    ["Friday 14:59", "09-18T14:59", "09-18T17:30"],
    ["Friday 15:01, over the week-end", "09-18T15:01", "09-21T07:30"],
    ["Friday 15:01 before a holiday", "09-11T15:01", "09-15T07:30"],
    ["in the lunch gap, which counts from 13:30", "09-07T12:00", "09-07T17:30"],
    ["Saturday, which counts from Monday morning", "09-19T16:00", "09-21T17:30"],
  ])("received %s", (_when, when, by) => {
    const dossier = received(when);
    expect(dossier.stays).toMatchObject([{ stepKey: "reception", dueAt: at(by) }]);
  });

  test.each([
    // received Monday 14:59, must have forwarded by 17:30
    ["09-07T14:59", "09-07T17:30", 0],
    ["09-07T14:59", "09-08T08:30", 1],
    // received Monday 15:01, must have forwarded by Tuesday 07:30: the evening is nobody's fault
    ["09-07T15:01", "09-08T07:30", 0],
    ["09-07T15:01", "09-08T09:00", 1.5],
    // Friday 15:01 before the holiday, by Tuesday 07:30; forwarded Tuesday 13:30 = four morning hours late
    ["09-11T15:01", "09-15T13:30", 4],
  ])("received %s, forwarded %s: %f hours late, all the counter's", (when, forwarded, late) => {
    const dossier = must(
      received(when),
      { action: "forward", next: null, note: "" },
      circumstances(counter, at(forwarded), changes),
    );
    expect(lateHours(dossier, "09-22T10:00")).toBe(late);
    expect(dossier.dueAt).toBe(dossier.originalDueAt);
  });

  test("after a supplement the rule begins anew with what was supplied", () => {
    const reasons = [{ code: "declaration-wrong", componentCode: null, note: "Sai ngày sinh" }];
    const asked = must(
      received("09-07T09:00"),
      { action: "request-supplement", reasons },
      circumstances(counter, at("09-07T10:00"), changes),
    );
    const supplied = must(
      asked,
      { action: "supply", papers: [], answers: { born: "2026-08-20" }, note: "" },
      circumstances(citizen, at("09-08T16:00"), changes),
    );
    expect(supplied.stays[0]?.dueAt).toBe(at("09-09T07:30"));
    const forwarded = must(
      supplied,
      { action: "forward", next: null, note: "" },
      circumstances(counter, at("09-09T08:30"), changes),
    );
    expect(lateHours(forwarded, "09-22T10:00")).toBe(1);
  });
});
