import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { CHECKS, type CheckName } from "../../domain/health/finding.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { folderOf } from "../platform/files/local-store.ts";
import { moment } from "../../domain/shared/moment.ts";
import { now } from "../platform/clock.ts";
import { examine, type Patient } from "./index.ts";

const demo = useDemoApp();

function patient(changes: Partial<Patient> = {}): Patient {
  return { config: demo.deps.config, faults: [], env: {}, database: { db: demo.ownerDb }, now, ...changes };
}

async function look(name: CheckName, changes: Partial<Patient> = {}) {
  return (await examine(patient(changes))).find((finding) => finding.name === name);
}

beforeAll(async () => {
  await demo.listen();
});

test("a system as it is installed has nothing bad but that no worker runs beside the test", async () => {
  const findings = await examine(patient());
  const broken = findings.filter(({ verdict }) => verdict === "bad").map(({ name }) => name);
  expect(broken).toEqual(["workers"]);
  const asked = CHECKS.filter((name) => name !== "partner");
  expect(findings.map(({ name }) => name)).toEqual(asked);
});

describe("what is wrong with the database is named", () => {
  const undo: string[] = [];
  afterEach(async () => {
    for (const statement of undo.splice(0)) await sql.raw(statement).execute(demo.ownerDb);
  });
  const cases: readonly [CheckName, string, done: string, undone: string][] = [
    [
      "wall",
      "wall-down",
      "alter table draft disable row level security",
      "alter table draft enable row level security",
    ],
    ["roles", "role-too-strong", "alter table draft owner to motcua_app", "alter table draft owner to current_user"],
    [
      "schema",
      "schema-older",
      "update schema_migration set name = 'x' where name = '0044_health.sql'; delete from schema_migration where name = 'x'",
      "insert into schema_migration (name, checksum) values ('0044_health.sql', 'x')",
    ],
    [
      "schema",
      "schema-newer",
      "insert into schema_migration (name, checksum) values ('9999_later.sql', 'x')",
      "delete from schema_migration where name = '9999_later.sql'",
    ],
    [
      "outbox",
      "outbox-late",
      "insert into outbox (topic, payload, created_at) values ('x', '{}', now() - interval '1 hour')",
      "delete from outbox where topic = 'x'",
    ],
    [
      "queue",
      "queue-late",
      "select graphile_worker.add_job('motcua:x', run_at => now() - interval '1 hour')",
      "delete from graphile_worker._private_jobs",
    ],
    [
      "queue",
      "dead-letters",
      "select graphile_worker.add_job('motcua:x'); update graphile_worker._private_jobs set attempts = max_attempts",
      "delete from graphile_worker._private_jobs",
    ],
  ];
  test.each(cases)("%s: %s", async (name, fault, done, undone) => {
    expect((await look(name))?.verdict).toBe("good");
    undo.push(undone);
    for (const statement of done.split("; ")) await sql.raw(statement).execute(demo.ownerDb);
    expect((await look(name))?.fault).toBe(fault);
  });
});

describe("what is wrong elsewhere is named", () => {
  test.each<[CheckName, string, Partial<Patient>]>([
    ["settings", "wrong-settings", { config: undefined, faults: ['PORT is "x"; expected a number'] }],
    ["unknown-settings", "unknown-settings", { env: { MOTCUA_CLAMVA: "1" } }],
    ["database", "unreachable", { database: { failure: "ECONNREFUSED" } }],
    ["database", "not-running", { database: { failure: "not-running" } }],
    ["database-clock", "clocks-differ", { now: () => moment("2026-09-07T08:00:00+07:00") }],
  ])("%s: %s", async (name, fault, changes) => {
    expect((await look(name, changes))?.fault).toBe(fault);
  });

  test("a public address without https, and one behind a proxy that is not believed", async () => {
    const { config } = demo.deps;
    const at = (baseUrl: string) => ({
      config: { ...config, baseUrl, host: "0.0.0.0", trustedProxies: ["127.0.0.0/8"] },
    });
    expect((await look("public-address", at("http://10.1.2.3:3000")))?.fault).toBe("not-https");
    expect((await look("proxies", at("https://127.0.0.1:1")))?.fault).toBe("no-proxy");
    expect((await look("public-address", at("https://127.0.0.1:1")))?.fault).toBe("unreachable");
  });

  test("a scanner and a partner that do not answer", async () => {
    const { config } = demo.deps;
    const files = { ...config.files, clamav: { host: "127.0.0.1", port: 1 } };
    const changed = { config: { ...config, files, stateFeedUrl: "http://127.0.0.1:1/states" } };
    expect((await look("scanner", changed))?.fault).toBe("unreachable");
    expect((await look("partner", changed))?.fault).toBe("unreachable");
  });

  test("a secret that everybody on the machine may read", async () => {
    const file = join(demo.deps.config.dataDir, "s3.secret");
    writeFileSync(file, "geheim", { mode: 0o644 });
    const finding = await look("secret-files", { env: { MOTCUA_S3_SECRET_KEY_FILE: file } });
    expect([finding?.fault, finding?.seen]).toEqual(["readable-by-all", [file]]);
  });

  test("another database's store, and a disk that is not there", async () => {
    const { config } = demo.deps;
    expect((await look("store", { config: { ...config, dataDir: join(config.dataDir, "none") } }))?.fault).toBe(
      "store-unmarked",
    );
    const mark = join(folderOf(config.dataDir, config.schema), "motcua-files");
    writeFileSync(mark, "Kho\n00000000-0000-4000-8000-000000000001\n");
    expect((await look("store"))?.fault).toBe("store-foreign");
  });
});

test("administrators see the same on a page, without what only the machine knows", async () => {
  const page = await demo.app.inject({
    url: "/can-bo/quan-tri/suc-khoe",
    headers: { cookie: await demo.officer("quantri") },
  });
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain("Sức khoẻ hệ thống");
  expect(page.body).toContain("Phân quyền dòng");
  expect(page.body).toContain("Khởi động tiến trình nền");
  expect(page.body).not.toContain("Không kiểm tra được");
  expect(page.body).not.toContain("Tên thiết đặt");
});

const ready = () => demo.app.inject({ url: "/readyz" });

describe("ready to work", () => {
  test("says which part is not, and nothing more", async () => {
    await sql`delete from schema_migration where name = '0044_health.sql'`.execute(demo.ownerDb);
    const answer = await ready();
    expect([answer.statusCode, answer.json()]).toEqual([503, { ok: false, failing: ["schema"] }]);
    await sql`insert into schema_migration (name, checksum) values ('0044_health.sql', 'x'), ('9999_x.sql', 'x')`.execute(
      demo.ownerDb,
    );
    const newer = await ready();
    expect([newer.statusCode, newer.json()]).toEqual([200, { ok: true }]);
  });
});
