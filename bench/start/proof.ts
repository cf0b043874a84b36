// npm run proof:start: from a fresh clone to the first page, the same once it is set up, and the memory it then takes.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { prove, report } from "../harness/proof.ts";
import { ROOT, startSystem, temporaryFolder, type RunningSystem } from "../harness/system.ts";
import { memoryOf } from "./memory.ts";

const FRESH_SECONDS = 90;
const AGAIN_SECONDS = 5;
const IDLE_MB = 400;
const IDLE_AFTER_MS = 10_000;

const folder = temporaryFolder("clone");
const clone = join(folder, "motcua");
await report(async () => [await fresh(), await again(), await idle()]);

/** Cloning, installing with npm's warm cache, making the database, loading the demo, and the first page. */
async function fresh() {
  // Fills npm's cache when this machine has never installed these packages.
  await freshStart();
  return prove({
    name: "seconds from a fresh clone to the first page",
    threshold: 1,
    better: "less",
    rounds: 3,
    limit: async () => FRESH_SECONDS,
    ours: () => freshStart(),
    spoilt: () => freshStart(FRESH_SECONDS * 1000),
  });
}

async function freshStart(delayMs = 0): Promise<number> {
  rmSync(clone, { recursive: true, force: true });
  const begun = performance.now();
  execFileSync("git", ["clone", "--quiet", ROOT, clone]);
  const system = await npmStart(delayMs);
  const seconds = (performance.now() - begun) / 1000;
  await system.stop();
  return seconds;
}

function npmStart(delayMs = 0): Promise<RunningSystem> {
  const args = delayMs > 0 ? ["-c", `sleep ${delayMs / 1000}; exec npm start`] : ["-c", "exec npm start"];
  return startSystem({ command: "sh", args, cwd: clone, env: { MOTCUA_DATA_DIR: "", DATABASE_URL: "", NODE_ENV: "" } });
}

async function again() {
  return prove({
    name: "seconds to the first page once set up",
    threshold: 1,
    better: "less",
    limit: async () => AGAIN_SECONDS,
    ours: () => restart(),
    spoilt: () => restart(AGAIN_SECONDS * 1000),
  });
}

async function restart(delayMs = 0): Promise<number> {
  const system = await npmStart(delayMs);
  await system.stop();
  return system.seconds;
}

/** Pages and API, background jobs and the database, ten seconds after the first page. */
async function idle() {
  return prove({
    name: "MB of application and database when idle",
    threshold: 1,
    better: "less",
    limit: async () => IDLE_MB,
    ours: () => memory(),
    // The same system with a ballast that the budget does not allow.
    spoilt: () => memory(IDLE_MB),
  });
}

async function memory(ballastMb = 0): Promise<number> {
  const system = await npmStart();
  const ballast = Buffer.alloc(ballastMb * 1024 * 1024, 1);
  await sleep(IDLE_AFTER_MS);
  const used = memoryOf(system.pid) + (ballast.length > 0 ? memoryOf(process.pid) : 0);
  await system.stop();
  return used;
}
