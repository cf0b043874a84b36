import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { pdfOf } from "../../bench/hostile/files.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { whileAnyRowIsHeld } from "../../testing/held-row.ts";

const demo = useDemoApp();
const PLACE = "/api/v1/uploads";
const BYTES = "application/offset+octet-stream";
const MIB = 1024 * 1024;
const digest = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
const base64 = (text: string): string => Buffer.from(text).toString("base64");
/** A PDF of about three parts, each time another one. */
const threeParts = (mark: string): Buffer =>
  pdfOf([`<</Mark(${mark})/Length ${2.5 * MIB}>>\nstream\n${"x".repeat(2.5 * MIB)}\nendstream`]);

type Headers = Readonly<Record<string, string>>;
interface Sent {
  readonly cookie: string;
  readonly headers?: Headers;
  readonly body?: Buffer;
}

function send(method: "POST" | "HEAD" | "PATCH" | "DELETE" | "OPTIONS", url: string, { cookie, headers, body }: Sent) {
  const all = { cookie, "tus-resumable": "1.0.0", ...headers };
  return demo.app.inject({ method, url, headers: all, ...(body && { payload: body }) });
}

async function begin(cookie: string, bytes: Buffer, headers: Headers = {}): Promise<string> {
  const name = `filename ${base64("đơn xin.pdf")},sha256 ${base64(digest(bytes).toString("hex"))}`;
  const all = { "upload-length": String(bytes.length), "upload-metadata": name, ...headers };
  const response = await send("POST", PLACE, { cookie, headers: all });
  expect(response.statusCode, response.body).toBe(201);
  return String(response.headers["location"]);
}

const patch = (cookie: string, url: string, offset: number, body: Buffer, headers: Headers = {}) =>
  send("PATCH", url, { cookie, body, headers: { "content-type": BYTES, "upload-offset": String(offset), ...headers } });

async function offsetOf(cookie: string, url: string): Promise<string> {
  const { statusCode, headers } = await send("HEAD", url, { cookie });
  return `${statusCode} ${String(headers["upload-offset"])}`;
}

async function sendAll(cookie: string, url: string, bytes: Buffer, from = 0): Promise<void> {
  for (let at = from; at < bytes.length; at += MIB) {
    const response = await patch(cookie, url, at, bytes.subarray(at, at + MIB));
    expect(response.statusCode, response.body).toBe(204);
  }
}

async function documentOf(url: string) {
  return demo.worker.db
    .selectFrom("document as d")
    .select(["d.name", "d.sha256", "d.uploaded_by"])
    .where("d.id", "=", url.split("/").at(-1) ?? "")
    .execute();
}

describe("a file in parts", () => {
  test("becomes one document of the same id, whole, and its parts are gone", async () => {
    const cookie = await demo.citizen("cd-may");
    const bytes = threeParts("whole");
    const url = await begin(cookie, bytes);
    await sendAll(cookie, url, bytes);
    expect(await documentOf(url)).toMatchObject([{ name: "đơn xin.pdf", sha256: digest(bytes).toString("hex") }]);
    expect(await offsetOf(cookie, url)).toBe(`200 ${bytes.length}`);
    expect(await demo.worker.db.selectFrom("upload_part").selectAll().execute()).toEqual([]);
    expect((await demo.worker.files.read(digest(bytes).toString("hex"))).equals(bytes)).toBe(true);
  });

  test("in one piece with its beginning is one request", async () => {
    const cookie = await demo.officer("tiepnhan.xa");
    const bytes = threeParts("at once");
    const headers = { "upload-length": String(bytes.length), "content-type": BYTES };
    const response = await send("POST", PLACE, { cookie, headers, body: bytes });
    expect([response.statusCode, response.headers["upload-offset"]]).toEqual([201, String(bytes.length)]);
    expect(await documentOf(String(response.headers["location"]))).toHaveLength(1);
  });

  test("that was lost before its end was answered is sent again and is there once", async () => {
    const cookie = await demo.citizen("cd-may");
    const bytes = threeParts("end lost");
    const url = await begin(cookie, bytes);
    await sendAll(cookie, url, bytes.subarray(0, 2 * MIB));
    const last = bytes.subarray(2 * MIB);
    const both = await Promise.all([patch(cookie, url, 2 * MIB, last), patch(cookie, url, 2 * MIB, last)]);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([204, 204]);
    expect(await documentOf(url)).toHaveLength(1);
    expect((await patch(cookie, url, bytes.length, Buffer.alloc(0))).statusCode).toBe(204);
  });

  test("two senders of one part: the one that is late is told, and nothing is doubled", async () => {
    const cookie = await demo.citizen("cd-may");
    const bytes = threeParts("race");
    const url = await begin(cookie, bytes);
    const part = bytes.subarray(0, MIB);
    const row = { table: "upload", id: url.split("/").at(-1) ?? "", waiting: 2 } as const;
    const both = await whileAnyRowIsHeld(demo.ownerDb, row, () => [
      patch(cookie, url, 0, part),
      patch(cookie, url, 0, part),
    ]);
    expect(new Set(both.map(({ statusCode }) => statusCode))).toEqual(new Set([204, 409]));
    expect(await offsetOf(cookie, url)).toBe(`200 ${MIB}`);
    await sendAll(cookie, url, bytes, MIB);
    expect(await documentOf(url)).toMatchObject([{ sha256: digest(bytes).toString("hex") }]);
  });
});

describe("what is refused", () => {
  test("a part from the wrong place, with a wrong digest, of a wrong kind, too large, or without its place", async () => {
    const cookie = await demo.citizen("cd-son");
    const bytes = threeParts("wrong");
    const url = await begin(cookie, bytes);
    const part = bytes.subarray(0, 1000);
    const right = { "upload-checksum": `sha256 ${digest(part).toString("base64")}` };
    const wrong = { "upload-checksum": `sha256 ${digest(bytes).toString("base64")}` };
    const codes = [
      (await patch(cookie, url, 5, part)).statusCode,
      (await patch(cookie, url, 0, part, wrong)).statusCode,
      (await patch(cookie, url, 0, part, { "upload-checksum": "crc32 AAAA" })).statusCode,
      (await patch(cookie, url, 0, Buffer.alloc(MIB + 1), right)).statusCode,
      (await patch(cookie, url, 0, part, { "content-type": "application/xml" })).statusCode,
      (await patch(cookie, url, 0, part, { "upload-offset": "-1" })).statusCode,
    ];
    expect(codes).toEqual([409, 460, 400, 413, 415, 400]);
    expect(await offsetOf(cookie, url)).toBe("200 0");
    expect((await patch(cookie, url, 0, part, right)).statusCode).toBe(204);
    expect((await patch(cookie, url, 1000, Buffer.alloc(bytes.length))).statusCode).toBe(413);
  });

  test.each([
    [{}, 400],
    [{ "upload-length": "x" }, 400],
    [{ "upload-length": "0" }, 422],
    [{ "upload-length": String(21 * MIB) }, 413],
    [{ "upload-length": "5", "upload-metadata": `sha256 ${base64("x")}` }, 400],
    [{ "upload-length": "5", "tus-resumable": "0.2" }, 412],
  ])("a beginning with %o: %i", async (headers, status) => {
    const response = await send("POST", PLACE, { cookie: await demo.citizen("cd-son"), headers });
    expect(response.statusCode).toBe(status);
  });

  test("bytes that are not those that were declared, for good", async () => {
    const cookie = await demo.citizen("cd-son");
    const bytes = threeParts("declared");
    const url = await begin(cookie, bytes);
    const other = Buffer.from(bytes);
    other[MIB] = 0x79;
    await sendAll(cookie, url, other.subarray(0, 2 * MIB));
    const last = await patch(cookie, url, 2 * MIB, other.subarray(2 * MIB));
    expect([last.statusCode, last.json().error.code]).toEqual([422, "file-changed-underway"]);
    expect(await documentOf(url)).toEqual([]);
    const again = await patch(cookie, url, 2 * MIB, other.subarray(2 * MIB));
    expect([again.statusCode, again.json().error.code]).toEqual([422, "file-changed-underway"]);
  });

  test("a hostile file, once it is whole", async () => {
    const cookie = await demo.citizen("cd-son");
    const bytes = pdfOf(["<</S/JavaScript/JS(1)>>"]);
    const url = await begin(cookie, bytes);
    expect((await patch(cookie, url, 0, bytes)).json().error.code).toBe("pdf-active-content");
  });

  test("more than anybody has a use for at a time", async () => {
    const cookie = await demo.citizen("cd-nhai");
    const headers = { "upload-length": String(20 * MIB) };
    const codes: number[] = [];
    for (let n = 0; n < 16; n += 1) codes.push((await send("POST", PLACE, { cookie, headers })).statusCode);
    expect(codes).toEqual([...Array.from({ length: 15 }, () => 201), 429]);
  });
});

describe("whose it is", () => {
  test("nobody else sees, continues or ends it", async () => {
    const bytes = threeParts("mine");
    const url = await begin(await demo.citizen("cd-may"), bytes);
    for (const cookie of [await demo.citizen("cd-son"), await demo.officer("tiepnhan.xa"), ""]) {
      expect((await send("HEAD", url, { cookie })).statusCode).toBe(404);
      expect((await patch(cookie, url, 0, bytes.subarray(0, 10))).statusCode).toBe(404);
      expect((await send("DELETE", url, { cookie })).statusCode).toBe(404);
    }
    expect((await send("HEAD", `${PLACE}/x`, { cookie: "" })).statusCode).toBe(404);
  });

  test("its owner ends it, and it is gone; so it is after a day", async () => {
    demo.at("2026-09-07T08:00:00+07:00");
    const cookie = await demo.citizen("cd-may");
    const bytes = threeParts("ended");
    const url = await begin(cookie, bytes);
    await sendAll(cookie, url, bytes.subarray(0, MIB));
    expect((await send("DELETE", url, { cookie })).statusCode).toBe(204);
    expect((await send("HEAD", url, { cookie })).statusCode).toBe(404);
    const late = await begin(cookie, bytes);
    demo.at("2026-09-08T08:00:01+07:00");
    expect((await send("HEAD", late, { cookie: await demo.citizen("cd-may") })).statusCode).toBe(404);
    demo.at("2026-09-07T08:00:00+07:00");
  });

  test("a browser without a session has its own, known by its cookie", async () => {
    const bytes = threeParts("browser");
    const begun = await send("POST", PLACE, { cookie: "", headers: { "upload-length": String(bytes.length) } });
    const cookie = `motcua_nhap=${begun.cookies.find(({ name }) => name === "motcua_nhap")?.value ?? ""}`;
    const url = String(begun.headers["location"]);
    await sendAll(cookie, url, bytes);
    expect(await documentOf(url)).toHaveLength(1);
    expect((await send("HEAD", url, { cookie: "" })).statusCode).toBe(404);
  });
});

test("what the server can do is said", async () => {
  const { headers } = await send("OPTIONS", PLACE, { cookie: "" });
  expect(headers).toMatchObject({ "tus-version": "1.0.0", "tus-checksum-algorithm": "sha1,sha256" });
});
