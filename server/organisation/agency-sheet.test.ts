import { describe, expect, test } from "vitest";
import { plainDate } from "../../domain/shared/plain-date.ts";
import { moment } from "../../domain/shared/moment.ts";
import { useDatabase } from "../../testing/database.ts";
import { loadDemo } from "../../demo/load.ts";
import { importSheet, type ImportReport } from "../platform/sheet/import-sheet.ts";
import { writeSheet } from "../platform/sheet/write-sheet.ts";
import { agencySheet } from "./agency-sheet.ts";
import { listAgencies } from "./organisation.queries.ts";

const pg = useDatabase();
const now = moment("2026-09-07T08:00:00+07:00");
const system = { kind: "system", id: "motcua", name: "motcua" } as const;
const HEAD = "Mã định danh,Tên cơ quan,Cấp,Thuộc cơ quan,Từ ngày,Hết ngày,Kế tục bởi,Căn cứ,Một cửa\n";

const bring = (csv: string): Promise<ImportReport> =>
  importSheet(agencySheet, { bytes: Buffer.from(HEAD + csv), mode: "good-rows" }, { db: pg.db, actor: system, now });
const outcomes = ({ rows }: ImportReport): string[] =>
  rows.map(({ outcome, faults }) => [outcome, ...faults.map(({ column, code }) => `${column} ${code}`)].join(": "));
const codesOn = async (day: string): Promise<string[]> =>
  (await listAgencies(pg.db, plainDate(day))).map(({ code }) => code);

const branch = (to: string): string => `H98.60,Huyện,huyện,H98,01/01/2026,${to},,NQ 2,
H98.60.1,Xã,xã,H98.60,01/01/2026,${to},,NQ 2,
`;

describe("a province out of one table", () => {
  const PROVINCE = `H98.20.1,Xã Một,xã,H98.20,1/1/2023,1/7/2025,H98.30,NQ 1,Bộ phận
H98.20,Huyện Hai,huyen,H98,01/01/2023,2025-07-01,H98.30,NQ 1,section
H98.30,Xã Ba,commune,H98,01/07/2025,,,NQ 1,Trung tâm
H98,Tỉnh,Tỉnh,,01/01/2023,,,,
`;

  test("rows in any order, and again nothing changes", async () => {
    expect(outcomes(await bring(PROVINCE))).toEqual(["created", "created", "created", "created"]);
    expect(await codesOn("2025-06-30")).toEqual(["H98", "H98.20", "H98.20.1"]);
    expect(await codesOn("2025-07-01")).toEqual(["H98", "H98.30"]);
    expect(outcomes(await bring(PROVINCE))).toEqual(["unchanged", "unchanged", "unchanged", "unchanged"]);
  });

  test("the demo cannot be loaded over it; what was taken out comes in unchanged", async () => {
    expect(await loadDemo({ db: pg.ownerDb, now })).toBe(false);
    const context = { db: pg.db, actor: system, now };
    const bytes = writeSheet(agencySheet.columns, await agencySheet.rows(context), []);
    const report = await importSheet(agencySheet, { bytes, mode: "all-or-nothing" }, context);
    expect(new Set(outcomes(report))).toEqual(new Set(["unchanged"]));
  });

  test("every bad cell is named, with the good rows taken", async () => {
    const report = await bring(`h98.40,Sở Tốt,tỉnh,H98,01/09/2026,,,,
H98_1,,cấp gì,H98,31/02/2026,,,,quầy
H98.41,Sở Mồ Côi,tỉnh,H97,01/09/2026,,,,
H98.42,Sở,tỉnh,H98.30,01/09/2026,,,,
H98.20.2,Xã Muộn,xã,H98.20,01/01/2024,,,,
,Không mã,xã,H98,,,,,
H98.43,Sở,tỉnh,H98,01/09/2026,,H98.30,,
H98.30,Xã Ba,tỉnh,H98,01/07/2025,,,NQ 1,Trung tâm
H98.30,Xã Bốn,xã,H98,01/09/2025,,,NQ 1,
`);
    expect(outcomes(report)).toEqual([
      "created",
      "error: name cell-missing",
      "error: parentId agency-parent-unknown",
      "error: parentId agency-parent-level",
      "error: parentId agency-parent-validity",
      "error: code cell-missing",
      "error: successors successors-without-end",
      "error: level agency-level-fixed",
      "error: null row-of-refused-group",
    ]);
    const wrong = await bring("H98_1,Sở,cấp gì,H98,31/02/2026,,,,quầy\n");
    expect(outcomes(wrong)).toEqual([
      "error: level agency-level-unknown: counterKind counter-kind-unknown: from date-form",
    ]);
    expect(outcomes(await bring("H98_1,Sở,tỉnh,H98,01/09/2026,,,,\n"))).toEqual(["error: code agency-code-form"]);
  });

  test("a whole branch is closed in one table, children named before or after their parent", async () => {
    expect(outcomes(await bring(branch("")))).toEqual(["created", "created"]);
    expect(outcomes(await bring(branch("01/09/2026")))).toEqual(["changed", "changed"]);
    expect(await codesOn("2026-09-01")).not.toContain("H98.60.1");
    expect(outcomes(await bring(branch("01/09/2026")))).toEqual(["unchanged", "unchanged"]);
    expect(outcomes(await bring(branch("")))).toEqual(["error: to agency-closed", "error: to agency-closed"]);
  });

  test("a parent that stays away because of its own fault takes its children with it", async () => {
    const report = await bring("H98.70,Huyện,huyện,H98,01/01/2020,,,,\nH98.70.1,Xã,xã,H98.70,01/01/2026,,,,\n");
    expect(outcomes(report)).toEqual([
      "error: parentId agency-parent-unknown",
      "error: parentId agency-parent-unknown",
    ]);
  });
});
