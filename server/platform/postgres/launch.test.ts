import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { EMBEDDED_MAJOR, embeddedPackage } from "./binaries.ts";
import { ensureDatabase, launchPostgres, type EmbeddedServer, type LaunchOptions } from "./launch.ts";
import { isAlive, listServerProcesses } from "./processes.ts";

const asRoot = process.getuid?.() === 0;
const linux = process.platform === "linux";
const servers: EmbeddedServer[] = [];
const processes: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const child of processes.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of the test's own that every user may pass through, as /var/lib is. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "motcua-launch-"));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

async function launch(dataDir: string, options: Partial<LaunchOptions> = {}): Promise<EmbeddedServer> {
  const server = await launchPostgres({ dataDir, unsafe: true, ...options });
  servers.push(server);
  return server;
}

async function query(server: EmbeddedServer, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

const running = (dataDir: string): readonly number[] => listServerProcesses(join(dataDir, "cluster"));

/** Kills the postmaster and every child of it at once, as a power cut would. */
async function kill9(folder: string): Promise<void> {
  for (const pid of running(folder)) process.kill(pid, "SIGKILL");
  while (running(folder).length > 0) await sleep(10);
}

test("boots from nothing, under a path with spaces and Vietnamese letters, and stops in good order", async () => {
  const dataDir = join(newFolder(), "Dữ liệu của tỉnh", "postgres");
  const server = await launch(dataDir);
  expect(server.started).toBe(true);
  expect(await query(server, "select lower('ĐẶNG THỊ')")).toEqual(["đặng thị"]);
  expect(readFileSync(join(dataDir, "cluster", "postmaster.pid"), "utf8").split("\n")[3]).toBe(String(server.port));
  expect(statSync(join(dataDir, "password")).mode & 0o077).toBe(0);
  await server.stop();
  expect([existsSync(join(dataDir, "cluster", "postmaster.pid")), running(dataDir)]).toEqual([false, []]);
  expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).toContain("database system is shut down");
});

test("nobody on the machine enters without the password", async () => {
  const server = await launch(newFolder());
  const stranger = new pg.Client({ host: "127.0.0.1", port: server.port, user: "postgres", database: "postgres" });
  await expect(stranger.connect()).rejects.toThrow(/password/);
});

test("a second launch adopts the live server, and only the last one to leave stops it", async () => {
  const dataDir = newFolder();
  const first = await launch(dataDir);
  const second = await launch(dataDir);
  expect([second.started, second.pid, second.port]).toEqual([false, first.pid, first.port]);
  await first.stop();
  expect(await query(second, "select 1")).toEqual([1]);
  await second.stop();
  expect(running(dataDir)).toEqual([]);
});

test("launches from several processes at once on an empty folder share one cluster and one server", async () => {
  const dataDir = newFolder();
  const children = [1, 2, 3].map(() => childLaunch(dataDir));
  const outputs = await Promise.all(children.map(async (child) => (await said(child)).pid));
  expect(new Set(outputs).size).toBe(1);
  expect(readdirSync(dataDir).filter((name) => name.includes("making"))).toEqual([]);
  const exits = children.map((child) => once(child, "exit"));
  for (const child of children) child.stdin?.end();
  await Promise.all(exits);
  expect(running(dataDir)).toEqual([]);
});

test.runIf(linux)("committed rows survive kill -9 of the postmaster and its children", async () => {
  const dataDir = newFolder();
  const first = await launch(dataDir, { unsafe: false });
  await query(first, "create table kept as select generate_series(1, 20000) as n");
  await kill9(dataDir);
  const second = await launch(dataDir, { unsafe: false });
  expect(await query(second, "select count(*)::int from kept")).toEqual([20_000]);
  expect([second.started, second.pid === first.pid]).toEqual([true, false]);
});

test.runIf(linux)("waits for the orphans of a killed postmaster", async () => {
  const dataDir = newFolder();
  const first = await launch(dataDir);
  process.kill(first.pid, "SIGKILL");
  const second = await launch(dataDir);
  expect([second.started, await query(second, "select 1")]).toEqual([true, [1]]);
});

test.runIf(linux)("a killed server comes back at its port, once, for all that look after it", async () => {
  const dataDir = newFolder();
  const [first, second] = [await launch(dataDir, { revive: true }), await launch(dataDir, { revive: true })];
  await query(first, "create table kept as select 1 as n");
  // Servers of tests give up durability: a commit may still be in the killed process's memory.
  await query(first, "checkpoint");
  const { pid } = first;
  process.kill(pid, "SIGKILL");
  while (first.pid === pid || second.pid === pid) await sleep(20);
  expect([first.pid, await query(first, "select n from kept")]).toEqual([second.pid, [1]]);
  await first.stop();
  expect(await query(second, "select n from kept")).toEqual([1]);
  await second.stop();
  expect(running(dataDir)).toEqual([]);
});

test("a lock file whose number now belongs to another process is neither adopted nor in the way", async () => {
  const dataDir = newFolder();
  const first = await launch(dataDir);
  const lock = readFileSync(join(dataDir, "cluster", "postmaster.pid"), "utf8");
  const { uid, gid } = statSync(join(dataDir, "cluster"));
  await first.stop();
  // Under the same user, because PostgreSQL itself sees through a process of another one.
  const unrelated = spawn("sleep", ["60"], asRoot ? { uid, gid } : {});
  processes.push(unrelated);
  writeFileSync(
    join(dataDir, "cluster", "postmaster.pid"),
    lock.replace(/^\d+/, String(unrelated.pid)).replace(/\n\d{4,5}\n/, "\n1\n"),
    { mode: 0o600 },
  );
  chownSync(join(dataDir, "cluster", "postmaster.pid"), uid, gid);
  const second = await launch(dataDir);
  expect([second.started, second.pid === unrelated.pid]).toEqual([true, false]);
  expect(isAlive(unrelated.pid ?? 0)).toBe(true);
});

test("a cluster of another major is refused with instructions, and nothing is changed", async () => {
  const dataDir = newFolder();
  const cluster = join(dataDir, "cluster");
  mkdirSync(cluster);
  if (asRoot) chownSync(cluster, 65_534, 65_534);
  writeFileSync(join(cluster, "PG_VERSION"), "15\n");
  writeFileSync(join(cluster, "base"), "the province's data");
  await expect(launch(dataDir)).rejects.toThrow(
    new RegExp(`made by PostgreSQL 15, and this release runs ${EMBEDDED_MAJOR}.*pg_dump`),
  );
  expect(readdirSync(cluster)).toEqual(["PG_VERSION", "base"]);
});

test("a folder that holds something else is never emptied", async () => {
  const dataDir = newFolder();
  const cluster = join(dataDir, "cluster");
  mkdirSync(cluster);
  if (asRoot) chownSync(cluster, 65_534, 65_534);
  writeFileSync(join(cluster, "photo.jpg"), "not ours");
  await expect(launch(dataDir)).rejects.toThrow(/not empty and has no PG_VERSION/);
  expect(readdirSync(cluster)).toEqual(["photo.jpg"]);
});

test("an initdb that was killed half way is begun anew", async () => {
  const dataDir = newFolder();
  const child = childLaunch(dataDir);
  const exit = once(child, "exit");
  const halfMade = () => readdirSync(dataDir).filter((name) => /making-\d+$/.test(name));
  while (!halfMade().some((name) => existsSync(join(dataDir, name, "PG_VERSION")))) await sleep(1);
  // The whole group: initdb is a child of that process, and its children are too.
  process.kill(-(child.pid ?? 0), "SIGKILL");
  await exit;
  expect([halfMade().length, existsSync(join(dataDir, "cluster"))]).toEqual([1, false]);
  const server = await launch(dataDir);
  expect([server.started, await query(server, "select 1"), halfMade()]).toEqual([true, [1], []]);
});

/** The package as npm leaves it when it runs no install scripts: without links and without execute bits. */
function bareCopy(): string {
  const copy = join(newFolder(), "package");
  cpSync(embeddedPackage(), copy, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(copy, "native", "pg-symlinks.json"), "utf8")) as { target: string }[];
  for (const { target } of links) rmSync(join(copy, target), { force: true });
  for (const name of readdirSync(join(copy, "native", "bin"))) chmodSync(join(copy, "native", "bin", name), 0o644);
  return copy;
}

test("runs from a package whose install script was not run", async () => {
  const server = await launch(newFolder(), { source: bareCopy() });
  expect(await query(server, "select 'á' < 'b' collate \"vi-VN-x-icu\"")).toEqual([true]);
});

test.runIf(asRoot)("as root it runs as another user, also from a package that only root may read", async () => {
  const source = bareCopy();
  chmodSync(source, 0o700);
  const dataDir = newFolder();
  const server = await launch(dataDir, { source });
  expect(statSync(join(dataDir, "cluster")).uid).not.toBe(0);
  expect(readFileSync(`/proc/${server.pid}/status`, "utf8")).not.toMatch(/^Uid:\s+0/m);
});

test.runIf(asRoot)("as root it says what to do about a data folder that no other user can reach", async () => {
  const closed = newFolder();
  chmodSync(closed, 0o700);
  await expect(launch(join(closed, "data"))).rejects.toThrow(/cannot enter .*data.*Set MOTCUA_DATA_DIR/);
});

test.runIf(asRoot)("as an ordinary user it runs as itself, also from a package it may not write to", async () => {
  const dataDir = newFolder();
  chownSync(dataDir, 65_534, 65_534);
  const child = childLaunch(dataDir, { uid: 65_534, gid: 65_534, source: bareCopy() });
  const { pid } = await said(child);
  expect(readFileSync(`/proc/${pid}/status`, "utf8")).toMatch(/^Uid:\s+65534/m);
  const exit = once(child, "exit");
  child.stdin?.end();
  await exit;
  expect(running(dataDir)).toEqual([]);
});

test.runIf(asRoot)("an ordinary user is told whose cluster it is", async () => {
  const dataDir = newFolder();
  await (await launch(dataDir)).stop();
  chownSync(join(dataDir, "cluster"), 1, 1);
  const child = childLaunch(dataDir, { uid: 65_534, gid: 65_534 });
  await expect(said(child)).rejects.toThrow(/belongs to uid 1 and this is uid 65534/);
});

test("a database is made once, however many ask at once", async () => {
  const server = await launch(newFolder());
  await Promise.all([1, 2, 3].map(() => ensureDatabase(server, "province")));
  expect(await query(server, "select datname from pg_database where datname = 'province'")).toEqual(["province"]);
});

interface ChildOptions {
  readonly uid?: number;
  readonly gid?: number;
  readonly source?: string;
}

/** Launches in a process of its own, which says the server's pid and stops when its input ends. */
function childLaunch(dataDir: string, { source, ...identity }: ChildOptions = {}): ChildProcess {
  const module = new URL("launch.ts", import.meta.url).href;
  const code = `
    const { launchPostgres } = await import(${JSON.stringify(module)});
    try {
      const server = await launchPostgres(${JSON.stringify({ dataDir, unsafe: true, source })});
      console.log(JSON.stringify({ pid: server.pid }));
      process.stdin.on("end", () => server.stop().then(() => process.exit())).resume();
    } catch (error) { console.error(error.message); process.exit(1); }`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    ...identity,
  });
  processes.push(child);
  return child;
}

async function said(child: ChildProcess): Promise<{ pid: number }> {
  for await (const chunk of child.stdout ?? []) return JSON.parse(String(chunk)) as { pid: number };
  const words = await child.stderr?.toArray();
  throw new Error(words?.join(""));
}
