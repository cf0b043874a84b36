import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { permitToApology } from "../../../testing/permit-journey.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { birthFiling } from "../../../testing/filings.ts";
import { exportRoots } from "../../evidence/export-roots.ts";
import { sealDays } from "../../evidence/seal-days.ts";

const demo = useDemoApp();
const { file } = useDossierApi(demo);
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "motcua-pack-"));
const CODE = "H99.01-260907-0001";
const PAPER = "%PDF-1.4 giấy chứng sinh";
let permit = "";
let birth = "";
let pack: Record<string, Uint8Array> = {};
const roots: Record<string, unknown>[] = [];

beforeAll(async () => {
  permit = await permitToApology(demo);
  demo.at("2026-10-02T00:20:00+07:00");
  await sealDays(demo.worker.db, demo.deps.now());
  ({ id: birth } = await file("tiepnhan.xa", birthFiling));
  demo.at("2026-10-03T00:20:00+07:00");
  await sealDays(demo.worker.db, demo.deps.now());
  for await (const root of exportRoots(demo.worker.db)) roots.push({ ...root });
  pack = await take("kiemtoan", permit);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = async (login: string, id: string) =>
  demo.call(login && (await demo.officer(login)), "GET", `/api/v1/dossiers/${id}/evidence`);

async function take(login: string, id: string): Promise<Record<string, Uint8Array>> {
  const response = await ask(login, id);
  expect(response.statusCode, response.body).toBe(200);
  return unzipSync(response.rawPayload);
}

/** Runs the script beside no server, as anybody would, on a pack and perhaps on kept roots. */
async function verify(entries: Record<string, Uint8Array> | null, kept?: readonly object[]) {
  const args = ["docs/evidence/verify-pack.mjs"];
  if (entries) {
    args.push(join(folder, "pack.zip"));
    writeFileSync(join(folder, "pack.zip"), zipSync(entries, { level: 1 }));
  }
  if (kept) {
    args.push("--roots", join(folder, "roots.jsonl"));
    writeFileSync(join(folder, "roots.jsonl"), kept.map((root) => `${JSON.stringify(root)}\n`).join(""));
  }
  return run(process.execPath, args, { env: {} }).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

const textOf = (name: string): string => Buffer.from(pack[name] ?? []).toString("utf8");

/** The pack with an entry changed and the manifest made to fit, as somebody would who has read the script. */
function forged(name: string, change: (text: string) => string): Record<string, Uint8Array> {
  const bytes = Buffer.from(change(textOf(name)));
  const manifest = JSON.parse(textOf("manifest.json")) as { entries: { name: string; size: number; sha256: string }[] };
  for (const entry of manifest.entries) {
    if (entry.name !== name) continue;
    entry.size = bytes.length;
    entry.sha256 = createHash("sha256").update(bytes).digest("hex");
  }
  return { ...pack, [name]: bytes, "manifest.json": Buffer.from(JSON.stringify(manifest)) };
}

describe("the evidence of a dossier", () => {
  test("holds events, state, documents, reads, proof and what to do with them", () => {
    expect(Object.keys(pack)).toEqual([
      "events.jsonl",
      "state.json",
      "documents.json",
      "reads.jsonl",
      "proof.json",
      "DOC-TRUOC.txt",
      "manifest.json",
    ]);
    expect(textOf("events.jsonl").trim().split("\n")).toHaveLength(7);
    expect(JSON.parse(textOf("state.json"))).toMatchObject({ id: permit, version: 7 });
    expect(JSON.parse(textOf("manifest.json"))).toMatchObject({
      code: CODE,
      madeAt: "2026-10-03T00:20:00+07:00",
      madeBy: { kind: "officer", name: "Khúc Thị Ngọ" },
    });
  });

  test("holds without the system, alone and against roots kept elsewhere", async () => {
    const { code, stdout } = await verify(pack, roots);
    expect(stdout).toContain("Các sự kiện đến số 7 có trong gốc ngày 2026-10-02");
    expect(stdout).toContain("2 gốc ngày nối nhau");
    expect([code, stdout.trim().split("\n").at(-1)]).toEqual([0, "Mọi thứ đều khớp."]);
    expect((await verify(null, roots)).code).toBe(0);
  });

  test("carries the dossier's files, and says which of them was changed", async () => {
    const cookie = await demo.officer("tiepnhan.xa");
    const form = new FormData();
    form.set("file", new File([readFileSync("docs/images/portal-phone.png")], "Giấy chứng sinh.png"));
    const encoded = new Response(form);
    const uploaded = await demo.app.inject({
      method: "POST",
      url: "/api/v1/documents",
      headers: { cookie, "content-type": encoded.headers.get("content-type") ?? "" },
      payload: Buffer.from(await encoded.arrayBuffer()),
    });
    const papers = [
      { componentCode: "1", name: PAPER, documentIds: [uploaded.json<{ id: string }>().id], keptOriginals: 0 },
    ];
    const { id } = await file("tiepnhan.xa", { ...birthFiling, papers });
    const own = await take("kiemsoat", id);
    const name = "tep/001-Giấy chứng sinh.png";
    expect(Buffer.from(own[name] ?? []).equals(readFileSync("docs/images/portal-phone.png"))).toBe(true);
    const young = await verify(own);
    expect([young.code, young.stdout]).toEqual([0, expect.stringContaining("chưa có chứng minh")]);
    const bytes = Uint8Array.from(own[name] ?? []);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    const { code, stdout } = await verify({ ...own, [name]: bytes });
    expect([code, stdout]).toEqual([1, expect.stringContaining(`${name}: nội dung không khớp manifest.json`)]);
  });

  test.each<[string, () => Record<string, Uint8Array>, RegExp]>([
    [
      "one letter",
      () => ({ ...pack, "events.jsonl": Buffer.from(textOf("events.jsonl").replace("Đạt", "Đắt")) }),
      /events\.jsonl: nội dung không khớp manifest/,
    ],
    [
      "one letter, with the manifest made to fit",
      () => forged("events.jsonl", (text) => text.replace("Đạt", "Đắt")),
      /sự kiện 6: nội dung không khớp mã băm/,
    ],
    [
      "an event taken out",
      () => forged("events.jsonl", (text) => text.split("\n").toSpliced(3, 1).join("\n")),
      /sự kiện 4: số thứ tự là 5/,
    ],
    [
      "two events in each other's place",
      () =>
        forged("events.jsonl", (text) =>
          text
            .split("\n")
            .with(1, text.split("\n")[2] ?? "")
            .with(2, text.split("\n")[1] ?? "")
            .join("\n"),
        ),
      /sự kiện 2: số thứ tự là 3/,
    ],
    [
      "the last event taken out",
      () => forged("events.jsonl", (text) => text.split("\n").slice(0, 6).join("\n")),
      /sự kiện 7 khác với lúc vào gốc ngày/,
    ],
    ["another state", () => forged("state.json", (text) => text.replace(permit, birth)), /state\.json: của hồ sơ khác/],
    [
      "another root",
      () => forged("proof.json", (text) => text.replace(/"root": "[0-9a-f]/, '"root": "x')),
      /không dẫn đến gốc ngày/,
    ],
    ["a file that nobody listed", () => ({ ...pack, "la.txt": Buffer.from("lạ") }), /la\.txt: không có trong manifest/],
    [
      "a file that is gone",
      () => Object.fromEntries(Object.entries(pack).filter(([name]) => name !== "DOC-TRUOC.txt")),
      /DOC-TRUOC\.txt: có trong manifest/,
    ],
  ])("%s is found", async (_what, entries, expected) => {
    const { code, stdout } = await verify(entries());
    expect([code, stdout]).toEqual([1, expect.stringMatching(expected)]);
  });

  test("roots that do not fit those kept elsewhere, or each other, are found", async () => {
    const [first = {}, second = {}] = roots;
    expect((await verify(pack, [first, { ...second, dossiers: 9 }])).stdout).toMatch(/khác với gốc đã lưu/);
    expect((await verify(null, [second, first])).stdout).toMatch(/không nối với ngày/);
    expect((await verify(pack, [first])).stdout).toMatch(/không có trong các gốc đã lưu/);
  });

  test("what is no pack is not judged", async () => {
    writeFileSync(join(folder, "x.zip"), "không phải ZIP");
    await expect(run(process.execPath, ["docs/evidence/verify-pack.mjs", join(folder, "x.zip")])).rejects.toMatchObject(
      {
        code: 2,
        stderr: expect.stringContaining("không phải tệp ZIP"),
      },
    );
  });
});

const refused = async (login: string, id: string) => {
  const response = await ask(login, id);
  return [response.statusCode, response.json<{ error: { code: string } }>().error.code];
};

const page = async (login: string): Promise<string> =>
  (await demo.call(await demo.officer(login), "GET", `/can-bo/ho-so/${permit}`, undefined, { accept: "text/html" }))
    .body;

describe("who may take it", () => {
  test("control and inspection in their scope alone; whoever took it is in the next one's reads", async () => {
    expect(await refused("", permit)).toEqual([401, "sign-in-required"]);
    expect(await refused("lanhdao.xaydung", permit)).toEqual([403, "not-your-role"]);
    expect(await refused("tiepnhan.khesim", permit)).toEqual([404, "not-found"]);
    expect(await refused("kiemtoan", "00000000-0000-4000-8000-000000000000")).toEqual([404, "not-found"]);
    const citizen = await demo.call(await demo.citizen("cd-may"), "GET", `/api/v1/dossiers/${permit}/evidence`);
    expect(citizen.statusCode).toBe(403);
    const again = await take("kiemsoat", permit);
    const reads = Buffer.from(again["reads.jsonl"] ?? [])
      .toString("utf8")
      .trim()
      .split("\n");
    const digest = createHash("sha256")
      .update(pack["manifest.json"] ?? "")
      .digest("hex");
    expect(reads.at(-1)).toContain(`SHA-256 của manifest.json: ${digest}`);
  });

  test("its page offers it to them and to nobody else", async () => {
    expect(await page("kiemtoan")).toContain("Tải gói bằng chứng");
    expect(await page("lanhdao.xaydung")).not.toContain("Tải gói bằng chứng");
  });
});

test("the command writes both to files that hold", async () => {
  const env = { DATABASE_URL: demo.databaseUrl, MOTCUA_DATA_DIR: demo.deps.config.dataDir };
  const motcua = (...args: string[]) => run(process.execPath, ["bin/motcua", "evidence", ...args], { env });
  const [zip, jsonl] = [join(folder, "p.zip"), join(folder, "r.jsonl")];
  expect((await motcua("export", CODE, "--out", zip)).stdout).toContain(zip);
  expect((await motcua("roots", "--out", jsonl)).stdout).toContain("2 gốc ngày");
  const { stdout } = await run(process.execPath, ["docs/evidence/verify-pack.mjs", zip, "--roots", jsonl]);
  expect(stdout).toContain("Mọi thứ đều khớp.");
  await expect(motcua("export", "H99.01-000000-0000", "--out", zip)).rejects.toMatchObject({ code: 1 });
  await expect(motcua("export", CODE)).rejects.toMatchObject({ code: 2 });
});
