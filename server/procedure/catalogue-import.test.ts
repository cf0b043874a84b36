import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { catalogueRow } from "../../testing/catalogue.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { sendForm } from "../../testing/send-form.ts";
import { readSheet } from "../platform/sheet/read-sheet.ts";

const demo = useDemoApp();
const ROOM = "/can-bo/quan-tri/thu-tuc/danh-muc";
const API = "/api/v1/imports/procedures";

const gz = (rows: readonly unknown[]): Buffer =>
  gzipSync(rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n"));

async function send(url: string, bytes: Buffer, { mode = "", login = "quantri" } = {}) {
  const cookie = login && (await demo.officer(login));
  const file = [{ name: "danh-mục.jsonl.gz", mimeType: "application/gzip", buffer: bytes }];
  return sendForm(demo, { cookie, url }, { fields: mode ? { mode } : {}, files: { file } });
}

const open = async (url: string, login = "quantri") =>
  demo.call(login && (await demo.officer(login)), "GET", url, undefined, { accept: "text/html" });

async function take(address: string, fields: Readonly<Record<string, string>> = {}, login = "quantri") {
  const headers = {
    cookie: login && (await demo.officer(login)),
    accept: "text/html",
    "content-type": "application/x-www-form-urlencoded",
  };
  const payload = new URLSearchParams(fields).toString();
  return demo.app.inject({ method: "POST", url: `${address}/nhap`, headers, payload });
}

async function preview(rows: readonly unknown[], login = "quantri"): Promise<string> {
  const answer = await send(ROOM, gz(rows), { login });
  expect(answer.statusCode, answer.body).toBe(303);
  return String(answer.headers.location);
}

const isKnown = async (code: string) => (await demo.call("", "GET", `/api/v1/procedures/${code}`)).statusCode === 200;

describe("the page", () => {
  test("shows first what would change, changes nothing, then takes it in once", async () => {
    const address = await preview([catalogueRow(), "{", catalogueRow({ code: "1.900002", name: "Đóng bến đò" })]);
    const shown = (await open(address)).body;
    expect(shown).toContain('Không nhận được <span class="count">1</span>');
    expect(shown).toContain("cần một đối tượng JSON trên một dòng");
    expect((await open(`${address}?ket-qua=created`)).body).toContain("Cấp giấy phép mở bến đò");
    expect(await isKnown("1.900001")).toBe(false);

    const taken = await take(address, { mode: "good-rows" });
    expect([taken.statusCode, taken.headers.location]).toEqual([303, address]);
    expect([await isKnown("1.900001"), await isKnown("1.900002")]).toEqual([true, true]);
    expect((await open(address)).body).toContain("Đã nhập các dòng đúng");

    expect((await take(address, { mode: "good-rows" })).statusCode).toBe(303);
    const { items } = (await demo.call("", "GET", "/api/v1/procedures/1.900001/versions")).json();
    expect(items).toHaveLength(1);
    const history = (await open(ROOM)).body;
    expect([history.includes(address), history.includes("danh-mục.jsonl.gz")]).toEqual([true, true]);
  });

  test("none is taken when one is bad and that was asked", async () => {
    const address = await preview([catalogueRow({ code: "1.900011" }), "{"]);
    await take(address, { mode: "all-or-nothing" });
    expect((await open(address)).body).toContain("Không nhập dòng nào vì tệp có dòng sai");
    expect(await isKnown("1.900011")).toBe(false);
  });

  test("a changed procedure is told with its difference; the same file again has nothing to take", async () => {
    await take(await preview([catalogueRow({ code: "1.900021" })]));
    demo.at("2026-09-08T08:00:00+07:00");
    const changed = [catalogueRow({ code: "1.900021", conditions: "Có phao cứu sinh" })];
    const address = await preview(changed);
    expect((await open(address)).body).toContain("Yêu cầu, điều kiện: “không có” → “Có phao cứu sinh”.");
    await take(address);
    const again = (await open(await preview(changed))).body;
    expect([again.includes("không có gì để nhập"), again.includes("Nhập vào danh mục</button>")]).toEqual([
      true,
      false,
    ]);
  });

  test("what the file does not name is told, and the report can be taken home", async () => {
    const address = await preview([
      catalogueRow({ code: "1.900031", levels: ["Cấp xã"] }),
      catalogueRow({ code: "9" }),
    ]);
    expect((await open(`${address}?ket-qua=missing`)).body).toContain("hệ thống không tự bãi bỏ");
    const report = await open(`${address}/bao-cao.xlsx`);
    const columns = ["Dòng", "Mã", "Kết quả", "Lý do, thay đổi, ghi chú"].map((header) => ({
      key: header,
      header,
      hint: "",
      required: false,
    }));
    const rows = readSheet(report.rawPayload, columns).map(({ cells }) => Object.values(cells));
    expect(rows.slice(0, 2)).toEqual([
      ["1", "1.900031", "Sẽ thêm mới", ""],
      ["2", "9", "Không nhận được", "code: thấy “9”; cần mã thủ tục dạng 1.001193."],
    ]);
  });

  test("a preview gives way to the person's next one; what was taken stays for ever", async () => {
    const first = await preview([catalogueRow({ code: "1.900041" })]);
    const second = await preview([catalogueRow({ code: "1.900042" })]);
    expect([(await open(first)).statusCode, (await take(first)).statusCode]).toEqual([404, 404]);
    await take(second);
    await preview([catalogueRow({ code: "1.900043" })]);
    expect((await open(second)).statusCode).toBe(200);
    const id = second.split("/").at(-1) ?? "";
    const change = demo.worker.db.updateTable("procedure_import").set({ file_name: "khác" }).where("id", "=", id);
    await expect(change.execute()).rejects.toThrow("never changed");
  });

  test.each([
    ["an empty file", Buffer.alloc(0), "Tệp không có nội dung"],
    ["a file of empty lines", Buffer.from("\n\n"), "Tệp không có dòng nào"],
    ["a broken file", gz([catalogueRow()]).subarray(0, 40), "Không giải nén được"],
    ["a file that unpacks without end", gzipSync(Buffer.alloc(3 * 1024 * 1024)), "Tệp danh mục quá lớn"],
  ])("%s brings the form back with the reason", async (_, bytes, reason) => {
    const answer = await send(ROOM, bytes);
    expect([answer.statusCode, answer.body.includes(reason), answer.body.includes('href="#file"')]).toEqual([
      422,
      true,
      true,
    ]);
  });

  test("rows that no database could keep are refused alone", async () => {
    const deep = `{"code":"1.900051","name":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    const rows = [
      catalogueRow({ code: "1.900052", name: "a\0b" }),
      catalogueRow({ code: "1.900053", steps: "\uD83D" }),
      catalogueRow({ code: "1.900054", name: "ơ".repeat(5000) }),
      '{"code":"\\u0000\\ud83d"}',
      deep,
      catalogueRow({ code: "1.900055" }),
    ];
    const { rows: reported } = (await send(API, gz(rows), { mode: "preview" })).json();
    expect(reported.map(({ outcome }: { outcome: string }) => outcome)).toEqual([...Array(5).fill("error"), "created"]);
  });

  test.each([
    ["", 303],
    ["thuly.xaydung", 403],
    ["tiepnhan.tinh", 403],
  ])("opens for the province's administrators alone, not for “%s”", async (login, status) => {
    const id = await preview([catalogueRow({ code: "1.900061" })]);
    expect((await open(ROOM, login)).statusCode).toBe(status);
    expect((await open(id, login)).statusCode).toBe(status);
    expect((await open(`${id}/bao-cao.xlsx`, login)).statusCode).toBe(status);
    expect((await send(ROOM, gz([catalogueRow()]), { login })).statusCode).toBe(status);
    expect((await take(id, {}, login)).statusCode).toBe(status);
    expect((await send(API, gz([catalogueRow()]), { login })).statusCode).toBe(login ? 403 : 401);
  });

  test("an unknown file is not found, a strange mode refused", async () => {
    expect((await open(`${ROOM}/0199d1a0-5555-7aaa-8bbb-000000000001`)).statusCode).toBe(404);
    expect((await open(`${ROOM}/abc`)).statusCode).toBe(404);
    const id = await preview([catalogueRow({ code: "1.900071" })]);
    expect((await take(id, { mode: "all" })).statusCode).toBe(422);
    expect((await send(API, gz([catalogueRow()]), { mode: "all" })).statusCode).toBe(422);
  });
});

describe("the API", () => {
  test("previews, takes, and again changes nothing", async () => {
    const file = gz([catalogueRow({ code: "1.900081" })]);
    const outcomes = [];
    for (const mode of ["preview", "", "all-or-nothing"]) {
      const { rows } = (await send(API, file, { mode })).json();
      outcomes.push(rows[0].outcome);
    }
    expect(outcomes).toEqual(["created", "created", "unchanged"]);
  });
});

const FILE = "../shared/data/procedures/procedures-2026-07.jsonl.gz";

test.skipIf(!existsSync(FILE))(
  `${FILE} (skipped where it is absent) is previewed and taken in on the page`,
  async () => {
    const answer = await send(ROOM, readFileSync(FILE));
    const address = String(answer.headers.location);
    expect((await open(address)).body).toContain('Không nhận được <span class="count">0</span>');
    await take(address);
    expect((await open(address)).body).toContain("Đã nhập xong, mọi dòng đều đúng");
    const { rows } = (await send(API, readFileSync(FILE), { mode: "preview" })).json();
    expect(rows).toHaveLength(1601);
    expect(new Set(rows.map(({ outcome }: { outcome: string }) => outcome))).toEqual(new Set(["unchanged"]));
  },
);
