import { expect, test } from "vitest";
import { attributeTime } from "../../../domain/dossier/attribute-time.ts";
import { foldAll } from "../../../domain/dossier/fold.ts";
import { at, autumn, circumstances, officer, trail, twoLegs } from "../../../testing/workflow.ts";
import { controlSheet } from "./control-sheet.ts";
import type { DossierPicture } from "../view-dossier.ts";

const counter = officer("counter", "receiver");
const forward = { action: "forward", next: null, note: "" } as const;

test("the control sheet names both sides of every hand-over, parallel legs from the step they came from", () => {
  const { events, play } = trail();
  play({ action: "receive" }, circumstances(counter, at("09-07T14:00")));
  play(forward, circumstances(counter, at("09-08T08:30")));
  play({ action: "take-papers" }, circumstances(officer("building", "handler"), at("09-08T09:00")));
  const assign = { action: "assign", officerId: "handler@building", note: "" } as const;
  play(assign, circumstances(officer("building", "leader"), at("09-08T10:00")));
  play(forward, circumstances(officer("fire", "appraiser"), at("09-09T10:00")));
  const dossier = foldAll(events);
  const picture = {
    dossier,
    process: twoLegs,
    agencies: new Map([
      ["counter", "Trung tâm"],
      ["building", "Sở Xây dựng"],
      ["fire", "Phòng PCCC"],
    ]),
    legs: attributeTime(dossier, {
      process: twoLegs,
      calendar: autumn,
      counterCalendar: autumn,
      now: at("09-08T10:00"),
    }),
  } as unknown as DossierPicture;
  const sheet = controlSheet(picture, events);
  expect(sheet.cooperating).toEqual(["Phòng PCCC"]);
  expect(sheet.rows).toEqual([
    {
      from: "Trung tâm",
      to: "Sở Xây dựng (assignment)",
      at: at("09-08T08:30"),
      givenBy: "receiver",
      takenBy: "handler",
      // Received at 14:00, so it had to be forwarded the same day.
      result: "late",
      note: "Nhận bản giấy 09:00, 08/09/2026",
    },
    {
      from: "Sở Xây dựng",
      to: "Sở Xây dựng (construction)",
      at: at("09-08T10:00"),
      givenBy: "leader",
      takenBy: undefined,
      result: "on-time",
      note: undefined,
    },
    {
      from: "Sở Xây dựng",
      to: "Phòng PCCC (fire)",
      at: at("09-08T10:00"),
      givenBy: "leader",
      // No paper went there; he has done the step.
      takenBy: "appraiser",
      result: "on-time",
      note: undefined,
    },
  ]);
});
