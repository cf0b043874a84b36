import { describe, expect, test } from "vitest";
import { submitted } from "../../testing/workflow.ts";
import { isApplicant } from "../dossier/permission.ts";
import { plainDate } from "../shared/plain-date.ts";
import { checkPower, covers, isOfferedTo, powerState, type PowerFacts } from "./power.ts";

const day = plainDate;
const facts: PowerFacts = {
  attorneyName: "Bạch Văn Sơn",
  attorneyIdentity: "099085000002",
  procedures: null,
  from: day("2026-09-07"),
  to: day("2027-09-07"),
};
const around = { today: day("2026-09-07"), ownerIdentity: "099199000001", unknown: [], open: 0 };

test.each<[string, Partial<PowerFacts>, Partial<Parameters<typeof checkPower>[1]>, readonly string[]]>([
  ["as it should be", {}, {}, []],
  ["one day, one procedure", { to: day("2026-09-08"), procedures: ["1.001193"] }, {}, []],
  ["no name", { attorneyName: " " }, {}, ["name: attorney-name-missing"]],
  ["a number of nine digits", { attorneyIdentity: "099085002" }, {}, ["identityNumber: attorney-number-form"]],
  ["to oneself", { attorneyIdentity: "099199000001" }, {}, ["identityNumber: power-to-self"]],
  ["some procedures, and none named", { procedures: [] }, {}, ["procedures: power-procedures-missing"]],
  ["a procedure that there is not", { procedures: ["9"] }, { unknown: ["9"] }, ["procedures: power-procedure-unknown"]],
  ["from yesterday", { from: day("2026-09-06") }, {}, ["from: power-in-past"]],
  ["ends before it begins", { to: day("2026-09-07") }, {}, ["to: power-order"]],
  ["the twenty-first", {}, { open: 20 }, ["name: power-too-many"]],
])("%s", (_what, changed, surroundings, expected) => {
  const faults = checkPower({ ...facts, ...changed }, { ...around, ...surroundings });
  expect(faults.map(({ field, code }) => `${field}: ${code}`)).toEqual(expected);
});

const open = { ...facts, answeredAt: null, accepted: false, revokedAt: null };
const accepted = { ...open, answeredAt: "2026-09-07T10:00:00+07:00", accepted: true };
test.each([
  ["before anybody answered", open, "2026-09-07", "offered"],
  ["never answered until its end", open, "2027-09-07", "ended"],
  ["declined", { ...accepted, accepted: false }, "2026-09-08", "declined"],
  ["accepted, a day before it begins", accepted, "2026-09-06", "coming"],
  ["on its first day", accepted, "2026-09-07", "current"],
  ["on its last day", accepted, "2027-09-06", "current"],
  ["the day after", accepted, "2027-09-07", "ended"],
  ["taken back", { ...accepted, revokedAt: "2026-10-01T10:00:00+07:00" }, "2026-09-08", "revoked"],
])("%s", (_what, power, on, expected) => expect(powerState(power, day(on))).toBe(expected));

test.each([
  ["the same person", "Bạch Văn Sơn", "099085000002", true],
  ["written without accents", "BACH VAN SON", "099085000002", true],
  ["another name with that number", "Vàng Thị Nhài", "099085000002", false],
  ["that name with another number", "Bạch Văn Sơn", "099085000003", false],
])("is the offer for %s?", (_what, name, identityNumber, expected) =>
  expect(isOfferedTo(facts, { name, identityNumber })).toBe(expected),
);

describe("a dossier that was filed by a power", () => {
  const power = { id: "p", ownerName: "", ownerIdentity: "", procedures: null, to: day("2027-09-07") };
  const authorisation = { name: "", identityNumber: "", phone: "", email: "", address: "", paper: "Giấy" };
  const filer = { id: "citizen", identityNumber: "099085000002" };
  const byPower = submitted({ authorisation: { ...authorisation, powerId: "p" } });
  test.each([
    ["is its owner's, always", byPower, { id: "owner", identityNumber: "001199000001" }, true],
    ["is the filer's while the power holds", byPower, { ...filer, powers: [power] }, true],
    ["is not the filer's afterwards", byPower, filer, false],
    ["is not the filer's by another power", byPower, { ...filer, powers: [{ ...power, id: "q" }] }, false],
    ["with a paper instead, stays the filer's", submitted({ authorisation }), filer, true],
    ["is nobody else's who holds a power", byPower, { ...filer, id: "x", powers: [power] }, false],
  ])("%s", (_what, dossier, who, expected) => expect(isApplicant(dossier, who)).toBe(expected));
  test("covers all procedures or those that were named", () => {
    expect([covers(power, "1"), covers({ procedures: ["1"] }, "1"), covers({ procedures: ["1"] }, "2")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
