import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at, autumn, circumstances, citizen, must, officer, submitted, twoLegs } from "../../testing/workflow.ts";
import type { SpecialDay, WorkingCalendar } from "../calendar/working-calendar.ts";
import { plainDate } from "../shared/plain-date.ts";
import { attributeTime } from "./attribute-time.ts";
import { openStays, type Dossier } from "./dossier.ts";
import { fold } from "./fold.ts";
import { recomputeDue } from "./recompute-due.ts";
import { stayDueAt } from "./stay-deadline.ts";

const OFF: SpecialDay = { kind: "off", name: "Nghỉ tránh bão" };
const MAKE_UP: SpecialDay = { kind: "makeup", name: "Làm bù" };
const autumnWith = (...days: readonly (readonly [string, SpecialDay])[]): WorkingCalendar => ({
  ...autumn,
  days: new Map(days.map(([date, day]) => [plainDate(`2026-${date}`), day])),
});
const clockOf = (calendar: WorkingCalendar) => ({ process: twoLegs, calendar, counterCalendar: calendar });
const twoDigits = (day: number): string => String(day).padStart(2, "0");
const order = { basis: "CV 31", actor: { kind: "officer", id: "a", name: "Quản trị" } as const, agencyId: null };
const receiver = officer("counter", "receiver");
const leader = officer("building", "leader");
const handler = officer("building", "handler");

describe("a step's own time from its start", () => {
  const storm = autumnWith(["09-09", OFF]);
  const saturday = autumnWith(["09-12", MAKE_UP]);
  test.each<
    [stepKey: string, start: string, pauses: [string, string][], calendar: WorkingCalendar, due: string | null]
  >([
    ["fire", "09-07T10:00", [], autumn, "09-10T10:00"],
    ["fire", "09-07T10:00", [], storm, "09-11T10:00"],
    ["fire", "09-10T10:00", [], autumn, "09-15T10:00"],
    ["fire", "09-10T10:00", [], saturday, "09-14T10:00"],
    // 8 hours spent before the pause, 16 left from Monday.
    ["fire", "09-07T10:00", [["09-08T10:00", "09-14T08:00"]], autumn, "09-16T08:00"],
    ["fire", "09-07T10:00", [["09-08T10:00", "09-14T08:00"]], storm, "09-16T08:00"],
    // 2 hours, then from Tuesday to Thursday 16, or 8 without Wednesday; 5.5 on Friday, the rest after the weekend.
    [
      "fire",
      "09-07T10:00",
      [
        ["09-07T14:00", "09-08T10:00"],
        ["09-10T10:00", "09-11T10:00"],
      ],
      autumn,
      "09-14T08:00",
    ],
    [
      "fire",
      "09-07T10:00",
      [
        ["09-07T14:00", "09-08T10:00"],
        ["09-10T10:00", "09-11T10:00"],
      ],
      storm,
      "09-15T08:00",
    ],
    // Late before the pause stays late.
    ["fire", "09-07T10:00", [["09-10T10:30", "09-14T08:00"]], autumn, "09-10T10:00"],
    // A pause before it began is none of its own.
    ["fire", "09-07T10:00", [["09-01T08:00", "09-03T08:00"]], autumn, "09-10T10:00"],
    ["reception", "09-08T16:00", [], autumn, "09-09T07:30"],
    ["reception", "09-08T16:00", [], storm, "09-10T07:30"],
    ["reception", "09-08T09:00", [["09-08T10:00", "09-09T09:00"]], autumn, "09-09T17:30"],
    ["reception", "09-08T09:00", [["09-08T10:00", "09-09T09:00"]], storm, "09-10T17:30"],
    ["handing-out", "09-08T09:00", [], autumn, null],
    ["no such step", "09-08T09:00", [], autumn, null],
  ])("%s begun %s with pauses %j", (stepKey, start, pauses, calendar, due) => {
    const closed = pauses.map(([from, to]) => ({ from: at(from), to: at(to), kind: "supplement" as const }));
    const answer = stayDueAt({ stepKey, startedAt: at(start) }, { stays: [], pauses: closed }, clockOf(calendar));
    expect(answer).toEqual({ ok: true, dueAt: due && at(due) });
  });

  test("in a year that nobody confirmed there is none", () => {
    const unknown = { ...autumn, years: new Set([2025]) };
    for (const stepKey of ["fire", "reception"]) {
      expect(stayDueAt({ stepKey, startedAt: at("09-08T09:00") }, { stays: [], pauses: [] }, clockOf(unknown)).ok).toBe(
        false,
      );
    }
  });

  test("one more day off never makes it earlier", () => {
    fc.assert(
      fc.property(fc.integer({ min: 7, max: 28 }), fc.integer({ min: 7, max: 18 }), (day, start) => {
        const stay = { stepKey: "fire", startedAt: at(`09-${twoDigits(start)}T10:00`) };
        const before = stayDueAt(stay, { stays: [], pauses: [] }, clockOf(autumn));
        const after = stayDueAt(stay, { stays: [], pauses: [] }, clockOf(autumnWith([`09-${twoDigits(day)}`, OFF])));
        expect(before.ok && after.ok && (after.dueAt ?? "") >= (before.dueAt ?? "")).toBe(true);
      }),
    );
  });
});

function inTwoLegs(): Dossier {
  const received = must(
    submitted(),
    { action: "receive", keptOriginals: {} },
    circumstances(receiver, at("09-07T08:00")),
  );
  const forwarded = must(
    received,
    { action: "forward", next: null, note: "" },
    circumstances(receiver, at("09-07T09:00")),
  );
  const assign = { action: "assign", officerId: "handler@building", note: "" } as const;
  return must(forwarded, assign, circumstances(leader, at("09-07T10:00")));
}

function recomputed(dossier: Dossier, calendar: WorkingCalendar, now = "09-08T08:00"): Dossier {
  const answer = recomputeDue(dossier, clockOf(calendar), { ...order, now: at(now) });
  return "event" in answer ? fold(dossier, answer.event) : dossier;
}

const dueOf = (dossier: Dossier, stepKey: string) => dossier.stays.find((stay) => stay.stepKey === stepKey)?.dueAt;

const late = (dossier: Dossier, calendar: WorkingCalendar) =>
  attributeTime(dossier, { ...clockOf(calendar), now: at("09-08T08:00") }).map(({ lateSeconds }) => lateSeconds);

describe("when the calendar changes", () => {
  test("a day off moves the appointment and each open step, and no step that is done", () => {
    const before = inTwoLegs();
    const after = recomputed(before, autumnWith(["09-09", OFF]));
    expect([dueOf(before, "fire"), dueOf(after, "fire")]).toEqual([at("09-10T10:00"), at("09-11T10:00")]);
    expect([dueOf(before, "construction"), dueOf(after, "construction")]).toEqual([
      at("09-14T10:00"),
      at("09-15T10:00"),
    ]);
    for (const done of ["reception", "assignment"]) expect(dueOf(after, done)).toBe(dueOf(before, done));
    expect((after.dueAt ?? "") > (before.dueAt ?? "")).toBe(true);
  });

  test("a make-up day brings the steps forward, and the day off taken back restores them", () => {
    const before = inTwoLegs();
    const saturday = recomputed(before, autumnWith(["09-12", MAKE_UP]));
    expect([dueOf(saturday, "fire"), dueOf(saturday, "construction")]).toEqual([at("09-10T10:00"), at("09-12T10:00")]);
    const stormed = recomputed(before, autumnWith(["09-09", OFF]));
    expect(recomputed(stormed, autumn).stays).toEqual(before.stays);
  });

  test("where the appointment was promised the steps move alone; again nothing moves", () => {
    const promised = must(
      inTwoLegs(),
      { action: "apologise", reason: "Chờ ý kiến", newDueAt: at("10-20T09:00") },
      circumstances(leader, at("09-08T08:00")),
    );
    const storm = autumnWith(["09-09", OFF]);
    const answer = recomputeDue(promised, clockOf(storm), { ...order, now: at("09-08T09:00") });
    expect(answer).toMatchObject({
      outcome: "steps-changed",
      event: {
        dueBefore: promised.dueAt,
        dueAfter: promised.dueAt,
        fact: { type: "steps-recomputed", basis: "CV 31" },
      },
    });
    const after = recomputed(promised, storm);
    expect([after.dueAt, dueOf(after, "fire")]).toEqual([promised.dueAt, at("09-11T10:00")]);
    expect(recomputeDue(after, clockOf(storm), { ...order, now: at("09-08T09:00") })).toEqual({ outcome: "kept" });
  });

  test("a change while the applicant is waited for is reckoned when the clock runs on", () => {
    const reasons = [{ code: "other", componentCode: null, note: "Xem lại" }] as const;
    const asked = must(
      inTwoLegs(),
      { action: "request-supplement", reasons },
      circumstances(handler, at("09-08T10:00")),
    );
    const storm = autumnWith(["09-10", OFF]);
    expect(recomputed(asked, storm).stays).toEqual(asked.stays);
    const supplied = must(
      asked,
      { action: "supply", papers: [], answers: null, note: "Đã nộp" },
      { ...circumstances(citizen, at("09-11T10:00")), calendar: storm, counterCalendar: storm },
    );
    // Eight of the 24 hours were spent; 16 are left, whatever was closed meanwhile.
    expect(dueOf(supplied, "fire")).toBe(at("09-15T10:00"));
  });

  test("nobody becomes late by a change after his step was done", () => {
    const done = inTwoLegs();
    const nightShift = {
      ...autumn,
      days: new Map([
        [plainDate("2026-09-07"), { kind: "hours", name: "", intervals: [{ from: 0, to: 1440 }] } satisfies SpecialDay],
      ]),
    };
    expect(late(done, autumn).slice(0, 2)).toEqual([0, 0]);
    expect(late(done, nightShift).slice(0, 2)).toEqual([0, 0]);
    expect(openStays(done)).toHaveLength(2);
  });

  test("a deadline in a year that nobody confirmed stays", () => {
    const before = inTwoLegs();
    const promised = { ...before, apology: { at: at("09-08T08:00"), reason: "", newDueAt: at("10-20T09:00") } };
    expect(recomputed(promised, { ...autumn, years: new Set([2025]) }).stays).toEqual(before.stays);
  });
});
