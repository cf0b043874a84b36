import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDemo } from "../demo/load.ts";
import {
  applyConfiguration,
  readConfigured,
  readDocument,
  writeDocument,
  type ConfigReport,
} from "../server/administration/index.ts";
import { configKinds } from "../server/config-kinds.ts";
import { moment } from "../domain/shared/moment.ts";
import { useDatabase } from "../testing/database.ts";
import type { Db } from "../server/platform/database.ts";

const full = useDatabase();
const empty = useDatabase();
const run = promisify(execFile);
const now = moment("2026-09-07T08:00:00+07:00");
const actor = { kind: "system", id: "motcua", name: "Quản trị hệ thống" } as const;
const folder = mkdtempSync(join(tmpdir(), "motcua-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const exported = async (db: Db): Promise<string> =>
  writeDocument(await readConfigured(configKinds, { db, actor, now }));
const bring = (db: Db, text: string, dryRun = false): Promise<ConfigReport> =>
  applyConfiguration(configKinds, readDocument(text, configKinds), { db, actor, now, dryRun });

beforeAll(async () => {
  await loadDemo({ db: full.ownerDb, now });
});

async function motcua(args: readonly string[]) {
  const env = { ...process.env, DATABASE_URL: full.url, MOTCUA_DATA_DIR: folder, MOTCUA_RESTORE_POINTS: "no" };
  return run(process.execPath, ["bin/motcua", "config", ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

test("the demo province goes into an empty one and comes out the same; a second time nothing changes", async () => {
  const text = await exported(full.ownerDb);
  const first = await bring(empty.ownerDb, text);
  expect(first.refused).toEqual([]);
  expect(first.applied).toBe(true);
  expect(await exported(empty.ownerDb)).toBe(text);
  expect((await bring(empty.ownerDb, text)).changes).toEqual([]);
  expect((await bring(full.ownerDb, text)).changes).toEqual([]);
});

test("the document holds no password, no session and no dossier", async () => {
  const text = await exported(full.ownerDb);
  const { rows } = await sql<{ secret: string }>`
    select a.password_hash as secret from account a where a.password_hash is not null`.execute(full.ownerDb);
  expect(rows.length).toBeGreaterThan(10);
  for (const { secret } of rows) expect(text).not.toContain(secret);
  expect(text).not.toContain("scrypt");
});

test("whatever hotlines are given, they come out as they went in, and a look changes nothing", async () => {
  const before = await exported(full.ownerDb);
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[0-9]{4,10}$/), async (hotline) => {
      const document = JSON.parse(before);
      document.province[0].hotline = hotline;
      const { changes } = await bring(full.ownerDb, JSON.stringify(document), true);
      const expected = hotline === JSON.parse(before).province[0].hotline ? [] : [hotline];
      expect(changes.flatMap(({ values }) => values.map(({ after }) => after))).toEqual(expected);
    }),
    { numRuns: 10 },
  );
  expect(await exported(full.ownerDb)).toBe(before);
});

describe("on the command line", () => {
  test("export, edit, diff, apply: the change is told in words, kept, and logged with a name", async () => {
    const file = join(folder, "tinh.json");
    expect((await motcua(["export", file])).code).toBe(0);
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace(
        /"hotline": "1022"(,\s+"emergencyHours": "4"\s+\}\s+\],\s+"officers")/,
        '"hotline": "19001022"$1',
      ),
    );
    const look = await motcua(["diff", file]);
    expect([look.code, look.stdout]).toEqual([
      0,
      "Tỉnh: sửa\n    Đường dây nóng: “1022” → “19001022”\n1 thay đổi, chưa áp dụng; áp dụng bằng config apply TỆP --yes.\n",
    ]);
    const done = await motcua(["apply", file, "--yes", "--by", "Trần Thị Vận Hành"]);
    expect([done.code, done.stdout]).toEqual([0, expect.stringContaining("Đã áp dụng 1 thay đổi.")]);
    expect((await motcua(["apply", file, "--yes"])).stdout).toBe("Không có gì thay đổi.\n");
    const { rows } = await sql<{ by: string }>`
      select c.actor_name as by from organisation_change c where c.action = 'province-changed'`.execute(full.ownerDb);
    expect(rows).toEqual([{ by: "Trần Thị Vận Hành" }]);
  });

  test("one bad row: nothing at all is taken, and the row and its column are named", async () => {
    const before = await exported(full.ownerDb);
    const document = JSON.parse(before);
    document.province[0].hotline = "1900 1111";
    document.officers[0].roles = "Vua";
    const file = join(folder, "sai.json");
    writeFileSync(file, JSON.stringify(document));
    const { code, stdout } = await motcua(["apply", file, "--yes"]);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/Cán bộ, mục 1: Nhiệm vụ: “Vua”[^]*Không áp dụng gì/)]);
    expect(await exported(full.ownerDb)).toBe(before);
  });

  test.each([
    ["{", "không phải tài liệu JSON"],
    ['{"format":"other"}', "không phải tài liệu cấu hình"],
    ['{"format":"motcua-config/1","dossiers":[]}', "không biết"],
    ['{"format":"motcua-config/1","agencies":[{"password":"x"}]}', "trường lạ"],
    ['{"format":"motcua-config/1","agencies":[{"code":5}]}', "trường lạ"],
  ])("%s is refused", async (text, words) => {
    const file = join(folder, "la.json");
    writeFileSync(file, text);
    const { code, stderr } = await motcua(["diff", file]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
  });

  test("a wrong call: exit code 2", async () => {
    for (const args of [[], ["apply"], ["difff", "x"], ["print", "x"]]) expect((await motcua(args)).code).toBe(2);
  });
});
