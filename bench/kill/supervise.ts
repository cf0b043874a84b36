import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "../harness/system.ts";

/** A process that is started again whenever it ends, as a service manager would. */
export interface Supervised {
  /** The process of this moment if it does its work; undefined while it is starting or gone. */
  pid(): number | undefined;
  readonly starts: () => number;
  /** Ends it in good order, for good. */
  stop(): Promise<void>;
  /** What it said last, for a failure's message. */
  readonly words: () => string;
}

const RESTART_MS = 100;

/** Keeps `motcua start` running with these settings; `ready` tells from its output and address whether it works. */
export function supervise(env: Readonly<Record<string, string>>, isReady: () => Promise<boolean>): Supervised {
  let child: ChildProcess | undefined;
  let ready = false;
  const supervised = { ending: false };
  let starts = 0;
  const said: string[] = [];
  const running = run();

  async function run(): Promise<void> {
    while (!supervised.ending) {
      starts += 1;
      ready = false;
      const now = spawn(process.execPath, ["bin/motcua", "start"], {
        cwd: ROOT,
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, ...env },
      });
      child = now;
      now.stderr.on("data", (chunk) => {
        said.push(String(chunk));
        if (said.length > 50) said.shift();
      });
      const ended = once(now, "exit");
      void becomeReady(now);
      await ended;
      ready = false;
      if (!supervised.ending) await sleep(RESTART_MS);
    }
  }
  async function becomeReady(one: ChildProcess): Promise<void> {
    const isCurrent = (): boolean => one === child && one.exitCode === null && one.signalCode === null;
    while (isCurrent()) {
      if (await isReady()) {
        ready = isCurrent();
        return;
      }
      await sleep(50);
    }
  }
  process.once("exit", () => child?.kill("SIGKILL"));
  return {
    pid: () => (ready ? child?.pid : undefined),
    starts: () => starts,
    words: () => said.join("").slice(-4000),
    async stop() {
      supervised.ending = true;
      child?.kill("SIGINT");
      await running;
    },
  };
}

/** Whether the process at this address says that it can do its work. */
export async function isUp(baseUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${baseUrl}/readyz`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
