import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { EMBEDDED_MAJOR, copyBinaries, embeddedBinaries } from "./binaries.ts";
import { canReach, giveTo, serverIdentity, type RunAs } from "./run-as.ts";

export interface EmbeddedServer {
  /** Address as the superuser, with the given database. */
  url(database: string): string;
  /** False when a server that was already running was adopted: whoever started it stops it. */
  readonly started: boolean;
  readonly pid: number;
  /** Fast, orderly stop of a server that we started; does nothing to an adopted one. */
  stop(): Promise<void>;
}

export interface LaunchOptions {
  /** Folder for the cluster; made when absent. Refused when it belongs to another PostgreSQL major. */
  readonly dataDir: string;
  /** Tests trade durability for speed. Never for real data. */
  readonly unsafe?: boolean;
}

const ATTEMPTS = 40;
const SUPERUSER = "postgres";

/**
 * Starts PostgreSQL on the folder, or adopts the one that is already running there (after a killed process, or a
 * second `npm start`). Listens on 127.0.0.1 and a free port only; a crashed cluster recovers by itself.
 */
export async function launchPostgres({ dataDir, unsafe = false }: LaunchOptions): Promise<EmbeddedServer> {
  const identity = serverIdentity();
  mkdirSync(dataDir, { recursive: true });
  if (identity) openWay(dataDir, identity);
  const cluster = join(dataDir, "cluster");
  const native = reachableBinaries(identity);
  prepareCluster({ cluster, native, identity, unsafe });

  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const live = liveServer(cluster);
    if (live && (await answers(live.port))) return handle({ ...live, cluster, native, identity, started: false });
    if (!live) {
      const port = await start({ cluster, native, identity, unsafe, log: join(dataDir, "postgres.log") });
      const started = port ? liveServer(cluster) : undefined;
      if (started) return handle({ ...started, cluster, native, identity, started: true });
    }
    // After kill -9 the children of the old postmaster must exit before a new one may start.
    await sleep(250);
  }
  throw new Error(`PostgreSQL did not start on ${cluster}. Its own words are in ${join(dataDir, "postgres.log")}.`);
}

function openWay(dataDir: string, identity: RunAs): void {
  chmodSync(dataDir, 0o755);
  if (!canReach(dataDir)) {
    throw new Error(
      `PostgreSQL runs as uid ${identity.uid} and cannot enter ${dataDir}, because a folder above it is closed. ` +
        `Set MOTCUA_DATA_DIR to a folder such as /var/lib/motcua, or start as an ordinary user.`,
    );
  }
}

function reachableBinaries(identity: RunAs | undefined): string {
  const native = embeddedBinaries();
  return !identity || canReach(join(native, "bin"))
    ? native
    : copyBinaries(native, `/var/lib/motcua/pg-${EMBEDDED_MAJOR}`);
}

interface Cluster {
  readonly cluster: string;
  readonly native: string;
  readonly identity: RunAs | undefined;
  readonly unsafe: boolean;
}

function prepareCluster({ cluster, native, identity, unsafe }: Cluster): void {
  const versionFile = join(cluster, "PG_VERSION");
  if (existsSync(versionFile)) {
    const major = readFileSync(versionFile, "utf8").trim();
    if (major === EMBEDDED_MAJOR) return;
    throw new Error(
      `${cluster} was made by PostgreSQL ${major}, and this release runs ${EMBEDDED_MAJOR}. Nothing was changed. ` +
        `Export with the release that made it (motcua backup), move the folder away, start, and import (motcua restore).`,
    );
  }
  // An initdb that was cut off leaves a folder without PG_VERSION; it holds no data.
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { mode: 0o700 });
  giveTo(cluster, identity);
  const args = ["-D", cluster, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"];
  args.push("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", ...(unsafe ? ["--no-sync"] : []));
  const done = spawnSync(join(native, "bin", "initdb"), args, { encoding: "utf8", cwd: "/", ...identity });
  if (done.status !== 0) throw new Error(`initdb failed: ${done.stderr || String(done.error)}`);
}

/** Pid and port of the postmaster that holds the cluster, if that process is alive. */
function liveServer(cluster: string): { pid: number; port: number } | undefined {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid && port && isAlive(pid) ? { pid, port } : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: SUPERUSER,
    database: "postgres",
    connectionTimeoutMillis: 2000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function start({
  cluster,
  native,
  identity,
  unsafe,
  log,
}: Cluster & { log: string }): Promise<number | undefined> {
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"];
  if (unsafe) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
  const args = ["-D", cluster, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const output = openSync(log, "a");
  const child = spawn(join(native, "bin", "postgres"), args, {
    cwd: "/",
    stdio: ["ignore", output, output],
    detached: true,
    ...identity,
  });
  child.on("error", () => undefined).unref();
  for (let waited = 0; waited < 60_000 && child.exitCode === null; waited += 50) {
    if (liveServer(cluster)?.pid === child.pid && (await answers(port))) return port;
    await sleep(50);
  }
  return undefined;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

interface Running extends Omit<Cluster, "unsafe"> {
  readonly pid: number;
  readonly port: number;
  readonly started: boolean;
}

function handle({ pid, port, cluster, native, identity, started }: Running): EmbeddedServer {
  return {
    pid,
    started,
    url: (database) => `postgres://${SUPERUSER}@127.0.0.1:${port}/${database}`,
    async stop() {
      if (!started) return;
      spawnSync(join(native, "bin", "pg_ctl"), ["-D", cluster, "-m", "fast", "-w", "stop"], { cwd: "/", ...identity });
    },
  };
}

/** Creates the database when it is absent. */
export async function ensureDatabase(server: EmbeddedServer, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Two starts at once: the other one made it.
    if ((error as { code?: string }).code !== "42P04") throw error;
  } finally {
    await client.end();
  }
}
