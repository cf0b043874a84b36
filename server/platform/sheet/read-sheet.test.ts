import { utils, write } from "@e965/xlsx";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ApiError } from "../errors.ts";
import { readSheet } from "./read-sheet.ts";
import type { SheetColumn } from "./sheet-kind.ts";
import { unpackedSize } from "./unpacked-size.ts";
import { writeSheet } from "./write-sheet.ts";

const columns: readonly SheetColumn[] = [
  { key: "code", header: "Mã cơ quan", hint: "", required: true },
  { key: "name", header: "Tên", hint: "", required: false },
];

const csv = (text: string, encoding: BufferEncoding = "utf8"): Buffer => Buffer.from(text, encoding);

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
  return "";
}

describe("what people send", () => {
  test.each([
    ["commas", csv("Mã cơ quan,Tên\nH99,Xã Bến Đò\n")],
    ["semicolons, as Excel in Vietnamese writes", csv("\uFEFFMã cơ quan;Tên\r\nH99;Xã Bến Đò\r\n")],
    ["tabs in UTF-16, as Excel's Unicode text", csv("\uFEFFMã cơ quan\tTên\r\nH99\tXã Bến Đò\r\n", "utf16le")],
    [
      "headers without accents, columns in another order, one too many",
      csv("ten,ghi chu,MA CO QUAN\nXã Bến Đò,x,H99\n"),
    ],
    ["combining accents and hard blanks", csv("Mã cơ quan,Tên\nH99,Xã\u00A0Bến  Đò\n".normalize("NFD"))],
    ["our own workbook", writeSheet(columns, [{ code: "H99", name: "Xã Bến Đò" }], [])],
  ])("%s", (_what, bytes) => {
    expect(readSheet(bytes, columns)).toEqual([{ number: 2, cells: { code: "H99", name: "Xã Bến Đò" } }]);
  });

  test("rows keep their number in the file, empty ones are passed over", () => {
    expect(readSheet(csv("Mã cơ quan,Tên\nA,\n,\nB,\n"), columns).map(({ number }) => number)).toEqual([2, 4]);
  });

  test("dates come as ISO dates, numbers as they are, and nothing is reckoned", () => {
    const sheet = utils.aoa_to_sheet([
      ["Mã cơ quan", "Tên"],
      [0, 0],
    ]);
    sheet["A2"] = { t: "n", v: 46_267, z: "dd/mm/yyyy" };
    sheet["B2"] = { t: "n", v: 99_199_000_001 };
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, "x");
    const bytes = write(book, { type: "buffer", bookType: "xlsx" }) as Buffer;
    expect(readSheet(bytes, columns)[0]?.cells).toEqual({ code: "2026-09-02", name: "99199000001" });
    const written = writeSheet(columns, [{ code: "=1+1", name: "007" }], []);
    expect(readSheet(written, columns)[0]?.cells).toEqual({ code: "=1+1", name: "007" });
  });
});

describe("what is refused, by name", () => {
  const legacy = Uint8Array.from([...csv("Ma co quan,Ten\nH99,B"), 0xe5, 0x6e, 0x0a]);
  test.each([
    ["file-empty", new Uint8Array()],
    ["text-not-unicode", legacy],
    ["sheet-columns-missing", csv("Tên\nXã\n")],
    ["sheet-without-rows", csv("Mã cơ quan,Tên\n\n")],
    ["sheet-damaged", csv("PK\u0003\u0004 cut off while it was sent")],
    ["sheet-damaged", csv('Mã cơ quan,Tên\n"H99,Xã\n')],
    ["sheet-too-many-rows", csv(`Mã cơ quan,Tên\n${"H99,Xã\n".repeat(20_001)}`)],
    ["sheet-too-big", bomb()],
  ])("%s", (code, bytes) => {
    expect(codeOf(() => readSheet(bytes, columns))).toBe(code);
  });
});

/** A ZIP whose one entry says that it unpacks to 200 MB. */
function bomb(): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(1000));
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02_01_4b_50, 0);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(200 * 1024 * 1024, 24);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(4 + packed.length, 16);
  const start = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
  return Buffer.concat([start, packed, entry, end]);
}

test("the size of a ZIP is the sum of its entries, and unknown when the directory is not where it should be", () => {
  expect(unpackedSize(bomb())).toBe(200 * 1024 * 1024);
  expect(unpackedSize(Buffer.from("PK not a zip at all, but long enough to look"))).toBeNull();
});
