import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { linkReads } from "../server/evidence/link-reads.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { permitToApology } from "../testing/permit-journey.ts";

const demo = useDemoApp();
const run = promisify(execFile);
let permit = "";

beforeAll(async () => {
  permit = await permitToApology(demo);
});

async function verify(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, DATABASE_URL: demo.databaseUrl, MOTCUA_DATA_DIR: demo.deps.config.dataDir, ...more };
  return run(process.execPath, ["bin/motcua", "verify", ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

test("what was recorded holds: exit code 0 and what was looked at", async () => {
  const all = await verify([]);
  expect([all.code, all.stdout]).toEqual([
    0,
    "Không có sai lệch. Đã kiểm tra 1 hồ sơ, 7 sự kiện, 0 gốc Merkle, 0 lượt xem, 0 mắt xích, 0 tệp, 0 byte.\n",
  ]);
  expect(JSON.parse((await verify(["--events", "--json"])).stdout)).toEqual({
    findings: 0,
    dossiers: 1,
    events: 7,
    roots: 0,
  });
});

test("one changed letter: exit code 1, the dossier, the event, what was expected and seen", async () => {
  await sql`update dossier_event set actor_name = 'Ai khác' where dossier_id = ${permit}::uuid and version = 2`.execute(
    demo.ownerDb,
  );
  const { code, stdout } = await verify(["--events", "--json"]);
  const [finding, total] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(code).toBe(1);
  expect(finding).toEqual({
    where: "H99.01-260907-0001",
    fault: "event-altered",
    event: 2,
    expected: expect.stringMatching(/^[0-9a-f]{64}$/),
    seen: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(total).toEqual({ findings: 1, dossiers: 1, events: 7, roots: 0 });
  expect((await verify(["--events"])).stdout).toMatch(
    /^H99\.01-260907-0001, sự kiện 2: Sự kiện đã bị sửa.*\n {4}cần: [0-9a-f]{64}\n {4}thấy: [0-9a-f]{64}\nCó 1 sai lệch\./,
  );
  expect((await verify(["--rollups"])).code).toBe(0);
});

test("a read that was taken out of the log is named by its number", async () => {
  await linkReads(demo.worker.db, demo.deps.now());
  const removed = sql`delete from access_log where id = (select min(id) from access_log) returning id`;
  const { rows } = await demo.ownerDb.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    return removed.execute(tx);
  });
  const { code, stdout } = await verify(["--reads"]);
  const [{ id } = { id: 0 }] = rows as { id: number }[];
  expect([code, stdout]).toEqual([1, expect.stringMatching(`access_log ${id}: Thiếu dòng nhật ký xem`)]);
});

test("a wrong call and a database that is not there: exit code 2", async () => {
  expect((await verify(["--evnets"])).code).toBe(2);
  const away = await verify([], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
  expect([away.code, away.stderr]).toEqual([2, expect.stringContaining("Không kiểm tra được")]);
  const help = await verify(["--help"]);
  expect([help.code, help.stdout]).toEqual([0, expect.stringContaining("--rollups")]);
});
