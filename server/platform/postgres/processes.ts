import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** What `postmaster.pid` in a cluster says: who holds it and at which port it answers. */
export interface LockFile {
  readonly pid: number;
  /** 0 while the server is still too young to have written it. */
  readonly port: number;
}

/** The cluster's lock file, or undefined when nobody holds it. */
export function readLockFile(cluster: string): LockFile | undefined {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Math.abs(Number(lines[0]));
  return pid ? { pid, port: Number(lines[3]) || 0 } : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Whether the process that the lock file names is a server. After a crash and a reboot its number may have gone to
 * something else, which must be neither waited for nor taken for a database.
 */
export function isServerOf(cluster: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (existsSync("/proc/self/cwd")) return listServerProcesses(cluster).includes(pid);
  const [command, args] =
    process.platform === "win32"
      ? ["tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"]]
      : ["ps", ["-o", "comm=", "-p", String(pid)]];
  return spawnSync(command, args, { encoding: "utf8" }).stdout.includes("postgres");
}

/** Every server process that works in the cluster, orphans of a killed postmaster too. Linux only; elsewhere none. */
export function listServerProcesses(cluster: string): readonly number[] {
  if (!existsSync("/proc/self/cwd") || !existsSync(cluster)) return [];
  const home = realpathSync(cluster);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && isServerIn(home, name))
    .map(Number);
}

// The postmaster and all its children have the cluster as their working folder; so may an operator's shell.
function isServerIn(home: string, pid: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === home && readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres";
  } catch {
    // It has ended meanwhile, or it is somebody else's; ours can be read.
    return false;
  }
}
