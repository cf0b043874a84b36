import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { hostileFiles, pdfOf, type HostileFile } from "../../../bench/hostile/files.ts";
import { runInspection } from "./inspector.ts";

const folder = mkdtempSync(join(tmpdir(), "motcua-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "file");

async function inspect(bytes: Buffer): Promise<string> {
  writeFileSync(path, bytes);
  const answer = await runInspection({ kind: "inspect", path, pdfPath: `${path}.pdf` });
  return answer.ok ? `taken as ${answer.mediaType}` : answer.reason;
}

const all = await hostileFiles();

describe("hostile files", () => {
  // Size is judged before anything looks at the bytes.
  const bySize = new Set(["file-empty", "file-too-big"]);
  const files = all.filter(({ codes }) => !codes.some((code) => bySize.has(code)));

  test.each(files)("$what is refused", async ({ bytes, codes }: HostileFile) => {
    expect(codes).toContain(await inspect(bytes));
  });
});

describe("what is like them and harmless is taken", () => {
  test("a photo behind which the camera keeps a film", async () => {
    const photo = sharp({ create: { width: 60, height: 40, channels: 3, background: "#8a9ba8" } });
    const film = Buffer.concat([Buffer.from("\0\0\0\u0018ftypmp42"), Buffer.alloc(5000, 3)]);
    expect(await inspect(Buffer.concat([await photo.jpeg().toBuffer(), film]))).toBe("taken as image/jpeg");
  });

  test("a photo with a small photo inside it", async () => {
    const photo = sharp({ create: { width: 60, height: 40, channels: 3, background: "#8a9ba8" } });
    const whole = await photo.jpeg().toBuffer();
    const inner = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), whole]);
    inner.writeUInt16BE(whole.length + 2, 2);
    expect(await inspect(Buffer.concat([whole.subarray(0, 2), inner, whole.subarray(2)]))).toBe("taken as image/jpeg");
  });

  test("a document of a thousand pages that begins at its second, with a link", async () => {
    const document = await PDFDocument.create();
    for (let page = 0; page < 1000; page += 1) document.addPage([200, 200]).drawText(`Trang ${page}`);
    expect(await inspect(Buffer.from(await document.save()))).toBe("taken as application/pdf");
    const linked = pdfOf(["<</Type/Action/S/URI/URI(https://example.vn/)>>"], "/OpenAction[3 0 R/Fit]");
    expect(await inspect(linked)).toBe("taken as application/pdf");
  });

  test("a signed document, which was added to after its first end", async () => {
    const first = pdfOf(["<</A 1>>"]);
    expect(await inspect(Buffer.concat([first, Buffer.from("\n\n\0\0")]))).toBe("taken as application/pdf");
  });
});

test("a process that was ended for one file looks at the next", async () => {
  const heavy = all.find(({ what }) => what === "a deep array");
  await inspect(heavy?.bytes ?? Buffer.alloc(0));
  expect(await inspect(pdfOf(["<</A 1>>"]))).toBe("taken as application/pdf");
});

test("files that come at the same time each get their own answer", async () => {
  const good = join(folder, "good");
  const bad = join(folder, "bad");
  writeFileSync(good, pdfOf(["<</A 1>>"]));
  writeFileSync(bad, pdfOf(["<</S/JavaScript>>"]));
  const both = [good, bad, good].map((one) => runInspection({ kind: "inspect", path: one, pdfPath: `${one}.pdf` }));
  expect((await Promise.all(both)).map(({ ok }) => ok)).toEqual([true, false, true]);
});
