import { describe, expect, test } from "vitest";
import { readSheet } from "../platform/sheet/read-sheet.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { synonymSheet } from "../procedure/index.ts";

const demo = useDemoApp();
const GOOD = "xe bò kéo,đăng ký xe thô sơ\n";
const BAD = "chữ ký,\n";

async function bring(login: string, csv: string, mode = "good-rows", path = "/api/v1/imports/synonyms") {
  const form = new FormData();
  form.set("mode", mode);
  form.set("file", new File([`Người dân gọi,Danh mục gọi\n${csv}`], "cách gọi.csv"));
  const encoded = new Response(form);
  return demo.app.inject({
    method: "POST",
    url: path,
    headers: {
      cookie: login && (await demo.officer(login)),
      "content-type": encoded.headers.get("content-type") ?? "",
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

async function known(): Promise<readonly string[]> {
  const response = await demo.call(await demo.officer("quantri"), "GET", "/api/v1/exports/synonyms");
  return readSheet(response.rawPayload, synonymSheet.columns).map(({ cells }) => cells["said"] ?? "");
}

describe("a table that is brought in", () => {
  test("good rows are taken, bad ones come back with the reason, and again nothing changes", async () => {
    const first = await bring("quantri", GOOD + BAD + "khai sinh,khai sinh\n");
    expect(first.json().rows).toMatchObject([
      { number: 2, outcome: "created", faults: [] },
      { number: 3, outcome: "error", faults: [{ column: "meant", code: "cell-missing" }] },
      { number: 4, outcome: "error", faults: [{ column: "meant", code: "synonym-same", seen: "khai sinh" }] },
    ]);
    expect((await bring("quantri", GOOD)).json().rows).toMatchObject([{ outcome: "unchanged" }]);
    expect((await bring("quantri", "xe bò kéo,đăng ký phương tiện\n")).json().rows).toMatchObject([
      { outcome: "changed" },
    ]);
    expect(await known()).toContain("xe bo keo");
  });

  test("a table is read up to 10 MB, although ordinary requests end at 2 MB", async () => {
    const long = await bring("quantri", "thuyền nan,thuyền nan\n".repeat(140_000));
    expect([long.statusCode, long.json().error.code]).toEqual([413, "sheet-too-many-rows"]);
    const big = await bring("quantri", `thuyền nan,${"x".repeat(11 * 1024 * 1024)}\n`);
    expect([big.statusCode, big.json().error.code]).toEqual([413, "sheet-too-big"]);
  });

  test("all or nothing takes nothing when one row is bad", async () => {
    const answer = await bring("quantri", `thuyền thúng,đăng ký phương tiện thủy\n${BAD}`, "all-or-nothing");
    expect(answer.json().rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual(["undone", "error"]);
    expect(await known()).not.toContain("thuyen thung");
  });

  test("on screen the sheet comes back with the reason in its bad row, to its own sender alone", async () => {
    const answer = await bring("quantri", `đò ngang,bến khách\n${BAD}`, "good-rows", "/can-bo/quan-tri/nhap/synonyms");
    const page = String(answer.headers.location);
    expect([answer.statusCode, page]).toEqual([
      303,
      expect.stringMatching(/^\/can-bo\/quan-tri\/nhap\/[0-9a-f-]{36}$/),
    ]);
    const admin = await demo.officer("quantri");
    expect((await demo.call(admin, "GET", page)).body).toContain("còn trống; ô này bắt buộc");
    const sheet = await demo.call(admin, "GET", `${page}/bang.xlsx`);
    const columns = [
      ...synonymSheet.columns,
      { key: "outcome", header: "Kết quả nhập", hint: "", required: true },
      { key: "reason", header: "Lý do", hint: "", required: true },
    ];
    expect(readSheet(sheet.rawPayload, columns).map(({ cells }) => [cells["outcome"], cells["reason"]])).toEqual([
      ["Thêm mới", ""],
      ["Không nhận", "Danh mục gọi: còn trống; ô này bắt buộc."],
    ]);
    const other = await demo.call(await demo.officer("kiemsoat"), "GET", page);
    expect(other.statusCode).toBe(404);
  });

  test.each([
    ["tiepnhan.xa", 403],
    ["", 401],
  ])("%s may not", async (login, status) => {
    expect((await bring(login, GOOD)).statusCode).toBe(status);
    expect((await demo.call(login && (await demo.officer(login)), "GET", "/api/v1/exports/synonyms")).statusCode).toBe(
      status,
    );
  });

  test("what is no such table, mode or kind is refused by name", async () => {
    expect((await bring("quantri", GOOD, "some")).json().error).toMatchObject({ code: "import-mode-unknown" });
    expect((await bring("quantri", GOOD, "good-rows", "/api/v1/imports/stars")).statusCode).toBe(404);
    expect((await bring("quantri", "")).json().error.code).toBe("sheet-without-rows");
    const legacy = await bring("quantri", "®¨ng ký ½ng,đăng ký\n".replace("ký", "k"));
    expect(legacy.json().rows[0]).toMatchObject({ faults: [{ column: "said", code: "encoding-tcvn3" }] });
  });
});
