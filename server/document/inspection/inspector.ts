import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { ApiError } from "../../platform/errors.ts";
import type { Inspection } from "./inspect-file.ts";
import type { Answer, Task } from "./task.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const MOST_CPU_MS = 2000;
const MOST_BYTES = 100 * 1024 * 1024;
/** For where the system does not tell what a process uses, and for one that waits for ever. */
const MOST_MS = 20_000;
const IDLE_MS = 60_000;
const WATCH_MS = 50;

/** A process for looking at files, and what it used before it was given one. */
interface Child {
  readonly process: ChildProcess;
  readonly idleBytes: number;
}

let current: Promise<Child> | undefined;
let busy: Promise<unknown> = Promise.resolve();
let idle: NodeJS.Timeout | undefined;

/**
 * Does the task in a process of its own, one after the other: a file that would take more than 2 s of CPU or 100 MB is
 * answered with `file-too-complex` and the process is ended. Throws 503 `inspection-failed` for a fault of ours.
 */
export function runInspection(task: Task): Promise<Inspection> {
  const result = busy.then(() => runNext(task));
  busy = result.catch(() => undefined);
  return result;
}

async function runNext(task: Task): Promise<Inspection> {
  clearTimeout(idle);
  current ??= startChild();
  const child = await current.catch((error: unknown) => {
    current = undefined;
    throw new ApiError(503, "inspection-failed", {}, { cause: error });
  });
  const answer = await answerOf(child, task);
  if ("fault" in answer) throw new ApiError(503, "inspection-failed", {}, { cause: new Error(answer.fault) });
  if (child.process.connected) {
    idle = setTimeout(() => endChild(child), IDLE_MS).unref();
  } else current = undefined;
  return "inspection" in answer ? answer.inspection : { ok: false, reason: "file-too-complex" };
}

function endChild(child: Child): void {
  current = undefined;
  child.process.disconnect();
}

/** What it answers, or `ready` when it was ended for asking too much. */
function answerOf(child: Child, task: Task): Promise<Answer> {
  const { process: inspecting, idleBytes } = child;
  const startedCpu = usage(inspecting)?.cpuMs ?? 0;
  const started = performance.now();
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      const used = usage(inspecting);
      const tooMuch = used && (used.cpuMs - startedCpu > MOST_CPU_MS || used.bytes - idleBytes > MOST_BYTES);
      if (tooMuch || performance.now() - started > MOST_MS) inspecting.kill("SIGKILL");
    }, WATCH_MS);
    const done = (answer: Answer): void => {
      clearInterval(watch);
      inspecting.removeAllListeners("message").removeAllListeners("exit");
      resolve(answer);
    };
    inspecting.once("message", (message: Answer) => done(message));
    inspecting.once("exit", () => done({ ready: true }));
    inspecting.send(task);
  });
}

/** Milliseconds of CPU and bytes in memory of the process, where the system tells. */
function usage({ pid }: ChildProcess): { readonly cpuMs: number; readonly bytes: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
      .replace(/^.*\) /s, "")
      .split(" ");
    return { cpuMs: (Number(fields[11]) + Number(fields[12])) * 10, bytes: Number(fields[21]) * 4096 };
  } catch {
    return undefined;
  }
}

async function startChild(): Promise<Child> {
  const program = await programText();
  const inspecting = spawn(process.execPath, ["--max-old-space-size=128", "--input-type=module", "-"], {
    cwd: ROOT,
    // It has nothing to do with the database or any key, so it is told of none.
    env: { PATH: "/usr/bin:/bin", TZ: "UTC" },
    stdio: ["pipe", "ignore", "ignore", "ipc"],
  });
  inspecting.stdin?.end(program);
  await new Promise<void>((resolve, reject) => {
    inspecting.once("message", () => resolve());
    inspecting.once("exit", (code) => reject(new Error(`The inspecting process ended with ${code}`)));
  });
  inspecting.removeAllListeners("exit");
  inspecting.unref();
  inspecting.channel?.unref();
  return { process: inspecting, idleBytes: usage(inspecting)?.bytes ?? 0 };
}

let text: Promise<string> | undefined;

function programText(): Promise<string> {
  text ??= build({
    entryPoints: [fileURLToPath(new URL("inspection.child.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    nodePaths: createRequire(import.meta.url).resolve.paths("esbuild") ?? [],
  }).then(({ outputFiles: [file] }) => file?.text ?? "");
  return text;
}
