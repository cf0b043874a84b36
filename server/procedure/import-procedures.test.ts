import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { birthRegistration } from "../../demo/procedures/civil-status.ts";
import { loadDemo } from "../../demo/load.ts";
import { moment } from "../../domain/shared/moment.ts";
import { dateOf, plainDate } from "../../domain/shared/plain-date.ts";
import { catalogueRow } from "../../testing/catalogue.ts";
import { useDatabase } from "../../testing/database.ts";
import { differenceText } from "../../web/procedure/version-text.ts";
import { changeSettings } from "./change-settings.ts";
import { publishProcess } from "./publish-process.ts";
import { importProcedures, type CatalogueMode, type CatalogueReport } from "./import-procedures.ts";
import { findCurrentVersion, getVersion } from "./procedure.queries.ts";

const pg = useDatabase();
const day = (date: string) => moment(`2026-${date}T09:00:00+07:00`);

async function* each(rows: readonly unknown[]): AsyncGenerator<string> {
  for (const row of rows) yield typeof row === "string" ? row : JSON.stringify(row);
}

async function* cutOff(): AsyncGenerator<string> {
  for (let n = 100; n < 450; n += 1) yield JSON.stringify(catalogueRow({ code: `1.910${n}` }));
  throw new Error("The file ends too early");
}

function bring(rows: readonly unknown[], date = "09-07", mode: CatalogueMode = "good-rows"): Promise<CatalogueReport> {
  return importProcedures({ db: pg.db, now: day(date), by: "Thử", mode }, each(rows));
}

const brought = (code: string, executing: string) =>
  catalogueRow({ code, levels: ["Cấp tỉnh"], executing_agency: executing });
const outcomes = ({ rows }: CatalogueReport) => rows.map(({ outcome }) => outcome);
const inForce = (code: string, date: string) => findCurrentVersion(pg.db, code, dateOf(day(date)));

describe("the national catalogue", () => {
  test("is taken in once; again it changes nothing; a change makes a version and is told item by item", async () => {
    expect(outcomes(await bring([catalogueRow()]))).toEqual(["created"]);
    expect(outcomes(await bring([catalogueRow()], "09-08"))).toEqual(["unchanged"]);
    const changed = await bring(
      [catalogueRow({ name: "Cấp phép mở bến đò", conditions: "Có phao cứu sinh" })],
      "09-09",
    );
    expect(changed.rows.flatMap(({ differences }) => differences.map(differenceText))).toEqual([
      "Tên: “Cấp giấy phép mở bến đò” → “Cấp phép mở bến đò”.",
      "Yêu cầu, điều kiện: “không có” → “Có phao cứu sinh”.",
    ]);
    expect((await inForce("1.900001", "09-08"))?.name).toBe("Cấp giấy phép mở bến đò");
    expect(await inForce("1.900001", "09-09")).toMatchObject({ number: 2, validFrom: "2026-09-09" });
  });

  test("changed twice on one day, the version of the morning stays for whoever filed on it", async () => {
    const code = "1.900002";
    await bring([catalogueRow({ code, name: "Buổi sáng" })]);
    const morning = await inForce(code, "09-07");
    await bring([catalogueRow({ code, name: "Buổi chiều" })]);
    expect(await inForce(code, "09-07")).toMatchObject({ number: 2, name: "Buổi chiều" });
    expect((await getVersion(pg.db, morning?.id ?? "")).name).toBe("Buổi sáng");
  });

  test("bad rows are refused by name and the good ones taken", async () => {
    const report = await bring([
      catalogueRow({ code: "1.900003" }),
      "không phải JSON",
      catalogueRow({ code: "" }),
      catalogueRow({ code: "1.900003", name: "Lần hai" }),
      catalogueRow({ code: "1.900004", name: "Ñaêng kyù keát hoân" }),
      catalogueRow({ code: "1.900005", name: "Đăng ký đò".normalize("NFD") }),
    ]);
    expect(report.rows.map(({ line, outcome, fault }) => [line, outcome, fault?.field, fault?.expected])).toEqual([
      [1, "created", undefined, undefined],
      [2, "error", "row", "json-object"],
      [3, "error", "code", "procedure-code"],
      [4, "error", "code", "once"],
      [5, "error", "name", "unicode"],
      [6, "created", undefined, undefined],
    ]);
    expect((await inForce("1.900005", "09-07"))?.name).toBe("Đăng ký đò".normalize("NFC"));
  });

  test("all or nothing takes nothing when one row is bad", async () => {
    const report = await bring([catalogueRow({ code: "1.900006" }), "{"], "09-07", "all-or-nothing");
    expect(outcomes(report)).toEqual(["undone", "error"]);
    expect(await inForce("1.900006", "09-07")).toBeUndefined();
  });

  test("cut off in the middle, it leaves nothing half done", async () => {
    const importing = { db: pg.db, now: day("09-07"), by: "Thử", mode: "good-rows" as const };
    await expect(importProcedures(importing, cutOff())).rejects.toThrow("too early");
    expect(await inForce("1.910100", "09-07")).toBeUndefined();
  });

  test("what the province has set stays, and a procedure that the file does not name is reported, not ended", async () => {
    await loadDemo({ db: pg.ownerDb, now: day("09-07") });
    const { code, content, eform } = birthRegistration;
    const report = await bring([catalogueRow({ code, name: "Thủ tục đăng ký khai sinh" })]);
    const { competence, supplementPolicy, sensitive, fees } = content;
    expect(await inForce(code, "09-07")).toMatchObject({
      name: "Thủ tục đăng ký khai sinh",
      serviceLevel: "full",
      content: { competence, supplementPolicy, sensitive, fees },
      eform,
    });
    expect(report.missing.map((one) => one.code)).toContain("1.000894");
    expect(await inForce("1.000894", "09-07")).toBeDefined();
  });

  test("who settles is read from the catalogue anew until the province has decided", async () => {
    const [own, open] = ["1.900021", "1.900022"];
    const first = await bring([brought(own, "Sở Công Thương"), brought(open, "Sở Công Thương")]);
    expect(first.rows.map(({ notes }) => notes.map(({ code }) => code))).toEqual([
      ["competence-open"],
      ["competence-open"],
    ]);
    const inForceToday = await inForce(own, "09-07");
    const content = inForceToday?.content ?? birthRegistration.content;
    const { supplementPolicy, sensitive, fees } = content;
    const settings = { serviceLevel: "partial", supplementPolicy, sensitive, fees, eform: null } as const;
    const change = { code: own, basedOn: 1, now: day("09-08"), by: "Thử" };
    await changeSettings(pg.db, { ...change, settings: { ...settings, competence: { agencyCode: "H99.03" } } });
    const back = { ...settings, competence: "receiving" } as const;
    await changeSettings(pg.db, { ...change, basedOn: 2, settings: back });

    await bring([brought(own, "Sở Xây dựng"), brought(open, "Sở Xây dựng")], "09-09");
    expect((await inForce(own, "09-09"))?.content.competence).toBe("receiving");
    expect((await inForce(open, "09-09"))?.content.competence).toEqual({ agencyCode: "H99.02" });
    await bring([brought(open, "Sở Y tế")], "09-10");
    expect((await inForce(open, "09-10"))?.content.competence).toEqual({ agencyCode: "H99.05" });

    await publishProcess(pg.db, {
      procedureCode: open,
      process: birthRegistration.process,
      decisionNumber: "1/QĐ-UBND",
      decisionDate: plainDate("2026-09-01"),
      now: day("09-11"),
      publishedBy: "Thử",
    });
    await bring([brought(open, "Sở Nội vụ")], "09-12");
    expect((await inForce(open, "09-12"))?.content.competence).toEqual({ agencyCode: "H99.05" });
  });

  test("the application can end a version, never rewrite it", async () => {
    await bring([catalogueRow({ code: "1.900007" })]);
    const version = await inForce("1.900007", "09-07");
    const rewrite = pg.db
      .updateTable("procedure_version")
      .set({ name: "Khác" })
      .where("id", "=", version?.id ?? "");
    await expect(rewrite.execute()).rejects.toThrow("permission denied");
  });
});

const FILE = "../shared/data/procedures/procedures-2026-07.jsonl.gz";
const real = existsSync(FILE) ? gunzipSync(readFileSync(FILE)).toString().split("\n").filter(Boolean) : [];

test.skipIf(real.length === 0)(
  `the whole of ${FILE} (skipped where it is absent) is taken, and again changes nothing`,
  async () => {
    const first = await bring(real);
    expect(first.rows.filter(({ outcome }) => outcome === "error")).toEqual([]);
    expect(first.rows).toHaveLength(1601);
    const [open, settled] = [true, false].map((isOpen) =>
      first.rows.filter(({ notes }) => notes.some(({ code }) => code === "competence-open") === isOpen),
    );
    expect(settled?.length).toBeGreaterThan(400);
    expect(open?.length).toBeGreaterThan(400);
    expect(new Set(outcomes(await bring(real, "09-10")))).toEqual(new Set(["unchanged"]));
  },
);
