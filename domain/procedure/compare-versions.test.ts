import fc from "fast-check";
import { expect, test } from "vitest";
import { birthRegistration } from "../../demo/procedures/civil-status.ts";
import { householdBusiness } from "../../demo/procedures/daily-life.ts";
import { buildingPermit } from "../../demo/procedures/provincial.ts";
import { catalogueRow } from "../../testing/catalogue.ts";
import { compareVersions, type Comparable } from "./compare-versions.ts";
import { keepOwn } from "./keep-own.ts";
import { readCatalogueRow } from "./national-catalogue.ts";
import type { ProcedureContent } from "./procedure.ts";

const versions: readonly Comparable[] = [birthRegistration, householdBusiness, buildingPermit];
const any = fc.constantFrom(...versions);

test("a version does not differ from itself, also when it was stored and its keys and lists come in another order", () => {
  for (const version of versions) {
    const { content, eform } = version;
    const schema = eform && {
      ...eform.schema,
      properties: Object.fromEntries(Object.entries(eform.schema.properties).toReversed()),
    };
    const turned = {
      ...content,
      components: content.components.toReversed(),
      legalBases: content.legalBases.toReversed(),
    };
    const stored = { ...version, content: turned, eform: eform && schema && { layout: eform.layout, schema } };
    expect(compareVersions(version, stored)).toEqual([]);
  }
});

test("the other way round, before and after change places", () => {
  fc.assert(
    fc.property(any, any, (one, other) => {
      const turned = compareVersions(other, one).map(({ before, after, ...rest }) => ({
        ...rest,
        before: after,
        after: before,
      }));
      expect(new Set(turned.map((d) => JSON.stringify(d, Object.keys(d).toSorted())))).toEqual(
        new Set(compareVersions(one, other).map((d) => JSON.stringify(d, Object.keys(d).toSorted()))),
      );
    }),
  );
});

test("each difference names part, item and channel with what was and what is", () => {
  const [first, ...rest] = buildingPermit.content.channels;
  if (!first) throw new Error("The building permit has channels");
  const [paper, ...papers] = buildingPermit.content.components;
  if (!paper) throw new Error("The building permit asks for papers");
  const after: Comparable = {
    ...buildingPermit,
    serviceLevel: "partial",
    content: {
      ...buildingPermit.content,
      channels: [{ ...first, limit: { amount: 7, unit: "day" } }, ...rest],
      components: [{ ...paper, copies: 2 }, ...papers],
      legalBases: [...buildingPermit.content.legalBases, "1/2026/NĐ-CP"],
      competence: { agencyCode: "H99.06" },
    },
    eform: null,
  };
  const found = compareVersions(buildingPermit, after).filter(({ part }) => part !== "eform");
  expect(found.map(({ part, before, after: is }) => [part, before, is])).toEqual(
    [
      ["serviceLevel", "full", "partial"],
      ["competence", "H99.02", "H99.06"],
      ["components", "0 1 file always", "0 2 file always"],
      ["limit", "20 working-day", "7 day"],
      ["legalBases", null, "1/2026/NĐ-CP"],
    ].toSorted(([a], [b]) => found.findIndex(({ part }) => part === a) - found.findIndex(({ part }) => part === b)),
  );
  expect(
    compareVersions(buildingPermit, after)
      .filter(({ part }) => part === "eform")
      .every((d) => d.after === null),
  ).toBe(true);
});

test("the catalogue changes what it knows, and what the province has set stays", () => {
  const row = readCatalogueRow(catalogueRow(), []);
  if (!row.ok) throw new Error("The row is good");
  const kept = keepOwn({ ...birthRegistration, isOwn: true }, row.procedure);
  const { competence, supplementPolicy, sensitive, fees } = birthRegistration.content;
  expect(kept.content).toMatchObject({ competence, supplementPolicy, sensitive, fees, legalBases: ["23/2004/QH11"] });
  expect(kept).toMatchObject({ name: row.procedure.name, serviceLevel: "full", eform: birthRegistration.eform });
  const plain = { ...birthRegistration, serviceLevel: "partial", isOwn: true } as const;
  const directOnly = readCatalogueRow(catalogueRow({ methods: [{ channel: 1, time: 1, unit: "day" }] }), []);
  if (!directOnly.ok) throw new Error("The row is good");
  expect(keepOwn(plain, directOnly.procedure).serviceLevel).toBe("information");
});

test.each<[competence: ProcedureContent["competence"], isOwn: boolean, after: ProcedureContent["competence"]]>([
  ["receiving", false, "commune"],
  ["receiving", true, "receiving"],
  [{ agencyCode: "T.02" }, false, "commune"],
  [{ agencyCode: "T.02" }, true, { agencyCode: "T.02" }],
])("the competence %j, decided by the province: %s, is then %j", (competence, isOwn, after) => {
  const row = readCatalogueRow(catalogueRow({ levels: ["Cấp xã"] }), []);
  if (!row.ok) throw new Error("The row is good");
  const known = { ...row.procedure, content: { ...row.procedure.content, competence }, eform: null, isOwn };
  expect(keepOwn(known, row.procedure).content.competence).toEqual(after);
});
