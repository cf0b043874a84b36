import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WORKER_ROLE, openDatabase, type Db } from "../platform/database.ts";
import { copyIn, copyOut } from "../platform/copy.ts";
import { migrate } from "../platform/migrate.ts";
import { openLocalStore } from "../platform/files/local-store.ts";
import { useDatabase } from "../../testing/database.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { birthFiling } from "../../testing/filings.ts";
import { verifyChains } from "../dossier/index.ts";
import { insertDocument } from "../document/document.queries.ts";
import { newId } from "../platform/ids.ts";
import { makeBackup, type BackupReport } from "./make-backup.ts";
import { RestoreError, restoreBackup } from "./restore-backup.ts";
import { connectExactly, copyOutText, listTables } from "./snapshot.queries.ts";
import { verifyBackup } from "./verify-backup.ts";
import { BackupFileError } from "./write-archive.ts";

const demo = useDemoApp();
const target = useDatabase();
const other = useDatabase();
const folder = mkdtempSync(join(tmpdir(), "motcua-backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const archive = join(folder, "province.tar");
/** Longer than one part, so that a file is put together again. */
const LONG_FILE = Buffer.alloc(9 * 1024 * 1024, "Một Cửa ");
let report: BackupReport;
let acknowledged: readonly string[] = [];

const order = () => ({ url: demo.databaseUrl, schema: "motcua", files: demo.deps.files, release: "0.1.0", keys: [] });

async function fileBirth(cookie: string): Promise<string> {
  const response = await demo.call(cookie, "POST", "/api/v1/dossiers", birthFiling, { "idempotency-key": newId() });
  expect(response.statusCode, response.body).toBe(201);
  return response.json<{ id: string }>().id;
}

const describeAll = (at: Db) =>
  sql<{ text: string }>`
    select pg_get_constraintdef(k.oid) || k.conname as text from pg_constraint k where k.connamespace = 'motcua'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'motcua'
    union all select pg_get_triggerdef(t.oid) || t.tgenabled::text from pg_trigger t
      join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'motcua'::regnamespace and not t.tgisinternal
    order by 1`.execute(at);

const intoOther = () => ({ url: other.url, schema: "motcua", files: openLocalStore(join(folder, "other")) });
const dossiers = async (): Promise<number> => {
  const db = openDatabase({ url: other.url, schema: "motcua", role: WORKER_ROLE, max: 1 });
  try {
    return (await verifyChains(db)).dossiers;
  } finally {
    await db.destroy();
  }
};

async function* rowsOf(copied: ReturnType<typeof copyOut>): AsyncGenerator<Buffer> {
  for await (const { bytes } of copied) yield bytes;
}

const readWhole = (): Buffer => readFileSync(archive);
const failing = (): Promise<void> => Promise.reject(new Error("disk full"));
const nothing = async (): Promise<void> => undefined;

beforeAll(async () => {
  const cookie = await demo.officer("tiepnhan.xa");
  const before = [await fileBirth(cookie), await fileBirth(cookie)];
  const stored = await demo.deps.files.put(Readable.from([LONG_FILE]), { maxBytes: LONG_FILE.length });
  await insertDocument(demo.worker.db, {
    id: newId(),
    name: "Bản vẽ.pdf",
    file: { ...stored, mediaType: "application/pdf", pages: 1 },
    sources: [],
    uploadedBy: "x",
    now: demo.deps.now(),
  });
  // The province goes on being worked with while it is written out.
  const during = Array.from({ length: 12 }, () => fileBirth(cookie));
  report = await makeBackup(archive, order());
  await Promise.all(during);
  acknowledged = before;
});

describe("a backup under load", () => {
  test("is one moment: what was acknowledged before it is in it, and every digest holds", async () => {
    const { faults, head, manifest } = await verifyBackup(archive, undefined);
    expect([faults, head, manifest]).toEqual([[], report.head, report.manifest]);
    expect(manifest?.evidence.dossiers).toBeGreaterThanOrEqual(acknowledged.length);
    expect(manifest?.tables["dossier"]?.rows).toBe(manifest?.evidence.dossiers);
    expect(manifest?.files).toMatchObject({ count: 1, bytes: LONG_FILE.length, damaged: [] });
    expect(head?.leftOut).toEqual([
      "arriving_file",
      "passkey_challenge",
      "pending_sign_in",
      "session",
      "upload",
      "upload_part",
      "worker",
    ]);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("never takes the place of a file", async () => {
    await expect(makeBackup(archive, order())).rejects.toMatchObject({ reason: "exists" });
    await expect(makeBackup(join(folder, "absent", "x.tar"), order())).rejects.toMatchObject({ reason: "no-folder" });
    await expect(makeBackup(archive, order())).rejects.toBeInstanceOf(BackupFileError);
  });
});

describe("restoring", () => {
  let db: Db;
  const store = openLocalStore(join(folder, "restored"));
  const into = () => ({ url: target.url, schema: "motcua", files: store });
  afterAll(() => db?.destroy());

  test("brings back the same rows, files and chains, and the application works on them", async () => {
    const restored = await restoreBackup(archive, into());
    expect(restored).toMatchObject({ files: 1, absentFiles: [], chains: { broken: [] } });
    expect(restored.chains.dossiers).toBe(report.manifest.evidence.dossiers);
    const again = await makeBackup(join(folder, "again.tar"), { ...into(), release: "0.1.0", keys: [] });
    // The restored rows name the store that they were restored into.
    const { jobs: _jobs, file_store: _store, ...tables } = again.manifest.tables;
    const { jobs: _before, file_store: _former, ...wanted } = report.manifest.tables;
    expect(tables).toEqual(wanted);
    expect(again.manifest.evidence).toEqual(report.manifest.evidence);
    const [sha256] = [createHash("sha256").update(LONG_FILE).digest("hex")];
    expect((await store.read(sha256)).equals(LONG_FILE)).toBe(true);
    db = openDatabase({ url: target.url, schema: "motcua", role: WORKER_ROLE, max: 2 });
    expect((await verifyChains(db)).broken).toEqual([]);
  });

  test("the schema is the one that the migrations make: nothing that was taken off is missing", async () => {
    const { rows } = await describeAll(demo.ownerDb);
    expect(rows.length).toBeGreaterThan(100);
    expect((await describeAll(target.ownerDb)).rows).toEqual(rows);
  });

  test("numbers given out after the backup are not given out again", async () => {
    const { rows } = await sql<{ next: number }>`select nextval('outbox_id_seq') as next`.execute(target.ownerDb);
    expect(rows[0]?.next).toBeGreaterThan(1_000_000);
  });

  test("a rehearsal compares everything and leaves nothing behind", async () => {
    const rehearsed = await restoreBackup(archive, { ...into(), schema: "motcua_thu", rehearsal: true });
    expect(rehearsed.chains).toMatchObject({ dossiers: report.manifest.evidence.dossiers, broken: [] });
    const { rows } = await sql`select from pg_namespace where nspname = 'motcua_thu'`.execute(target.ownerDb);
    expect(rows).toEqual([]);
  });

  test("an archive whose rows were forged together with their digests breaks the chain and is told", async () => {
    await sql`update dossier_event set actor_name = 'Kẻ khác' where version = 1`.execute(target.ownerDb);
    const forged = join(folder, "forged.tar");
    await makeBackup(forged, { ...into(), release: "0.1.0", keys: [] });
    const { chains } = await restoreBackup(forged, { ...into(), schema: "motcua_thu", rehearsal: true });
    expect(chains.broken).toHaveLength(chains.dossiers);
  });
});

describe("an instance that is not empty", () => {
  beforeAll(async () => void (await restoreBackup(archive, intoOther())));

  test("is refused, and replaced only after what is there was kept", async () => {
    await expect(restoreBackup(archive, intoOther())).rejects.toMatchObject({ reason: "not-empty" });
    const kept: string[] = [];
    const restored = await restoreBackup(archive, { ...intoOther(), replace: async () => void kept.push("kept") });
    expect([kept, restored.chains.broken]).toEqual([["kept"], []]);
  });

  test("stays as it is when keeping it fails", async () => {
    await expect(restoreBackup(archive, { ...intoOther(), replace: failing })).rejects.toThrow("disk full");
    expect(await dossiers()).toBe(report.manifest.evidence.dossiers);
  });

  test("is not replaced under a system that runs", async () => {
    const running = openDatabase({ url: other.url, schema: "motcua", role: WORKER_ROLE, max: 1 });
    await sql`select 1`.execute(running);
    const replacing = { ...intoOther(), replace: async () => expect.unreachable() };
    await expect(restoreBackup(archive, replacing)).rejects.toMatchObject({ reason: "running", seen: "1" });
    await running.destroy();
  });

  test("a restore that is cut off in the middle was never there, and the next one is whole", async () => {
    const before = await dossiers();
    const store = openLocalStore(join(folder, "cut-off"));
    const cutting = {
      ...store,
      put: async (...given: Parameters<typeof store.put>) => {
        // Its rows are loaded by now. As when its process is killed, its connection is gone.
        await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = ${new URL(other.url).pathname.slice(1)} and state = 'idle in transaction'`.execute(
          target.ownerDb,
        );
        return store.put(...given);
      },
    };
    await expect(restoreBackup(archive, { ...intoOther(), files: cutting, replace: nothing })).rejects.toThrow(
      /terminat|connection error/i,
    );
    expect(await dossiers()).toBe(before);
    expect((await restoreBackup(archive, { ...intoOther(), replace: nothing })).chains).toMatchObject({
      dossiers: before,
      broken: [],
    });
  });
});

describe("waiting jobs", () => {
  test("come back under the schema they are restored into, with what they had used up", async () => {
    await sql`select enqueue_job('test.later', '{"a":"một"}', now() + interval '1 day', 'k')`.execute(demo.ownerDb);
    await sql`update graphile_worker._private_jobs set attempts = 3, last_error = 'không tới được' where key = 'motcua:k'`.execute(
      demo.ownerDb,
    );
    const file = join(folder, "jobs.tar");
    await makeBackup(file, order());
    await restoreBackup(file, { url: other.url, schema: "tinh_khac", files: demo.deps.files });
    const { rows } = await sql`
      select j.payload, j.attempts, j.last_error, j.run_at > now() as later, t.identifier, j.key
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'tinh_khac:test.later'`.execute(other.ownerDb);
    expect(rows).toEqual([
      {
        payload: { a: "một" },
        attempts: 3,
        last_error: "không tới được",
        later: true,
        identifier: "tinh_khac:test.later",
        key: "tinh_khac:k",
      },
    ]);
  });
});

describe("a backup of another schema version", () => {
  const LAST_OF_FORMER = "0022";
  const former = useDatabase();

  /** The same province as an earlier release held it, with that release's tables and columns. */
  async function makeFormer(): Promise<void> {
    const source = fileURLToPath(new URL("../../db/migrations", import.meta.url));
    const migrations = join(folder, "former-migrations");
    cpSync(source, migrations, {
      recursive: true,
      filter: (path) => path === source || basename(path).slice(0, 4) <= LAST_OF_FORMER,
    });
    await migrate({ url: former.url, schema: "truoc", folder: pathToFileURL(`${migrations}/`) });
    const [from, to] = [await connectExactly(demo.databaseUrl), await connectExactly(former.url)];
    await from.query("set search_path to motcua, public");
    await to.query("set search_path to truoc, public; set session_replication_role to replica");
    const now = new Map((await listTables(from, "motcua")).map((table) => [table.name, table.columns]));
    for (const { name, columns } of await listTables(to, "truoc")) {
      if (name === "schema_migration") continue;
      const shared = { name, columns: columns.filter((column) => now.get(name)?.includes(column)) };
      await to.query(`delete from ${name}`);
      const list = shared.columns.map((column) => `"${column}"`).join(", ");
      await copyIn(to, `copy ${name} (${list}) from stdin`, rowsOf(copyOut(from, copyOutText(from, shared))));
    }
    await from.end();
    await to.end();
  }

  test("of a former one is loaded as it was and then brought to this release", async () => {
    await makeFormer();
    const file = join(folder, "former.tar");
    const { head, manifest } = await makeBackup(file, { ...order(), url: former.url, schema: "truoc" });
    expect(head.migrations.at(-1)?.name.slice(0, 4)).toBe(LAST_OF_FORMER);
    expect(manifest.evidence.dossiers).toBeGreaterThan(2);
    const restored = await restoreBackup(file, { url: former.url, schema: "sau", files: demo.deps.files });
    expect(restored.chains).toMatchObject({ dossiers: manifest.evidence.dossiers, broken: [] });
    expect(await migrate({ url: former.url, schema: "sau" })).toEqual({ applied: [] });
  });

  test("of a newer one is refused by name, and nothing is changed", async () => {
    await sql`insert into truoc.schema_migration (name, checksum) values ('9999_future.sql', 'x')`.execute(
      former.ownerDb,
    );
    const file = join(folder, "newer.tar");
    await makeBackup(file, { ...order(), url: former.url, schema: "truoc" });
    await expect(
      restoreBackup(file, { url: former.url, schema: "khong", files: demo.deps.files }),
    ).rejects.toMatchObject({ reason: "newer", seen: "9999_future.sql" });
    const { rows } = await sql`select from pg_namespace where nspname = 'khong'`.execute(former.ownerDb);
    expect(rows).toEqual([]);
  });
});

describe("a damaged archive", () => {
  const damaged = join(folder, "damaged.tar");
  const check = async (content: Buffer) => {
    writeFileSync(damaged, content);
    return (await verifyBackup(damaged, undefined)).faults;
  };

  test("one changed byte anywhere is found", async () => {
    const whole = readWhole();
    const places = Array.from({ length: 24 }, (_none, index) => Math.floor((whole.length - 1) * (index / 23)));
    for (const at of places) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await check(changed), `byte ${at}`).not.toEqual([]);
    }
  }, 120_000);

  test("the part is named", async () => {
    const whole = readWhole();
    const at = whole.indexOf("tables/dossier_event/000001.gz") + 600;
    const file = whole.indexOf("Một Cửa Một Cửa");
    const change = (place: number): Buffer => {
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ 1;
      return changed;
    };
    expect(await check(change(at))).toContainEqual({ code: "part-changed", at: "tables/dossier_event/000001.gz" });
    const sha256 = createHash("sha256").update(LONG_FILE).digest("hex");
    expect(await check(change(file))).toEqual([{ code: "file-changed", at: sha256 }]);
  });

  test.each([0.2, 0.9, 0.9999])("cut off after %d of it", async (share) => {
    const whole = readWhole();
    const [fault] = await check(whole.subarray(0, Math.floor(whole.length * share)));
    expect(fault?.code).toBe("cut-off");
  });

  test("something else altogether", async () => {
    expect((await check(Buffer.from("không phải bản sao lưu".repeat(100))))[0]?.code).toBe("not-an-archive");
    expect((await check(Buffer.alloc(0)))[0]?.code).toBeDefined();
  });

  test("is not restored, and what is there stays", async () => {
    const whole = readWhole();
    writeFileSync(damaged, whole.subarray(0, whole.length - 5000));
    const replacing = { url: target.url, schema: "motcua", files: demo.deps.files, replace: async () => undefined };
    await expect(restoreBackup(damaged, replacing)).rejects.toBeInstanceOf(RestoreError);
    expect((await verifyChains(target.ownerDb)).dossiers).toBe(report.manifest.evidence.dossiers);
  });
});

describe("a file that the store has lost", () => {
  test("is named in the archive, and the rest is in it", async () => {
    const store = openLocalStore(join(folder, "empty-store"));
    const poor = join(folder, "poor.tar");
    const sha256 = createHash("sha256").update(LONG_FILE).digest("hex");
    const { manifest } = await makeBackup(poor, { ...order(), files: store });
    expect(manifest.files.damaged).toEqual([{ sha256, reason: "missing" }]);
    expect((await verifyBackup(poor, undefined)).faults).toEqual([]);
  });

  test("or that has changed there, too", async () => {
    const place = join(folder, "changed-store");
    const store = openLocalStore(place);
    const { sha256 } = await store.put(Readable.from([LONG_FILE]), { maxBytes: LONG_FILE.length });
    const path = join(place, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    chmodSync(path, 0o640);
    writeFileSync(path, Buffer.concat([LONG_FILE.subarray(0, -1), Buffer.from("?")]));
    const poor = join(folder, "changed.tar");
    const { manifest } = await makeBackup(poor, { ...order(), files: store });
    expect(manifest.files.damaged).toEqual([{ sha256, reason: "changed" }]);
    expect((await verifyBackup(poor, undefined)).faults).toEqual([]);
  });
});

describe("a sealed archive", () => {
  const sealed = join(folder, "sealed.tar");

  test("opens with its passphrase alone and shows nothing of its content", async () => {
    await makeBackup(sealed, { ...order(), passphrase: "mật khẩu dài" });
    expect(readFileSync(sealed).includes("head.json")).toBe(false);
    expect((await verifyBackup(sealed, "mật khẩu dài")).faults).toEqual([]);
    expect((await verifyBackup(sealed, undefined)).faults).toEqual([{ code: "passphrase-missing", at: "byte 0" }]);
    expect((await verifyBackup(sealed, "sai")).faults).toEqual([{ code: "passphrase-wrong", at: "byte 0" }]);
  });

  test("a changed byte, a missing end and a missing piece are found", async () => {
    const whole = readFileSync(sealed);
    const middle = Math.floor(whole.length / 2);
    const changed = Buffer.from(whole);
    changed[middle] = (changed[middle] ?? 0) ^ 1;
    const piece = 1024 * 1024 + 16;
    const without = Buffer.concat([whole.subarray(0, 55 + piece), whole.subarray(55 + 2 * piece)]);
    for (const bytes of [changed, whole.subarray(0, 55 + 3 * piece), without]) {
      const file = join(folder, "sealed-damaged.tar");
      writeFileSync(file, bytes);
      expect((await verifyBackup(file, "mật khẩu dài")).faults.map(({ code }) => code)).toContain("changed");
    }
    expect(existsSync(`${sealed}.part`)).toBe(false);
  });
});
