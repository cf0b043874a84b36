import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { embeddedPackage, runnableBinaries } from "./binaries.ts";
import { SUPERUSER, ensureCluster, ensurePassword, type Cluster } from "./cluster.ts";
import { isAlive, isServerOf, listServerProcesses, readLockFile } from "./processes.ts";
import { canReach, makePassable, serverIdentity } from "./run-as.ts";
import { joinUsers, type ServerUser } from "./users.ts";

export interface EmbeddedServer {
  /** Address as the superuser, password included, with the given database. */
  url(database: string): string;
  /** False when a server that was already running was adopted. */
  readonly started: boolean;
  readonly pid: number;
  readonly port: number;
  /** Leaves the server; the last process that leaves stops it, fast and in good order. */
  stop(): Promise<void>;
}

export interface LaunchOptions {
  /** Folder for the cluster; made when absent. Refused when it belongs to another PostgreSQL major. */
  readonly dataDir: string;
  /** Tests trade durability for speed. Never for real data. */
  readonly unsafe?: boolean;
  /** Folder of the package that brings PostgreSQL, when it is not the installed one. */
  readonly source?: string;
  /** Starts the server anew, at the same port, when it ends though nobody stopped it. */
  readonly revive?: boolean;
}

/** A crashed cluster with much to replay may take this long, as long as its process lives. */
const LONGEST_RECOVERY_MS = 15 * 60_000;
const START_ATTEMPTS = 5;
const PAUSE_MS = 50;
const LOOK_EVERY_MS = 500;

/**
 * Starts PostgreSQL on the folder, or adopts the one that is already running there (after a killed process, or a
 * second `npm start`). Listens on 127.0.0.1 and a free port only; a crashed cluster recovers by itself.
 */
export async function launchPostgres(options: LaunchOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const folder = join(dataDir, "cluster");
  const identity = serverIdentity(folder);
  if (identity) openWay(dataDir, identity.uid);
  else mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const native = runnableBinaries(options.source ?? embeddedPackage(), { copies: dataDir, runAs: identity });
  const password = ensurePassword(join(dataDir, "password"));
  const cluster: Cluster = { folder, native, identity, password, unsafe: options.unsafe ?? false };
  ensureCluster(cluster);
  const user = joinUsers(join(dataDir, "users"));
  try {
    const log = join(dataDir, "postgres.log");
    const running = await startOrAdopt(cluster, log);
    return handle(cluster, { running, user, watch: options.revive ? reviving(cluster, running, log) : undefined });
  } catch (error) {
    user.leave();
    throw error;
  }
}

function openWay(dataDir: string, uid: number): void {
  makePassable(dataDir);
  if (canReach(dataDir)) return;
  throw new Error(
    `PostgreSQL runs as uid ${uid} and cannot enter ${dataDir}, because a folder above it is closed. ` +
      `Set MOTCUA_DATA_DIR to a folder such as /var/lib/motcua, or start as an ordinary user.`,
  );
}

async function startOrAdopt(cluster: Cluster, log: string, port?: number): Promise<Running> {
  const deadline = performance.now() + LONGEST_RECOVERY_MS;
  for (let starts = 0; performance.now() < deadline && starts < START_ATTEMPTS; await sleep(PAUSE_MS)) {
    const lock = readLockFile(cluster.folder);
    if (lock?.port && (await isOurs(cluster, lock.port))) {
      return { ...lock, started: false };
    }
    // It is starting, recovering or stopping; or children of a killed postmaster have not yet noticed.
    if (lock && isServerOf(cluster.folder, lock.pid)) continue;
    if (listServerProcesses(cluster.folder).length > 0) continue;
    if (lock) removeStaleLock(cluster.folder, lock.pid);
    starts += 1;
    const started = await start(cluster, log, port ?? (await freePort()));
    if (started) return { ...started, started: true };
  }
  throw new Error(`PostgreSQL did not start on ${cluster.folder}. Its last words, from ${log}:\n${lastLines(log)}`);
}

/** PostgreSQL would take any living process of the same user for the server that made the file. */
function removeStaleLock(folder: string, pid: number): void {
  if (process.platform !== "win32" && isAlive(pid) && readLockFile(folder)?.pid === pid)
    rmSync(join(folder, "postmaster.pid"), { force: true });
}

function lastLines(log: string): string {
  return readFileSync(log, "utf8").trimEnd().split("\n").slice(-5).join("\n");
}

/** Whether the server at the port answers, lets us in and serves this very cluster. */
async function isOurs({ folder, password }: Pick<Cluster, "folder" | "password">, port: number): Promise<boolean> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: SUPERUSER,
    password,
    database: "postgres",
    connectionTimeoutMillis: 2000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
    return rows[0] !== undefined && realpathSync(rows[0].folder) === realpathSync(folder);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface Process {
  readonly pid: number;
  readonly port: number;
}

interface Running extends Process {
  readonly started: boolean;
}

interface Watch {
  /** The server as it runs now. */
  readonly current: Process;
  end(): Promise<void>;
}

/**
 * Looks after a server: one that was killed is started again where its clients look for it, by whichever of the
 * processes that use it sees it first.
 */
function reviving(cluster: Cluster, first: Process, log: string): Watch {
  let current = first;
  let begun: Promise<void> | undefined;
  const revive = async (): Promise<void> => {
    try {
      current = await startOrAdopt(cluster, log, first.port);
    } catch {
      // The port may be somebody else's for a moment; its log says why. The next look tries again.
    }
    begun = undefined;
  };
  const timer = setInterval(() => {
    if (!isAlive(current.pid)) begun ??= revive();
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    get current() {
      return current;
    },
    async end() {
      clearInterval(timer);
      await begun;
    },
  };
}

/** A new server, or undefined when it ended at once: the port was taken, or another start was quicker. */
async function start(cluster: Cluster, log: string, port: number): Promise<Process | undefined> {
  const { folder, native, identity, unsafe } = cluster;
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"];
  if (unsafe) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
  const args = ["-D", folder, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const output = openSync(log, "a");
  // Detached: Ctrl+C in the terminal is for us, and we stop the server in good order.
  const child = spawn(join(native, "bin", "postgres"), args, {
    cwd: "/",
    stdio: ["ignore", output, output],
    detached: true,
    windowsHide: true,
    ...identity,
  });
  closeSync(output);
  let failure: Error | undefined;
  child.on("error", (error) => (failure = error)).unref();
  const deadline = performance.now() + LONGEST_RECOVERY_MS;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    if (failure) throw failure;
    if (readLockFile(folder)?.pid === child.pid && (await isOurs(cluster, port))) return { pid: child.pid ?? 0, port };
    await sleep(PAUSE_MS);
  }
  return undefined;
}

async function freePort(): Promise<number> {
  return new Promise((done, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function handle(
  { folder, native, identity, password }: Cluster,
  { running, user, watch }: { readonly running: Running; readonly user: ServerUser; readonly watch: Watch | undefined },
): EmbeddedServer {
  const { port, started } = running;
  const pidNow = (): number => watch?.current.pid ?? running.pid;
  return {
    get pid() {
      return pidNow();
    },
    port,
    started,
    url: (database) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`,
    async stop() {
      await watch?.end();
      if (!user.leave() || !isServerOf(folder, pidNow())) return;
      const args = ["-D", folder, "-m", "fast", "-w", "stop"];
      const { status, stderr } = spawnSync(join(native, "bin", "pg_ctl"), args, {
        cwd: "/",
        encoding: "utf8",
        ...identity,
      });
      if (status !== 0) throw new Error(`PostgreSQL on ${folder} did not stop: ${stderr.trim()}`);
    },
  };
}

/**
 * Address of the server that is running on the folder, as the superuser with the given database; undefined when none
 * is. Starts and makes nothing.
 */
export async function findPostgres(dataDir: string, database: string): Promise<string | undefined> {
  const folder = join(resolve(dataDir), "cluster");
  const lock = readLockFile(folder);
  const secret = join(resolve(dataDir), "password");
  if (!lock?.port || !existsSync(secret)) return undefined;
  const password = readFileSync(secret, "utf8").trim();
  if (!(await isOurs({ folder, password }, lock.port))) return undefined;
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${lock.port}/${database}`;
}

/** Creates the database when it is absent. */
export async function ensureDatabase(server: EmbeddedServer, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Two starts at once: the other one made it (42P04), or is making it (23505).
    if (!["42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await client.end();
  }
}
