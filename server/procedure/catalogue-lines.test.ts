import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { catalogueLines } from "./catalogue-lines.ts";

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, size = 7): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of catalogueLines(inPieces(bytes, size))) lines.push(line);
  return lines;
}

const LINES = ["Đăng ký khai sinh", "", "Đăng ký kết hôn 👰"];

test.each([
  ["plain", Buffer.from(LINES.join("\n"))],
  ["with Windows' ends of lines", Buffer.from(LINES.join("\r\n"))],
  ["compressed, whatever its name", gzipSync(LINES.join("\n"))],
  ["compressed in two parts", Buffer.concat([gzipSync(`${LINES[0]}\n\n`), gzipSync(LINES[2] ?? "")])],
])("a file %s is read line by line, also where a letter is cut in two", async (_, bytes) => {
  expect(await read(bytes)).toEqual(LINES);
});

test("an empty file has no line", async () => {
  expect(await read(Buffer.alloc(0))).toEqual([]);
});

const zeros = (megabytes: number): Buffer => gzipSync(Buffer.alloc(megabytes * 1024 * 1024, "0\n".repeat(40)));

test.each([
  ["that unpacks to more than 100 MB", gzipSync(Buffer.alloc(101 * 1024 * 1024, `${"0".repeat(9_999)}\n`)), "bytes"],
  ["of more than 20,000 lines", zeros(1), "lines"],
  ["with one endless line", gzipSync(Buffer.alloc(3 * 1024 * 1024, "0")), "characters-in-a-line"],
])("a file %s is refused while it is read", async (_, bytes, what) => {
  await expect(read(bytes, 64 * 1024)).rejects.toMatchObject({
    status: 413,
    code: "catalogue-too-big",
    details: { what },
  });
});

test.each([
  ["cut off", gzipSync(LINES.join("\n")).subarray(0, 30)],
  ["spoilt", gzipSync(LINES.join("\n")).fill(0xff, 12, 20)],
])("a compressed file that is %s is refused", async (_, bytes) => {
  await expect(read(bytes)).rejects.toMatchObject({ status: 422, code: "catalogue-damaged" });
});

async function* broken(): AsyncGenerator<Uint8Array> {
  yield gzipSync("một");
  throw new Error("disk on fire");
}

test("a fault of the disk stays what it is", async () => {
  await expect(catalogueLines(broken()).next()).rejects.toThrow("disk on fire");
});
