import { describe, expect, test } from "vitest";
import type { Level, ProcedureContent } from "../procedure/procedure.ts";
import { plainDate } from "../shared/plain-date.ts";
import { codesInQuestion, competentAgency, type CandidateAgency } from "./competence.ts";

const REORGANISED = plainDate("2025-07-01");

function agency(code: string, level: Level, rest: Partial<CandidateAgency> = {}): CandidateAgency {
  return { id: code, code, level, validFrom: plainDate("2023-01-01"), validTo: null, successorIds: [], ...rest };
}

const centre = agency("T.01", "province");
const ward = agency("P.20", "commune", { validFrom: REORGANISED });
const closed = { validTo: REORGANISED } as const;
const known = [
  centre,
  ward,
  agency("T.02", "province"),
  agency("P.21", "commune", { validFrom: REORGANISED }),
  agency("P.22", "commune", { validFrom: plainDate("2027-01-01") }),
  agency("X.01", "commune", { ...closed, successorIds: ["P.20"] }),
  agency("X.02", "commune", { ...closed, successorIds: ["P.20", "P.21"] }),
  agency("X.03", "commune", closed),
  agency("X.04", "commune", { ...closed, successorIds: ["X.05"] }),
  agency("X.05", "commune", { validFrom: REORGANISED, validTo: plainDate("2026-01-01"), successorIds: ["P.21"] }),
  agency("X.06", "commune", { ...closed, successorIds: ["T.02"] }),
  agency("T.09", "province", { ...closed, successorIds: ["T.02"] }),
  // One code, used again after the reorganisation by another agency.
  agency("P.30", "commune", { ...closed, id: "old-30", successorIds: ["P.20"] }),
  agency("P.30", "commune", { id: "new-30", validFrom: REORGANISED }),
  agency("H.30", "district", { ...closed, successorIds: ["P.20", "P.21"] }),
];
const communes: ProcedureContent["levels"] = ["commune"];

describe("the agency that settles what any counter may take in", () => {
  test.each<[string, ProcedureContent["competence"], CandidateAgency, string | null, string]>([
    ["the counter's own", "receiving", ward, null, "P.20"],
    ["the counter's own, named as well", "receiving", ward, "P.20", "P.20"],
    ["another than the counter's own", "receiving", ward, "P.21", "competent-agency-unfit"],
    ["an agency by code", { agencyCode: "T.02" }, centre, null, "T.02"],
    ["the successor of an agency by code", { agencyCode: "T.09" }, centre, null, "T.02"],
    ["an agency by code that never was", { agencyCode: "T.77" }, centre, null, "agency-unknown"],
    ["another than the agency by code", { agencyCode: "T.02" }, centre, "P.20", "competent-agency-unfit"],
    ["a ward at its own counter", "commune", ward, null, "P.20"],
    ["a ward at the centre of the province", "commune", centre, "P.20", "P.20"],
    ["a commune at the counter of another", "commune", ward, "P.21", "P.21"],
    ["nothing named at the centre of the province", "commune", centre, null, "competent-agency-missing"],
    ["a department of the province", "commune", centre, "T.02", "competent-agency-unfit"],
    ["a code that never was", "commune", centre, "P.99", "competent-agency-unfit"],
    ["a commune that opens next year", "commune", centre, "P.22", "competent-agency-unfit"],
    ["a commune closed on 1/7/2025 with one successor", "commune", centre, "X.01", "P.20"],
    ["a commune that was split", "commune", centre, "X.02", "competent-agency-unfit"],
    ["a commune without successor", "commune", centre, "X.03", "competent-agency-unfit"],
    ["a commune whose successor was closed in turn", "commune", centre, "X.04", "P.21"],
    ["a commune whose successor is no commune", "commune", centre, "X.06", "competent-agency-unfit"],
    ["a code that another commune has now", "commune", centre, "P.30", "new-30"],
    ["a district, which is no more", "commune", centre, "H.30", "competent-agency-unfit"],
  ])("%s", (_why, competence, receiving, namedCode, expected) => {
    const question = {
      content: { competence, levels: communes },
      receiving,
      namedCode,
      today: plainDate("2026-09-07"),
    };
    const answer = competentAgency(question, known);
    expect(answer.ok ? answer.agency.id : answer.reason).toBe(expected);
  });

  test.each([
    ["2025-06-30", "X.01"],
    ["2025-07-01", "P.20"],
  ])("on %s the place belongs to %s", (today, expected) => {
    const question = {
      content: { competence: "commune", levels: communes },
      receiving: centre,
      namedCode: "X.01",
    } as const;
    expect(competentAgency({ ...question, today: plainDate(today) }, known)).toMatchObject({
      agency: { id: expected },
    });
  });

  test("a level that the procedure does not name is unfit at its own counter too", () => {
    const question = {
      content: { competence: "commune", levels: ["district"] },
      receiving: ward,
      namedCode: null,
    } as const;
    expect(competentAgency({ ...question, today: plainDate("2026-09-07") }, known)).toMatchObject({
      reason: "competent-agency-missing",
    });
  });

  test("the codes to read are those named by the procedure and by the filing", () => {
    expect(codesInQuestion({ competence: { agencyCode: "T.02" } }, "P.20")).toEqual(["T.02", "P.20"]);
    expect(codesInQuestion({ competence: "commune" }, null)).toEqual([]);
  });
});
