import { beforeAll, describe, expect, test } from "vitest";
import { bringSheet } from "../../testing/bring-sheet.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { rowFaultText } from "../../web/admin/sheet-text.ts";
import { readSheet } from "../platform/sheet/read-sheet.ts";
import { writeSheet } from "../platform/sheet/write-sheet.ts";
import { settingsSheet } from "./settings-sheet.ts";

const demo = useDemoApp();
const { kind, columns } = settingsSheet;
type Row = Readonly<Record<string, string>>;

interface Reported {
  readonly outcome: string;
  readonly notes: readonly string[];
  readonly faults: readonly { readonly column: string | null; readonly code: string; readonly seen: string }[];
}

const bring = (rows: readonly Row[], login = "quantri", mode?: "all-or-nothing") =>
  bringSheet(demo, { login, kind, bytes: writeSheet(columns, rows, []), ...(mode ? { mode } : {}) });

async function report(rows: readonly Row[]): Promise<readonly Reported[]> {
  const answer = await bring(rows);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ rows: Reported[] }>().rows;
}

const given = async (): Promise<readonly Row[]> => {
  const answer = await demo.call(await demo.officer("quantri"), "GET", `/api/v1/exports/${kind}`);
  expect(answer.statusCode).toBe(200);
  return readSheet(answer.rawPayload, columns).map(({ cells }) => cells);
};
const shown = async (code: string) => (await demo.call("", "GET", `/api/v1/procedures/${code}`)).json();

let death: Row = {};
beforeAll(async () => {
  death = (await given()).find(({ code }) => code === "1.000656") ?? {};
});

describe("procedures as a table", () => {
  test("every procedure is a row that can be recognised", async () => {
    const rows = await given();
    expect(rows).toHaveLength(12);
    expect(death).toMatchObject({
      name: "Đăng ký khai tử",
      field: "Hộ tịch",
      levels: "cấp xã",
      serviceLevel: "toàn trình",
    });
    expect(rows.every(({ limits }) => /\d/.test(limits ?? ""))).toBe(true);
  });

  test("what is given out and brought in again changes nothing", async () => {
    const rows = await report(await given());
    expect(rows).toHaveLength(12);
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(["unchanged"]));
  });

  test("a changed row makes a new version, says what differs, and leaves the rest of the procedure as it was", async () => {
    const before = await shown("1.000656");
    const row = { ...death, serviceLevel: "mot phan", fees: "Lệ phí (trực tuyến): 8.000", name: "Tên khác" };
    const [changed] = await report([row]);
    expect(changed?.outcome).toBe("changed");
    expect(changed?.notes.join(" ")).toMatch(/một phần.*8\.000/s);
    const after = await shown("1.000656");
    expect(after.name).toBe("Đăng ký khai tử");
    expect(after.serviceLevel).toBe("partial");
    expect(after.content.fees).toEqual([{ name: "Lệ phí", amount: 8000, channel: "online" }]);
    expect([after.content.components, after.eform]).toEqual([before.content.components, before.eform]);
  });

  test.each([
    ["an unknown procedure", { code: "1.999999" }, "code", "procedure-unknown"],
    ["no level", { serviceLevel: "" }, "serviceLevel", "cell-missing"],
    ["an unknown level", { serviceLevel: "mức 9" }, "serviceLevel", "level-unknown"],
    ["an agency that is none", { competence: "H99.99" }, "competence", "agency-unknown"],
    ["a fee without amount", { fees: "Lệ phí" }, "fees", "fee-unreadable"],
    ["a fee without name", { fees: ": 5000" }, "fees", "fee-unnamed"],
    ["a fee twice", { fees: "Phí: 1; Phí: 2" }, "fees", "fee-twice"],
    ["text in an old code page", { fees: "PhÝ thÈm ®Þnh hå s¬ cña c«ng d©n: 5" }, "fees", "encoding-tcvn3"],
  ])("%s is refused by name, and a good row beside it is taken", async (_what, odd, column, code) => {
    const [bad, good] = await report([{ ...death, ...odd }, death]);
    expect(bad).toMatchObject({ outcome: "error", faults: [{ column, code }] });
    expect(good?.outcome).not.toBe("error");
    const headers = new Map(columns.map(({ key, header }) => [key, header]));
    for (const fault of bad?.faults ?? []) expect(rowFaultText(fault, headers)).not.toContain(code);
  });

  test("all or nothing takes nothing when one row is bad", async () => {
    const answer = await bring(
      [
        { ...death, sensitive: "có" },
        { ...death, code: "1.999999" },
      ],
      "quantri",
      "all-or-nothing",
    );
    expect(answer.json<{ rows: Reported[] }>().rows.map(({ outcome }) => outcome)).toEqual(["undone", "error"]);
    expect((await shown("1.000656")).content.sensitive).toBe(false);
  });

  test.each(["kiemtoan", "tiepnhan.xa", "kiemsoat"])("%s may neither bring it in nor take it out", async (login) => {
    expect((await bring([death], login)).statusCode).toBe(403);
    const out = await demo.call(await demo.officer(login), "GET", `/api/v1/exports/${kind}`);
    expect(out.statusCode).toBe(403);
  });
});
