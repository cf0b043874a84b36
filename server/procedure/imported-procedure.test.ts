import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { demoProcedures } from "../../demo/procedures/load.ts";
import { bringSheet } from "../../testing/bring-sheet.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { writeSheet } from "../platform/sheet/write-sheet.ts";
import { importProcedures } from "./import-procedures.ts";
import { processSheet } from "./process-sheet.ts";

const demo = useDemoApp();
const FILE = "../shared/data/procedures/procedures-2026-07.jsonl.gz";
const CODE = "1.009791";

async function* catalogue(): AsyncGenerator<string> {
  yield* gunzipSync(readFileSync(FILE)).toString().split("\n");
}

async function call(login: string, method: "GET" | "POST", url: string, body?: object) {
  const answer = await demo.call(await demo.officer(login), method, url, body);
  expect(answer.statusCode, `${method} ${url}: ${answer.body}`).toBeLessThan(300);
  return answer.json();
}

const act = (login: string, id: string, command: object) =>
  call(login, "POST", `/api/v1/dossiers/${id}/actions`, { command });

const STEPS = [
  ["1", "Tiếp nhận hồ sơ", "tiếp nhận", "một cửa", "tiếp nhận", "4", "2"],
  ["2", "Phân công", "phân công", "lãnh đạo", "giải quyết", "4", "3; 4"],
  ["3", "Thẩm định kết cấu", "thẩm định", "thụ lý", "giải quyết", "3 ngày", "5"],
  ["4", "Ý kiến phòng cháy", "phối hợp", "thẩm định", "H99.07", "2 ngày", "5"],
  ["5", "Tổng hợp, dự thảo", "tổng hợp", "thụ lý", "giải quyết", "1 ngày", "6"],
  ["6", "Ký", "ký", "lãnh đạo", "giải quyết", "4", "7"],
  ["7", "Phát hành", "phát hành", "văn thư", "giải quyết", "4", "8"],
  ["8", "Trả kết quả", "trả kết quả", "một cửa", "tiếp nhận", "0", ""],
] as const;

const KEYS = ["step", "name", "kind", "role", "unit", "hours", "next"] as const;

test.skipIf(!existsSync(FILE))(
  `a procedure of ${FILE} (skipped where it is absent) gets a two-agency process by spreadsheet, is filed, settled and returned`,
  async () => {
    expect(demoProcedures.map(({ code }) => code)).not.toContain(CODE);
    const importing = { db: demo.worker.db, now: demo.deps.now(), by: "Thử", mode: "all-or-nothing" as const };
    const { rows: imported } = await importProcedures(importing, catalogue());
    expect(imported.find(({ code }) => code === CODE)?.outcome).toBe("created");

    const procedure = await call("quantri", "GET", `/api/v1/procedures/${CODE}`);
    expect(procedure.fileable).toBe(false);
    const { serviceLevel, content, eform, number } = procedure;
    const { supplementPolicy, sensitive, fees } = content;
    const own = { serviceLevel, supplementPolicy, sensitive, fees, eform, basedOn: number };
    await call("quantri", "POST", `/api/v1/procedures/${CODE}/settings`, {
      ...own,
      competence: { agencyCode: "H99.02" },
    });

    const decision = { procedure: CODE, decision: "77/QĐ-UBND", decisionDate: "03/09/2026" };
    const rows = STEPS.map((cells) => ({
      ...decision,
      ...Object.fromEntries(KEYS.map((key, n) => [key, cells[n] ?? ""])),
    }));
    const bytes = writeSheet(processSheet.columns, rows, []);
    const brought = await bringSheet(demo, { login: "quantri", kind: "processes", bytes });
    expect(brought.json().rows[0], brought.body).toMatchObject({ outcome: "created", faults: [], notes: [] });

    const { id } = await call("tiepnhan.tinh", "POST", "/api/v1/dossiers", {
      procedureCode: CODE,
      receivingAgencyCode: "H99.01",
      channel: "direct",
      applicant: {
        kind: "person",
        name: "Lò Thị Mây",
        identityNumber: "099199000001",
        address: "",
        phone: "",
        email: "",
      },
      caseName: null,
      answers: {},
      papers: [],
      resultPlace: "Tại bộ phận một cửa",
    });
    const received = await act("tiepnhan.tinh", id, { action: "receive" });
    // Ten working days from Monday 7/9/2026 at 08:00.
    expect(received.dueAt).toBe("2026-09-21T08:00:00+07:00");
    await act("tiepnhan.tinh", id, { action: "forward", next: null, note: "" });
    const { id: officerId } = await call("thuly.xaydung", "GET", "/api/v1/session");
    const legs = await act("lanhdao.xaydung", id, { action: "assign", officerId, note: "" });
    const open = legs.legs.filter(({ endedAt }: { endedAt: string | null }) => endedAt === null);
    expect(open.map(({ agency }: { agency: string }) => agency)).toEqual([
      "Sở Xây dựng",
      "Phòng Cảnh sát phòng cháy, chữa cháy",
    ]);
    await act("thamdinh.pccc", id, { action: "forward", next: null, note: "Đạt" });
    await act("thuly.xaydung", id, { action: "forward", next: null, note: "Đạt" });
    await act("thuly.xaydung", id, {
      action: "propose-result",
      granted: true,
      summary: "Kéo dài 10 năm",
      documentIds: [],
    });
    await act("lanhdao.xaydung", id, { action: "sign" });
    await act("vanthu.xaydung", id, { action: "finish", number: "12/SXD", documentIds: [] });
    const returned = await act("tiepnhan.tinh", id, { action: "hand-out", receiver: "Lò Thị Mây", method: "direct" });
    expect(returned).toMatchObject({ status: "returned", nationalState: 10, actions: ["link"] });
  },
);
