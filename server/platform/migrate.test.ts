import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { useDatabase } from "../../testing/database.ts";
import { migrate, unsupportedServer } from "./migrate.ts";

const database = useDatabase();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** This release's migrations and one more. */
function folderWith(name: string, text: string): URL {
  const folder = mkdtempSync(join(tmpdir(), "motcua-migrate-"));
  folders.push(folder);
  cpSync(fileURLToPath(new URL("../../db/migrations", import.meta.url)), folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return pathToFileURL(`${folder}/`);
}

const diskFull = (): Promise<void> => Promise.reject(new Error("disk full"));

const applied = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select name from schema_migration order by name`.execute(
    database.ownerDb,
  );
  return rows.map(({ name }) => name);
};

test("run again it does nothing", async () => {
  expect(await migrate({ url: database.url, schema: "motcua" })).toEqual({ applied: [] });
});

test("several provinces share one database, each in a schema of its own", async () => {
  const { applied: files } = await migrate({ url: database.url, schema: "tinh_khac" });
  expect(files).toEqual(await applied());
});

test("a failing migration leaves nothing behind and is named", async () => {
  const before = await applied();
  const folder = folderWith("9000_bad.sql", "create table half_made (id int); select 1 / 0;");
  await expect(migrate({ url: database.url, schema: "motcua", folder })).rejects.toThrow(
    /^9000_bad\.sql could not be applied and nothing of it was kept: division by zero/,
  );
  const { rows } = await sql`select from pg_class where relname = 'half_made'`.execute(database.ownerDb);
  expect([await applied(), rows]).toEqual([before, []]);
});

test("a schema newer than this release is refused", async () => {
  const folder = folderWith("9001_future.sql", "create table future (id int);");
  await migrate({ url: database.url, schema: "tinh_moi", folder });
  await expect(migrate({ url: database.url, schema: "tinh_moi" })).rejects.toThrow(
    "The database has 9001_future.sql, which this release does not know: it is newer. Start that release.",
  );
});

test("a migration that was edited after it was applied is refused", async () => {
  const edited = folderWith("0001_platform.sql", "select 'edited';");
  await expect(migrate({ url: database.url, schema: "motcua", folder: edited })).rejects.toThrow(
    /^0001_platform\.sql was edited after it was applied\. Restore the file/,
  );
});

test("a name that is no schema name never reaches the server", async () => {
  await expect(migrate({ url: "postgres://127.0.0.1:1/x", schema: 'x"; drop' })).rejects.toThrow(/Not a schema name/);
});

test.each([
  [140_012, "The server is PostgreSQL 14; Một Cửa runs on 15 to 18."],
  [150_000, undefined],
  [180_004, undefined],
  [190_000, "The server is PostgreSQL 19; Một Cửa runs on 15 to 18."],
])("server %i: %s", (version, refusal) => {
  expect(unsupportedServer(version)).toBe(refusal);
});

test("two at once on an empty database: the second waits for the first and finds nothing to do", async () => {
  const name = `motcua_test_${randomUUID().replaceAll("-", "")}`;
  const url = Object.assign(new URL(inject("server").url), { pathname: `/${name}` }).toString();
  const admin = new pg.Client({ connectionString: inject("server").url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  try {
    // Whoever holds the lock holds both up, so that they are inside at the same time for certain.
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query("select pg_advisory_lock(7236001)");
    const both = [1, 2].map(() => migrate({ url, schema: "motcua" }));
    const waiting = "select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted";
    while ((await holder.query<{ n: number }>(waiting)).rows[0]?.n !== 2) await sleep(5);
    await holder.end();
    const counts = (await Promise.all(both)).map((report) => report.applied.length);
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, (await applied()).length]);
  } finally {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
});

test("what is there is kept before it is changed, and when that fails nothing is changed", async () => {
  const schema = "tinh_nang_cap";
  const asked: (readonly string[])[] = [];
  const beforeChange = async (pending: readonly string[]): Promise<void> => void asked.push(pending);
  await migrate({ url: database.url, schema, beforeChange });
  await migrate({ url: database.url, schema, beforeChange });
  expect(asked).toEqual([]);
  const folder = folderWith("9002_more.sql", "create table more (id int);");
  await expect(migrate({ url: database.url, schema, folder, beforeChange: diskFull })).rejects.toThrow("disk full");
  const { rows } = await sql`select from pg_class where relname = 'more'`.execute(database.ownerDb);
  expect(rows).toEqual([]);
  expect(await migrate({ url: database.url, schema, folder, beforeChange })).toEqual({ applied: ["9002_more.sql"] });
  expect(asked).toEqual([["9002_more.sql"]]);
});
