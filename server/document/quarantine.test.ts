import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pdfOf } from "../../bench/hostile/files.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { hasClamd, startClamd, startStandIn, TEST_VIRUS, type TestScanner } from "../../testing/scanner.ts";
import type { FileSettings, ScannerAddress } from "../platform/files/file-settings.ts";
import { newId } from "../platform/ids.ts";
import { receiveUpload } from "./receive-upload.ts";
import { scanHeld } from "./scan-held.job.ts";
import { downloadUrl } from "./download-url.ts";
import { Readable } from "node:stream";

const demo = useDemoApp();
const ADMINISTRATOR = "quantri";
const nobody: ScannerAddress = { path: "/nonexistent/clamd.ctl" };
const infected = (mark = ""): Buffer => pdfOf([`(${TEST_VIRUS}${mark})`]);
const digest = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

function upload(bytes: Buffer, clamav: ScannerAddress, unavailable: FileSettings["clamavUnavailable"] = "refuse") {
  const config = { ...demo.deps.config, files: { s3: undefined, clamav, clamavUnavailable: unavailable } };
  const given = { actorId: newId(), stream: Readable.from([bytes]), fileName: "đơn.pdf" };
  return receiveUpload({ ...demo.worker, config, now: demo.deps.now() }, given);
}

const PLACE = "/can-bo/quan-tri/kiem-dich";
const page = async (login = ADMINISTRATOR) => demo.call(await demo.officer(login), "GET", PLACE);

async function heldId(bytes: Buffer): Promise<string> {
  const row = await demo.worker.db
    .selectFrom("held_file as h")
    .select("h.id")
    .where("h.sha256", "=", digest(bytes))
    .executeTakeFirstOrThrow();
  return row.id;
}

async function decide(id: string, fields: Record<string, string>, login = ADMINISTRATOR) {
  const { reason = "", ...others } = fields;
  const body = { ...others, [`reason-${id}`]: reason };
  return demo.call(await demo.officer(login), "POST", `${PLACE}/${id}`, body, { accept: "text/html" });
}

const scanners: [string, () => Promise<TestScanner>][] = [["a stand-in", () => startStandIn()]];
if (hasClamd()) scanners.push(["clamd", startClamd]);
else process.stderr.write("clamd is not installed: scanning is tested against the stand-in alone\n");

describe.each(scanners)("with %s", (name, start) => {
  let scanner: TestScanner;
  beforeAll(async () => {
    scanner = await start();
  });
  afterAll(() => scanner.stop());

  test("a clean file is taken, a suspicious one lies in quarantine alone", async () => {
    expect(await upload(pdfOf([`(${name})`]), scanner.address)).toMatchObject({ mediaType: "application/pdf" });
    const bytes = infected(name);
    await expect(upload(bytes, scanner.address)).rejects.toMatchObject({ status: 422, code: "file-infected" });
    const { files } = demo.deps;
    expect([await files.has(digest(bytes)), await files.quarantine.has(digest(bytes))]).toEqual([false, true]);
    expect((await page()).body).toContain("Test.Virus");
  });

  test("what is taken while it is silent is served to nobody until it has answered", async () => {
    const owner = { ...(await upload(pdfOf([`(later ${name})`]), nobody, "accept-and-quarantine")) };
    const bad = await upload(infected(`later ${name}`), nobody, "accept-and-quarantine");
    const may = await demo.citizen("cd-may");
    const { id: actorId } = (await demo.call(may, "GET", "/api/v1/session")).json<{ id: string }>();
    await demo.ownerDb
      .updateTable("document")
      .set({ uploaded_by: actorId })
      .where("id", "in", [owner.id, bad.id])
      .execute();
    const open = async (documentId: string) =>
      (await demo.call(may, "GET", downloadUrl(demo.deps, { documentId, actorId }))).statusCode;
    expect([await open(owner.id), await open(bad.id)]).toEqual([409, 409]);
    const config = { ...demo.deps.config, files: { ...demo.deps.config.files, clamav: scanner.address } };
    await scanHeld.run({ ...demo.worker, config }, {});
    expect([await open(owner.id), await open(bad.id)]).toEqual([200, 409]);
    await decide(await heldId(infected(`later ${name}`)), { decision: "deleted", reason: "Có mã độc" });
    expect(await open(bad.id)).toBe(410);
    expect(await demo.deps.files.has(bad.sha256)).toBe(false);
  });
});

describe("a scanner that does not answer as it should", () => {
  test("is a reason to refuse, unless the operator has chosen otherwise", async () => {
    const bytes = pdfOf(["(silent)"]);
    await expect(upload(bytes, nobody)).rejects.toMatchObject({ status: 503, code: "scanner-unavailable" });
    expect(await demo.deps.files.has(digest(bytes))).toBe(false);
  });

  test.each(["stream: Size limit ERROR\0", "nonsense\0"])("%j is no clean file", async (answer) => {
    const scanner = await startStandIn(answer);
    await expect(upload(pdfOf(["(error)"]), scanner.address)).rejects.toMatchObject({ code: "scanner-unavailable" });
    await scanner.stop();
  });
});

describe("the decision", () => {
  let scanner: TestScanner;
  beforeAll(async () => {
    scanner = await startStandIn();
  });
  afterAll(() => scanner.stop());

  test("needs a reason, is taken once and is logged", async () => {
    const bytes = infected("decide");
    await expect(upload(bytes, scanner.address)).rejects.toThrow("file-infected");
    const id = await heldId(bytes);
    const without = await decide(id, { decision: "released", reason: " " });
    expect([without.statusCode, without.body.includes("Nhập lý do.")]).toEqual([422, true]);
    expect((await decide(id, { decision: "released", reason: "Báo nhầm" })).statusCode).toBe(303);
    expect((await decide(id, { decision: "deleted", reason: "Báo nhầm" })).statusCode).toBe(409);
    const log = await demo.worker.db.selectFrom("access_log").select("purpose").where("object_id", "=", id).execute();
    expect(log).toEqual([{ purpose: "quarantine: released" }]);
    expect((await page()).body).toContain("Báo nhầm");
    expect(await upload(bytes, scanner.address)).toMatchObject({ sha256: digest(bytes) });
  });

  test("is for administrators of the province alone", async () => {
    const bytes = infected("who");
    await expect(upload(bytes, scanner.address)).rejects.toThrow("file-infected");
    const id = await heldId(bytes);
    for (const login of ["tiepnhan.xa", "lanhdao.xa"]) {
      expect((await page(login)).statusCode).toBe(403);
      expect((await decide(id, { decision: "released", reason: "x" }, login)).statusCode).toBe(403);
    }
    expect((await demo.call("", "GET", PLACE)).statusCode).toBe(401);
    expect((await demo.call(await demo.citizen("cd-may"), "GET", PLACE)).statusCode).toBe(403);
    expect((await decide(newId(), { decision: "released", reason: "x" })).statusCode).toBe(404);
    expect((await decide(id, { decision: "opened", reason: "x" })).statusCode).toBe(400);
  });
});
