import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { EMBEDDED_MAJOR } from "./binaries.ts";
import { isAlive } from "./processes.ts";
import { giveTo, type RunAs } from "./run-as.ts";

export const SUPERUSER = "postgres";

export interface Cluster {
  readonly folder: string;
  readonly native: string;
  readonly identity: RunAs | undefined;
  readonly password: string;
  /** Tests trade durability for speed. */
  readonly unsafe: boolean;
}

/**
 * The superuser's password, made once and kept readable for its owner alone: on a machine with several users
 * 127.0.0.1 is open to all of them.
 */
export function ensurePassword(file: string): string {
  if (!existsSync(file)) {
    const making = `${file}.${process.pid}`;
    writeFileSync(making, randomBytes(24).toString("base64url"), { mode: 0o600, flush: true });
    try {
      linkSync(making, file);
    } catch (error) {
      // Two starts at once: the other one's counts.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    rmSync(making);
  }
  return readFileSync(file, "utf8");
}

/**
 * Makes the cluster when there is none: beside, and moved in place once it is whole, so that an initdb that was cut
 * off or that ran twice at once never looks like data. Throws, changing nothing, on a cluster of another major.
 */
export function ensureCluster(cluster: Cluster): void {
  const { folder } = cluster;
  removeLeftovers(folder);
  if (existsSync(folder) && readdirSync(folder).length > 0) return refuseForeign(folder);
  const making = `${folder}.making-${process.pid}`;
  mkdirSync(making, { mode: 0o700 });
  giveTo(making, cluster.identity);
  initialise(cluster, making);
  try {
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(making, folder);
    syncFolder(dirname(folder));
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Two starts at once: the other one made it.
    if (!existsSync(join(folder, "PG_VERSION"))) throw error;
  }
}

function refuseForeign(folder: string): void {
  const file = join(folder, "PG_VERSION");
  if (!existsSync(file)) {
    throw new Error(
      `${folder} is not empty and has no PG_VERSION, so it is no PostgreSQL cluster or a damaged one. ` +
        `Nothing was changed. Restore it from a backup, or move it away to start anew.`,
    );
  }
  const major = readFileSync(file, "utf8").trim();
  if (major === EMBEDDED_MAJOR) return;
  throw new Error(
    `${folder} was made by PostgreSQL ${major}, and this release runs ${EMBEDDED_MAJOR}. Nothing was changed. ` +
      `Start the release that made it, write the data out with pg_dump of that version, move the folder away, ` +
      `start this release and read the data in with psql.`,
  );
}

/** What initdb was killed in the middle of; it never held data. */
function removeLeftovers(folder: string): void {
  const prefix = `${folder}.making-`;
  const parent = dirname(folder);
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    if (path.startsWith(prefix) && !isAlive(Number.parseInt(path.slice(prefix.length), 10))) {
      // An initdb outlives the process that began it and may go on writing until it misses what is removed.
      rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    }
  }
}

function initialise({ native, identity, password, unsafe }: Cluster, making: string): void {
  const passwordFile = `${making}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(passwordFile, identity);
  const args = ["-D", making, "-U", SUPERUSER, "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8"];
  args.push("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", ...(unsafe ? ["--no-sync"] : []));
  try {
    const done = spawnSync(join(native, "bin", "initdb"), args, { encoding: "utf8", cwd: "/", ...identity });
    if (done.status !== 0) throw new Error(`initdb failed: ${done.stderr || String(done.error ?? done.signal)}`);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder.
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}
