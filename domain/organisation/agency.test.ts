import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainDate, type PlainDate } from "../shared/plain-date.ts";
import { fromLegacyCode, isAgencyCode, toLegacyCode } from "./agency-code.ts";
import { checkAgency, checkClosing, type AgencyFacts, type AgencySurroundings } from "./agency.ts";
import { holdsOn, isWithin, overlaps, type Validity } from "./validity.ts";

const day = plainDate;
const province = {
  id: "p",
  code: "H99",
  level: "province" as const,
  from: day("2023-01-01"),
  to: null,
};
const facts: AgencyFacts = {
  code: "H99.40",
  legacyCode: "000.00.40.H99",
  name: "Sở Y tế",
  level: "province",
  parentId: "p",
  counterKind: null,
  address: "",
  hotline: "",
  from: day("2025-07-01"),
  to: null,
};
const around: AgencySurroundings = {
  id: null,
  parent: province,
  above: ["p"],
  sameCode: [],
  sameLegacyCode: [],
  roots: [province],
  parentSince: facts.from,
};

describe("codes (QĐ 20/2020/QĐ-TTg art. 4)", () => {
  test.each([
    ["H26", true],
    ["H26.15.03", true],
    ["G01.899.001", true],
    ["H26.UBND2", true],
    ["Z26", false],
    ["H2", false],
    ["h26", false],
    ["H26.", false],
    ["H26..1", false],
    ["H26.Đ1", false],
    ["000.01.15.H26", false],
    [`H26.${"1".repeat(31)}`, true],
    [`H26.${"1".repeat(32)}`, false],
  ])("%s: %s", (code, good) => expect(isAgencyCode(code)).toBe(good));

  test.each([
    ["H26", "000.00.00.H26"],
    ["H26.15", "000.00.15.H26"],
    ["H26.15.01", "000.01.15.H26"],
    ["H26.15.01.007", "007.01.15.H26"],
  ])("%s is the old %s, and back", (code, legacy) => {
    expect([toLegacyCode(code), fromLegacyCode(legacy)]).toEqual([legacy, code]);
  });

  test.each([["H26.15.01.007.1"], ["H26.150"], ["H26.UB"]])("%s has no old code", (code) =>
    expect(toLegacyCode(code)).toBeNull(),
  );

  test("what is no old code stands for none", () => expect(fromLegacyCode("H26.15")).toBeNull());
});

const codes = (changed: Partial<AgencyFacts>, near: Partial<AgencySurroundings> = {}): string[] =>
  checkAgency({ ...facts, ...changed }, { ...around, ...near }).map(({ field, code }) => `${field}: ${code}`);

describe("a record", () => {
  test.each([
    ["as it should be", {}, {}, []],
    [
      "every fault at once",
      { code: "x", legacyCode: "y", name: " ", to: day("2025-07-01") },
      {},
      ["code: agency-code-form", "legacyCode: agency-legacy-form", "name: agency-name-missing", "to: validity-order"],
    ],
    [
      "the code is in use",
      {},
      { sameCode: [{ code: "H99.40", from: day("2024-01-01"), to: null }] },
      ["code: agency-code-taken"],
    ],
    [
      "the code was in use until that day",
      {},
      {
        sameCode: [{ code: "H99.40", from: day("2024-01-01"), to: day("2025-07-01") }],
      },
      [],
    ],
    [
      "the old code is in use",
      {},
      { sameLegacyCode: [{ code: "H99.41", from: day("2024-01-01"), to: null }] },
      ["legacyCode: agency-legacy-taken"],
    ],
    ["a second topmost agency", { parentId: null }, { parent: null, above: [] }, ["parentId: agency-parent-missing"]],
    ["the first topmost agency", { parentId: null }, { parent: null, above: [], roots: [] }, []],
    [
      "a topmost commune",
      { parentId: null, level: "commune" },
      { parent: null, above: [], roots: [] },
      ["parentId: agency-parent-missing"],
    ],
    [
      "a department below a commune",
      {},
      { parent: { ...province, level: "commune" } },
      ["parentId: agency-parent-level"],
    ],
    ["a commune below the province", { level: "commune" }, {}, []],
    ["its own parent", {}, { id: "p" }, ["parentId: agency-cycle"]],
    [
      "below its own child",
      {},
      { id: "a", parent: { ...province, id: "c" }, above: ["c", "a", "p"] },
      ["parentId: agency-cycle"],
    ],
    [
      "older than its parent",
      {},
      { parent: { ...province, from: day("2026-01-01") } },
      ["parentId: agency-parent-validity"],
    ],
    [
      "open below a closed parent",
      {},
      { parent: { ...province, to: day("2026-01-01") } },
      ["parentId: agency-parent-validity"],
    ],
    ["closed before its parent was", { to: day("2025-12-01") }, { parent: { ...province, to: day("2026-01-01") } }, []],
    [
      "moved below a younger parent later",
      {},
      {
        parent: { ...province, from: day("2026-01-01") },
        parentSince: day("2026-02-01"),
      },
      [],
    ],
  ] as const)("%s", (_what, changed, near, expected) => {
    expect(codes(changed, near as Partial<AgencySurroundings>)).toEqual(expected);
  });
});

const closingCodes = (...given: Parameters<typeof checkClosing>): string[] =>
  checkClosing(...given).map(({ code, seen }) => `${code} ${seen}`.trim());

describe("closing", () => {
  const closing = { from: day("2023-01-01"), on: day("2025-07-01"), basis: "NQ 1" };
  const open = { code: "H99.20", level: "commune" as const, from: day("2025-07-01"), to: null };
  const full = { dossiers: 3, officers: 2, children: 1 };
  test.each([
    ["nobody carries on", [], full, ["closing-dossiers 3", "closing-officers 2", "closing-children 1"]],
    ["one carries on", [open], full, []],
    ["several carry on", [open, { ...open, code: "H99.21" }], full, ["closing-officers 2", "closing-children 1"]],
    ["nothing is left behind", [], { dossiers: 0, officers: 0, children: 0 }, []],
    ["the successor opens later", [{ ...open, from: day("2025-07-02") }], full, ["successor-not-open H99.20"]],
  ] as const)("%s", (_what, successors, standing, expected) =>
    expect(closingCodes(closing, successors, standing)).toEqual(expected),
  );

  test("a day and a basis are needed", () => {
    expect(
      closingCodes({ ...closing, on: day("2023-01-01"), basis: " " }, [{ ...open, from: closing.from }], full),
    ).toEqual(["validity-order 2023-01-01", "basis-missing"]);
  });
});

describe("validity", () => {
  const dates = fc.integer({ min: 10, max: 28 }).map((n): PlainDate => day(`2026-01-${n}`));
  const validity = fc
    .tuple(dates, fc.option(dates))
    .map(([from, to]): Validity => ({ from, to: to !== null && to <= from ? null : to }));
  const days = Array.from({ length: 25 }, (_none, index) => day(`2026-01-${String(index + 7).padStart(2, "0")}`));

  test("overlapping and lying within say what each day says", () => {
    fc.assert(
      fc.property(validity, validity, (one, other) => {
        expect(overlaps(one, other)).toBe(days.some((date) => holdsOn(one, date) && holdsOn(other, date)));
        expect(isWithin(one, other)).toBe(days.every((date) => !holdsOn(one, date) || holdsOn(other, date)));
      }),
    );
  });
});
