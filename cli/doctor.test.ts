import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { useDemoApp } from "../testing/demo-app.ts";

const demo = useDemoApp();
const run = promisify(execFile);
const empty = mkdtempSync(join(tmpdir(), "motcua-doctor-"));
afterAll(() => rmSync(empty, { recursive: true, force: true }));

async function motcua(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, DATABASE_URL: demo.databaseUrl, MOTCUA_DATA_DIR: demo.deps.config.dataDir, ...more };
  return run(process.execPath, ["bin/motcua", ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

/** Every row of every table, and every file with its time, in one digest. */
async function stateOfAll(): Promise<string> {
  const hash = createHash("sha256");
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', t.table_schema, t.table_name) as name from information_schema.tables t
    where t.table_schema in ('motcua', 'graphile_worker') and t.table_type = 'BASE TABLE' order by 1`.execute(
    demo.ownerDb,
  );
  for (const { name } of tables) {
    const { rows } = await sql<{ all: string }>`
      select coalesce(md5(string_agg(t::text || t.xmin::text, '|' order by t::text)), '') as all
      from ${sql.raw(name)} t`.execute(demo.ownerDb);
    hash.update(`${name} ${rows[0]?.all ?? ""}\n`);
  }
  const { dataDir } = demo.deps.config;
  for (const name of readdirSync(dataDir, { recursive: true })
    .map(String)
    .toSorted((a, b) => (a < b ? -1 : 1))) {
    const { mtimeMs, mode } = lstatSync(join(dataDir, name));
    hash.update(`${name} ${mtimeMs} ${mode}\n`);
  }
  return hash.digest("hex");
}

test("looks at everything, changes nothing, and exits with 1 for what is bad", async () => {
  const before = await stateOfAll();
  const { code, stdout } = await motcua(["doctor"]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/✓ Cơ sở dữ liệu/);
  expect(stdout).toMatch(/✗ Tiến trình nền +0 đang chạy\n {4}cần: ít nhất 1\n {4}→ Khởi động tiến trình nền/);
  expect(await stateOfAll()).toBe(before);
});

test("a change made in between would be seen by that comparison", async () => {
  const before = await stateOfAll();
  await sql`update province_setting set hotline = hotline`.execute(demo.ownerDb);
  await sql`update agency set hotline = hotline where code = 'H99'`.execute(demo.ownerDb);
  expect(await stateOfAll()).not.toBe(before);
});

test("works without the database, without a data folder, with wrong settings, and makes nothing", async () => {
  const away = await motcua(["doctor", "--json"], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
  const { verdict, checks } = JSON.parse(away.stdout);
  expect([away.code, verdict]).toEqual([1, "bad"]);
  expect(checks).toContainEqual(
    expect.objectContaining({ name: "database", fault: "unreachable", seen: "ECONNREFUSED" }),
  );
  const bare = await motcua(["doctor"], { DATABASE_URL: "", MOTCUA_DATA_DIR: join(empty, "data") });
  expect([bare.code, bare.stdout]).toEqual([1, expect.stringContaining("Chạy motcua start")]);
  expect(readdirSync(empty)).toEqual([]);
  const wrong = await motcua(["doctor"], { PORT: "chín" });
  expect([wrong.code, wrong.stdout]).toEqual([1, expect.stringContaining('PORT is "chín"')]);
  expect((await motcua(["doctor", "--jsno"])).code).toBe(2);
});

test("no secret is printed, by doctor or config print", async () => {
  const secrets = {
    MOTCUA_FILES: "s3",
    MOTCUA_S3_ENDPOINT: "http://127.0.0.1:1",
    MOTCUA_S3_BUCKET: "giay-to",
    MOTCUA_S3_ACCESS_KEY: "Khoa-Truy-Cap",
    MOTCUA_S3_SECRET_KEY: "Khoa-Bi-Mat",
    MOTCUA_BACKUP_PASSPHRASE: "Mat-Khau-Sao-Luu",
    DATABASE_URL: "postgres://chu:Mat-Khau-CSDL@127.0.0.1:1/none",
  };
  for (const command of [["doctor"], ["doctor", "--json"], ["config", "print"], ["config", "print", "--json"]]) {
    const { stdout, stderr } = await motcua(command, secrets);
    expect(stdout).not.toBe("");
    expect(`${stdout}${stderr}`).not.toMatch(/Khoa-|Mat-Khau-/);
  }
});

test("config print tells where each value comes from", async () => {
  const file = join(process.cwd(), "package.json");
  const { stdout } = await motcua(["config", "print", "--json"], { MOTCUA_BACKUP_PASSPHRASE_FILE: file, PORT: "4711" });
  const settings = JSON.parse(stdout);
  expect(readFileSync(file, "utf8").length).toBeGreaterThan(12);
  expect(settings).toContainEqual({ name: "PORT", value: "4711", source: "environment", file: null });
  expect(settings).toContainEqual({ name: "MOTCUA_BACKUP_PASSPHRASE", value: "••••••", source: "file", file });
  expect(settings).toContainEqual({ name: "MOTCUA_RESTORE_POINTS", value: "yes", source: "default", file: null });
});
