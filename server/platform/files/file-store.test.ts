import { createHash, randomBytes } from "node:crypto";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  chmodSync,
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { buffer } from "node:stream/consumers";
import { afterAll, describe, expect, test, vi } from "vitest";
import { useDatabase } from "../../../testing/database.ts";
import { useS3 } from "../../../testing/s3-server.ts";
import { now } from "../clock.ts";
import { newId } from "../ids.ts";
import { checkMark } from "./check-mark.ts";
import type { FileStore } from "./file-store.ts";
import { openLocalStore } from "./local-store.ts";
import { openS3Store } from "./s3-store.ts";

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "motcua-store-"));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const s3 = useS3();
const LIMIT = { maxBytes: 64 * 1024 * 1024 };
const digest = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

interface Kind {
  readonly open: () => FileStore;
  /** The file on the disk below that holds the bytes of the digest. */
  readonly below: (sha256: string) => string;
}
const local = (): Kind => {
  const folder = newFolder();
  return { open: () => openLocalStore(folder), below: (sha256) => find(folder, sha256) };
};
const bucket = (): Kind => {
  const prefix = `${newId()}/`;
  const staging = newFolder();
  return {
    open: () => openS3Store(s3.settings(prefix), staging),
    below: (sha256) => find(s3.folder, `${sha256}._S3rver_object`),
  };
};

async function collected<T>(given: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const one of given) all.push(one);
  return all;
}

function find(folder: string, name: string): string {
  const found = readdirSync(folder, { recursive: true }).find((path) => String(path).endsWith(name));
  return join(folder, String(found));
}

describe.each([
  ["a folder", local],
  ["an S3 bucket", bucket],
])("the store in %s", (_name, kind) => {
  test.each([
    ["one byte", 1],
    ["exactly one part", 8 * 1024 * 1024],
    ["several parts", 17 * 1024 * 1024 + 3],
  ])("gives back %s as it came, under its digest", async (_what, size) => {
    const store = kind().open();
    const bytes = randomBytes(size);
    expect(await store.put(Readable.from([bytes]), LIMIT)).toEqual({ sha256: digest(bytes), size });
    expect(digest(await store.read(digest(bytes)))).toBe(digest(bytes));
    expect(await store.has(digest(bytes))).toBe(true);
  });

  test("the same bytes are kept once, however many bring them at the same time", async () => {
    const store = kind().open();
    const bytes = randomBytes(50_000);
    const put = () => store.put(Readable.from([bytes]), LIMIT);
    const all = await Promise.all([put(), put(), put(), put()]);
    expect(new Set(all.map(({ sha256 }) => sha256))).toEqual(new Set([digest(bytes)]));
    expect(digest(await store.read(digest(bytes)))).toBe(digest(bytes));
  });

  test("refuses nothing at all and too much, and leaves nothing of either", async () => {
    const { open } = kind();
    const store = open();
    await expect(store.put(Readable.from([]), LIMIT)).rejects.toMatchObject({ status: 422, code: "file-empty" });
    const long = Readable.from([randomBytes(600), randomBytes(600)]);
    await expect(store.put(long, { maxBytes: 1000 })).rejects.toMatchObject({ status: 413, code: "file-too-big" });
    expect(await store.isEmpty()).toBe(true);
  });

  test("a sender that breaks off leaves nothing", async () => {
    const store = kind().open();
    const broken = Readable.from(
      (async function* () {
        yield randomBytes(1000);
        throw new Error("connection lost");
      })(),
    );
    await expect(store.put(broken, LIMIT)).rejects.toThrow("connection lost");
    expect(await store.isEmpty()).toBe(true);
  });

  test("a byte that has changed on the disk is never given out as if it were right", async () => {
    const { open, below } = kind();
    const store = open();
    const bytes = randomBytes(30_000);
    const { sha256 } = await store.put(Readable.from([bytes]), LIMIT);
    const path = below(sha256);
    chmodSync(path, 0o640);
    bytes[12_345] = (bytes[12_345] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(store.read(sha256)).rejects.toThrow(`File ${sha256} has changed`);
    await expect(drain(store.open(sha256))).rejects.toThrow(`File ${sha256} has changed`);
  });

  test("what is not there is an error, and removing it is none", async () => {
    const store = kind().open();
    const absent = digest(Buffer.from("absent"));
    await expect(store.read(absent)).rejects.toThrow(absent);
    expect(await store.has(absent)).toBe(false);
    await store.remove(absent);
  });

  test("lists what has settled, and neither what came just now nor what is held", async () => {
    const store = kind().open();
    const [bytes, held] = [Buffer.from("a"), Buffer.from("b")];
    await store.put(Readable.from([bytes]), LIMIT);
    const staged = await store.stage(Readable.from([held]), LIMIT);
    await store.quarantine.keep(staged);
    expect(await collected(store.list())).toEqual([]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 120_000 });
    try {
      expect((await collected(store.list())).map(({ sha256 }) => sha256)).toEqual([digest(bytes)]);
    } finally {
      vi.useRealTimers();
    }
    expect(digest(await buffer(store.openUnchecked(digest(bytes))))).toBe(digest(bytes));
    await expect(buffer(store.openUnchecked(digest(held)))).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("quarantine is apart: what is kept there is not found among the files", async () => {
    const store = kind().open();
    const staged = await store.stage(Readable.from([Buffer.from("suspicious")]), LIMIT);
    await store.quarantine.keep(staged);
    expect([await store.has(staged.sha256), await store.quarantine.has(staged.sha256)]).toEqual([false, true]);
    expect(await store.isEmpty()).toBe(true);
    await store.quarantine.remove(staged.sha256);
    expect(await store.quarantine.has(staged.sha256)).toBe(false);
  });
});

const drain = (stream: Readable): Promise<void> => finished(stream.resume());

test("what lies in the folder can be overwritten by nobody but who tries to", async () => {
  const folder = newFolder();
  const { sha256 } = await openLocalStore(folder).put(Readable.from([Buffer.from("giấy")]), LIMIT);
  expect(statSync(find(folder, sha256)).mode & 0o777).toBe(0o440);
});

test("another process's arriving file is left alone; one of the day before yesterday is removed", () => {
  const folder = newFolder();
  openLocalStore(folder);
  for (const name of ["new", "old"]) writeFileSync(join(folder, "incoming", name), "half");
  utimesSync(join(folder, "incoming", "old"), 0, 0);
  openLocalStore(folder);
  expect(readdirSync(join(folder, "incoming"))).toEqual(["new"]);
});

test("a key that the bucket does not know is refused there and said, without the secret", async () => {
  const store = openS3Store(
    { ...s3.settings("x/"), accessKeyId: "nobody", secretAccessKey: "wrong-secret" },
    newFolder(),
  );
  const words = await store.put(Readable.from([Buffer.from("a")]), LIMIT).then(String, String);
  expect(words).toContain("403");
  expect(words).not.toContain("wrong-secret");
});

describe.each([
  ["a folder", local],
  ["an S3 bucket", bucket],
])("the marker in %s", (_name, kind) => {
  const pg = useDatabase();
  const one = kind();

  test("is written at the first start, and found at the next", async () => {
    await checkMark(pg.db, one.open());
    const mark = await one.open().readMark();
    await checkMark(pg.db, one.open());
    expect(await one.open().readMark()).toBe(mark);
    expect(mark).toContain("Không sửa, không xoá");
  });

  test("a store that is empty and has no marker, though there must be files in it, stops the start", async () => {
    const file = {
      sha256: "a".repeat(64),
      size: 1,
      media_type: "application/pdf",
      created_at: now(),
    };
    await pg.ownerDb.insertInto("stored_file").values(file).execute();
    await expect(checkMark(pg.db, kind().open())).rejects.toThrow(/trống và không có dấu.*chưa được gắn/);
    await pg.ownerDb.deleteFrom("stored_file").execute();
  });

  test("another database's store stops the start, whether it has a marker or not", async () => {
    const foreign = kind().open();
    await foreign.writeMark(`Kho\n${newId()}\n`);
    await expect(checkMark(pg.db, foreign)).rejects.toThrow(/mang dấu .* mà cơ sở dữ liệu này dùng kho/);
    const unmarked = kind().open();
    await unmarked.put(Readable.from([Buffer.from("x")]), LIMIT);
    await expect(checkMark(pg.db, unmarked)).rejects.toThrow("có tệp của một cơ sở dữ liệu khác");
    expect(await unmarked.readMark()).toBeUndefined();
  });

  test("a first start that was killed between the database and the marker goes on", async () => {
    const fresh = kind();
    await checkMark(pg.db, fresh.open());
    expect(await fresh.open().readMark()).toBe(await one.open().readMark());
  });
});

describe("a database that knows no store", () => {
  const pg = useDatabase();

  test("takes over a store of before, whose marker had no id, and no store that has one", async () => {
    const foreign = openLocalStore(newFolder());
    await foreign.writeMark(`Kho\n${newId()}\n`);
    await expect(checkMark(pg.db, foreign)).rejects.toThrow("có tệp của một cơ sở dữ liệu khác");
    const folder = newFolder();
    const old = openLocalStore(folder);
    await old.put(Readable.from([Buffer.from("x")]), LIMIT);
    writeFileSync(join(folder, "motcua-files"), "Kho tệp của Một Cửa. Không sửa, không xoá.\n");
    await checkMark(pg.db, old);
    expect(readFileSync(join(folder, "motcua-files"), "utf8")).toMatch(/\n[0-9a-f-]{36}\n$/);
  });
});
