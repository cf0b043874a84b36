import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

// A proof that is interrupted ends what it started.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A folder that every user may pass through and that is gone when the process ends. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `motcua-${name}-`));
  chmodSync(folder, 0o755);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

export interface RunningSystem {
  readonly baseUrl: string;
  readonly pid: number;
  /** From the start of the process to the first page, in seconds. */
  readonly seconds: number;
  /** Ends it in good order. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the whole system as a person would and waits for its first page. Throws with its own words when it ends. */
export async function startSystem({ command, args, cwd, env }: StartOptions): Promise<RunningSystem> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(command, args, {
    cwd,
    // A group of its own, so that all of it can be ended.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, MOTCUA_SERVICES: "web,worker", ...env, PORT: String(port) },
  });
  process.once("exit", () => endGroup(child.pid));
  const words: string[] = [];
  child.stderr.on("data", (chunk) => words.push(String(chunk)));
  const baseUrl = `http://127.0.0.1:${port}`;
  while (!(await answers(baseUrl))) {
    if (child.exitCode !== null) throw new Error(`The system ended before its first page:\n${words.join("")}`);
    await sleep(20);
  }
  const seconds = (performance.now() - begun) / 1000;
  return { baseUrl, pid: child.pid ?? 0, seconds, stop: () => stop(child) };
}

async function answers(baseUrl: string): Promise<boolean> {
  try {
    const response = await fetch(baseUrl);
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  process.kill(-child.pid, "SIGINT");
  await ended;
  // Under npm the server ends after it.
  while (isGroupAlive(child.pid)) await sleep(20);
}

function endGroup(group: number | undefined): void {
  try {
    if (group !== undefined) process.kill(-group, "SIGTERM");
  } catch {
    // It ended before.
  }
}

function isGroupAlive(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}
