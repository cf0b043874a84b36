import { describe, expect, test } from "vitest";
import { maritalStatus } from "../../demo/procedures/civil-status.ts";
import { rowFaultText } from "../../web/admin/sheet-text.ts";
import { bringSheet } from "../../testing/bring-sheet.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { sampleAnswers } from "../../testing/sample-answers.ts";
import { readSheet } from "../platform/sheet/read-sheet.ts";
import { writeSheet } from "../platform/sheet/write-sheet.ts";
import { listProcesses } from "./process.queries.ts";
import { processSheet } from "./process-sheet.ts";

const demo = useDemoApp();
type Row = Readonly<Record<string, string>>;

const HEAD = { procedure: "1.000656", decision: "88/QĐ-UBND", decisionDate: "01/09/2026" };
const GOOD: readonly Row[] = [
  { step: "1", name: "Tiếp nhận", kind: "tiep nhan", role: "mot cua", unit: "tiep nhan", hours: "2", next: "2" },
  { step: "2", name: "Phân công", kind: "phân công", role: "lãnh đạo", unit: "giải quyết", hours: "1,5", next: "3;4" },
  { step: "3", name: "Thẩm định", kind: "thẩm định", role: "thụ lý", unit: "giải quyết", hours: "1 ngày", next: "5" },
  { step: "4", name: "Ý kiến Tư pháp", kind: "phối hợp", role: "thụ lý", unit: "H99.03", hours: "4", next: "5" },
  { step: "5", name: "Tổng hợp", kind: "tổng hợp", role: "thụ lý", unit: "giải quyết", hours: "2", next: "6" },
  { step: "6", name: "Ký", kind: "ký", role: "lãnh đạo", unit: "giải quyết", hours: "1", next: "7" },
  { step: "7", name: "Phát hành", kind: "phát hành", role: "văn thư", unit: "giải quyết", hours: "1", next: "8" },
  { step: "8", name: "Trả", kind: "trả kết quả", role: "một cửa", unit: "tiếp nhận", hours: "0", next: "" },
].map((row) => ({ ...HEAD, ...row }));

const changed = (step: string, changes: Row): readonly Row[] =>
  GOOD.map((row) => (row["step"] === step ? { ...row, ...changes } : row));

function bring(rows: readonly Row[], login = "quantri") {
  return bringSheet(demo, { login, kind: "processes", bytes: writeSheet(processSheet.columns, rows, []) });
}

interface Reported {
  readonly outcome: string;
  readonly notes: readonly string[];
  readonly faults: readonly {
    readonly number: number;
    readonly column: string | null;
    readonly code: string;
    readonly seen: string;
  }[];
}

async function report(rows: readonly Row[]): Promise<readonly Reported[]> {
  const answer = await bring(rows);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ rows: Reported[] }>().rows;
}

describe("processes as a table", () => {
  test("what is given out and brought in again changes nothing", async () => {
    const sheet = await demo.call(await demo.officer("quantri"), "GET", "/api/v1/exports/processes");
    const before = await listProcesses(demo.worker.db, "1.013236");
    const answer = await bringSheet(demo, { login: "quantri", kind: "processes", bytes: sheet.rawPayload });
    const { rows } = answer.json<{ rows: Reported[] }>();
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(["unchanged"]));
    expect(rows).toHaveLength(readSheet(sheet.rawPayload, processSheet.columns).length);
    expect(await listProcesses(demo.worker.db, "1.013236")).toEqual(before);
  });

  test("new steps by a decision are published, warned about when over the limit, and again unchanged", async () => {
    const first = await report(GOOD);
    expect(first.map(({ outcome }) => outcome)).toEqual(GOOD.map(() => "changed"));
    expect(first[0]?.notes).toEqual([]);
    expect((await report(GOOD))[0]?.outcome).toBe("unchanged");
    const slow = await report(
      changed("3", { hours: "5 ngày", decision: "89/QĐ-UBND" }).map((row) => ({ ...row, decision: "89/QĐ-UBND" })),
    );
    expect(slow[0]).toMatchObject({ outcome: "changed" });
    expect(slow[0]?.notes.join()).toContain("Các bước cần 47,5 giờ làm việc, quá thời hạn 24 giờ (trực tiếp).");
    const [inForce, before] = await listProcesses(demo.worker.db, "1.000656");
    expect([inForce?.decisionNumber, before?.decisionNumber, inForce?.publishedBy]).toEqual([
      "89/QĐ-UBND",
      "88/QĐ-UBND",
      "Thân Văn Lập",
    ]);
  });

  test("a running dossier keeps the process under which it was filed", async () => {
    const versions = async () => (await listProcesses(demo.worker.db, "1.004873")).map(({ id }) => id);
    const [old] = await versions();
    const filed = await demo.call(await demo.officer("tiepnhan.xa"), "POST", "/api/v1/dossiers", {
      procedureCode: "1.004873",
      receivingAgencyCode: "H99.20",
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
      answers: sampleAnswers(maritalStatus.eform),
      papers: [],
      resultPlace: "",
    });
    expect(filed.statusCode, filed.body).toBe(201);
    await report(GOOD.map((row) => ({ ...row, procedure: "1.004873" })));
    const [fresh] = await versions();
    const { id } = filed.json<{ id: string }>();
    const row = await demo.worker.db
      .selectFrom("dossier")
      .select("process_version_id")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(fresh).not.toBe(old);
    expect(row.process_version_id).toBe(old);
  });

  test.each<[what: string, rows: readonly Row[], line: number, code: string, sentence: string]>([
    [
      "an unknown procedure",
      changed("1", { procedure: "9.999999" }).slice(0, 1),
      2,
      "procedure-unknown",
      "Không có thủ tục này",
    ],
    [
      "a day that does not exist",
      changed("1", { decisionDate: "31/02/2026" }),
      2,
      "date-unreadable",
      "không phải ngày có thật",
    ],
    [
      "a decision of tomorrow",
      changed("2", { decisionDate: "2027-01-01" }),
      3,
      "decision-in-future",
      "Ngày quyết định",
    ],
    [
      "two dates of one decision",
      changed("3", { decisionDate: "02/09/2026" }),
      4,
      "decision-date-differs",
      "khác ngày",
    ],
    ["a word nobody knows", changed("3", { kind: "họp" }), 4, "kind-unknown", "ghi một trong: tiếp nhận"],
    ["an agency that was closed", changed("4", { unit: "H99.30" }), 5, "agency-not-open", "không phải mã của cơ quan"],
    ["a step after that is not there", changed("6", { next: "9" }), 7, "next-unknown", "không có trong quy trình"],
    ["a loop", changed("5", { next: "2" }), 3, "cycle", "đi vòng tròn"],
    ["a role that does not do this", changed("6", { role: "văn thư" }), 7, "role-unfit", "không làm loại việc này"],
    ["legs that do not meet", changed("5", { join: "một" }), 6, "runs-twice", "chạy hai lần"],
    ["a cell left empty", changed("7", { hours: "" }), 8, "cell-missing", "còn trống"],
  ])("%s stands on its row in words", async (_what, rows, line, code, sentence) => {
    const faults = (await report(rows)).flatMap((row) => row.faults);
    const found = faults.find((fault) => fault.code === code);
    expect([found?.number, faults.length > 0]).toEqual([line, true]);
    const headers = new Map(processSheet.columns.map(({ key, header }) => [key, header]));
    expect(found && rowFaultText(found, headers)).toContain(sentence);
  });

  test.each([
    ["tiepnhan.xa", 403],
    ["kiemsoat", 403],
    ["", 401],
  ])("%s may not", async (login, status) => {
    expect((await bring(GOOD, login)).statusCode).toBe(status);
  });
});
