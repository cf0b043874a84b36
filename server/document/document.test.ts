import { createHash } from "node:crypto";
import { PDFDocument } from "@cantoo/pdf-lib";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { MAX_FILE_BYTES } from "../../domain/document/document-type.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import type { DocumentSummary } from "./document.queries.ts";
import { downloadUrl } from "./download-url.ts";

const demo = useDemoApp();
const files = new Map<string, Buffer>();

async function pdf(pages: number, locks?: { userPassword?: string; ownerPassword: string }): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([300, 400]);
  if (locks) document.encrypt(locks);
  return Buffer.from(await document.save());
}

beforeAll(async () => {
  // Taller than wide once the camera's own turn is followed.
  const photo = sharp({ create: { width: 900, height: 600, channels: 3, background: "#8a9ba8" } });
  const jpeg = await photo.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
  files.set("jpeg", jpeg);
  files.set("png", await photo.clone().png().toBuffer());
  files.set("webp", await photo.clone().webp().toBuffer());
  files.set("pdf", await pdf(3));
  files.set("cut jpeg", jpeg.subarray(0, jpeg.length - 200));
  files.set("cut pdf", (await pdf(3)).subarray(0, 300));
  files.set("locked pdf", await pdf(1, { userPassword: "bí mật", ownerPassword: "chủ" }));
  files.set("pdf that may not be printed", await pdf(2, { ownerPassword: "chủ" }));
  files.set("gif", Buffer.from("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;", "latin1"));
  files.set("script", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'));
  files.set("empty", Buffer.alloc(0));
  files.set("too big", Buffer.alloc(MAX_FILE_BYTES + 1, "%PDF-1.7 "));
});

async function upload(what: string, name: string, cookie: string) {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(files.get(what) ?? Buffer.alloc(0))], name));
  const encoded = new Response(form);
  return demo.app.inject({
    method: "POST",
    url: "/api/v1/documents",
    headers: { cookie, "content-type": encoded.headers.get("content-type") ?? "" },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

async function uploaded(what: string, name: string, cookie: string): Promise<DocumentSummary> {
  const response = await upload(what, name, cookie);
  expect(response.statusCode, response.body).toBe(201);
  return response.json();
}

describe("what is taken in", () => {
  test.each([
    ["jpeg", "image/jpeg", 1, "jpg"],
    ["png", "image/png", 1, "png"],
    ["webp", "image/webp", 1, "webp"],
    ["pdf", "application/pdf", 3, "pdf"],
    ["pdf that may not be printed", "application/pdf", 2, "pdf"],
  ])("%s, known by its bytes whatever its name says", async (what, mediaType, pages, ending) => {
    const document = await uploaded(what, "Giấy tờ.exe", await demo.citizen("cd-may"));
    const sha256 = createHash("sha256")
      .update(files.get(what) ?? "")
      .digest("hex");
    expect(document).toMatchObject({ mediaType, pages, sha256, name: `Giấy tờ.exe.${ending}` });
    expect(await demo.deps.files.read(document.sha256)).toEqual(files.get(what));
    expect(document.pdfId === null).toBe(mediaType === "application/pdf");
  });

  test("a photo is turned upright in its PDF, and the photo is kept", async () => {
    const cookie = await demo.citizen("cd-may");
    const { pdfId } = await uploaded("jpeg", "ảnh.jpg", cookie);
    const page = (await PDFDocument.load(await bytesOf(pdfId ?? "", "cd-may"))).getPage(0);
    expect(page.getHeight()).toBeGreaterThan(page.getWidth());
  });

  test("several photos become one PDF in their order, and each is shown by it", async () => {
    const cookie = await demo.citizen("cd-may");
    const photos = [await uploaded("jpeg", "trang 1.jpg", cookie), await uploaded("png", "trang 2.png", cookie)];
    const bound = await demo.call(cookie, "POST", "/api/v1/documents/bound", {
      documentIds: photos.map(({ id }) => id),
      name: "Giấy chứng sinh",
    });
    expect(bound.json()).toMatchObject({ name: "Giấy chứng sinh.pdf", mediaType: "application/pdf", pages: 2 });
    const shape = (await PDFDocument.load(await bytesOf(bound.json().id, "cd-may"))).getPages();
    expect(shape.map((page) => page.getHeight() > page.getWidth())).toEqual([true, false]);
  });
});

/** The bytes of a document as its owner's browser gets them. */
async function bytesOf(documentId: string, subject: string): Promise<Buffer> {
  const cookie = await demo.citizen(subject);
  const { id } = (await demo.call(cookie, "GET", "/api/v1/session")).json<{ id: string }>();
  const response = await demo.call(cookie, "GET", downloadUrl(demo.deps, { documentId, actorId: id }));
  expect(response.statusCode, response.body).toBe(200);
  return response.rawPayload;
}

describe("what is refused, in words that say what to do", () => {
  test.each([
    ["empty", 422, "file-empty"],
    ["too big", 413, "file-too-big"],
    ["cut jpeg", 422, "file-damaged"],
    ["cut pdf", 422, "file-damaged"],
    ["locked pdf", 422, "pdf-password-protected"],
    ["gif", 422, "file-type-unknown"],
    ["script", 422, "file-type-unknown"],
  ])("%s: %i %s", async (what, status, code) => {
    const response = await upload(what, `${what}.pdf`, await demo.citizen("cd-son"));
    expect([response.statusCode, response.json().error.code]).toEqual([status, code]);
    expect(response.json().error.message.length).toBeGreaterThan(20);
  });

  test("binding a PDF, or somebody else's photo", async () => {
    const may = await demo.citizen("cd-may");
    const photo = await uploaded("jpeg", "a.jpg", may);
    const paper = await uploaded("pdf", "b.pdf", may);
    const bind = (cookie: string, ids: readonly string[]) =>
      demo.call(cookie, "POST", "/api/v1/documents/bound", { documentIds: ids, name: "x" });
    expect((await bind(may, [photo.id, paper.id])).json().error.code).toBe("photos-only");
    expect((await bind(await demo.citizen("cd-son"), [photo.id, paper.id])).json().error.code).toBe("document-unknown");
    expect((await bind("", [photo.id, paper.id])).statusCode).toBe(401);
    expect((await bind(may, [photo.id, photo.id])).json().error.code).toBe("invalid-request");
  });

  test("nobody uploads without signing in", async () => {
    expect((await upload("jpeg", "a.jpg", "")).statusCode).toBe(401);
  });
});

describe("an address of a document", () => {
  test("works for its person alone, for ten minutes, and the view is logged", async () => {
    demo.at("2026-09-07T08:00:00+07:00");
    const may = await demo.citizen("cd-may");
    const { id: actorId } = (await demo.call(may, "GET", "/api/v1/session")).json<{ id: string }>();
    const { id: documentId } = await uploaded("pdf", "tờ khai.pdf", may);
    const url = downloadUrl(demo.deps, { documentId, actorId });
    const opened = await demo.call(may, "GET", url);
    expect([opened.statusCode, opened.headers["content-type"]]).toEqual([200, "application/pdf"]);
    const seen = await demo.worker.db
      .selectFrom("access_log")
      .select(["actor_id", "purpose"])
      .where("object_id", "=", documentId)
      .execute();
    expect(seen.map((row) => row.actor_id)).toEqual([actorId]);

    expect((await demo.call(await demo.citizen("cd-son"), "GET", url)).statusCode).toBe(404);
    expect((await demo.call(may, "GET", url.replace(/ky=./, "ky=~"))).statusCode).toBe(404);
    expect((await demo.call("", "GET", url)).statusCode).toBe(401);
    demo.at("2026-09-07T08:10:01+07:00");
    const late = await demo.call(await demo.citizen("cd-may"), "GET", url);
    expect([late.statusCode, late.json().error.code]).toEqual([410, "link-expired"]);
  });
});
