import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { say } from "../harness/proof.ts";
import { signIn } from "../harness/sign-in.ts";
import { ROOT } from "../harness/system.ts";
import { countLedger, type Count } from "./ledger.ts";
import type { LoadOrder } from "./load.ts";
import type { Partner } from "./partner.ts";

/** What there is once all has come to rest after a load. */
export interface Aftermath {
  readonly commands: Count;
  readonly messages: {
    readonly written: number;
    readonly arrived: number;
    /** Copies under the same number, which the partner discards. */
    readonly copies: number;
    readonly altered: number;
    readonly outOfOrder: number;
    readonly open: number;
  };
  readonly jobsStuck: number;
}

const SETTLE_MS = 150_000;
const run = promisify(execFile);

/** The outside client, a process of its own; it ends once its input is closed and all its commands are acknowledged. */
export async function startLoad(order: Omit<LoadOrder, "cookies" | "handlerId">) {
  const receiver = await signIn(order, "tiepnhan.tinh");
  const leader = await signIn(order, "lanhdao.xaydung");
  const handler = await fetch(`${order.baseUrl}/api/v1/session`, {
    headers: { cookie: await signIn(order, "thuly.xaydung") },
  });
  const { id: handlerId } = (await handler.json()) as { id: string };
  const whole: LoadOrder = { ...order, cookies: { receiver, leader }, handlerId };
  const child = spawn(process.execPath, ["--import", "tsx", "bench/kill/load.ts", JSON.stringify(whole)], {
    cwd: ROOT,
    stdio: ["pipe", "inherit", "inherit"],
  });
  await once(child, "spawn");
  return { child };
}

/** Throws with the process's own words when it does not come true. */
export async function until(isSo: () => boolean | Promise<boolean>, words: () => string): Promise<void> {
  const deadline = performance.now() + SETTLE_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`It has not come to rest:\n${words()}`);
    await sleep(100);
  }
}

const OPEN = "select count(*)::int as n from motcua.outbox where delivered_at is null";
/** Due for more than a minute, whether somebody says to be at it or not. */
const STUCK = `select count(*)::int as n from graphile_worker.jobs
  where coalesce(locked_at, run_at) < now() - interval '60 seconds' and attempts < max_attempts`;

/** Until every message has arrived, or for so long that it must be said that one has not. */
export async function settle(url: string, words: () => string): Promise<void> {
  const isSettled = (): Promise<boolean> => withClient(url, async (client) => (await ask(client, OPEN)) === 0);
  await until(() => isSettled().catch(() => false), words).catch((error: unknown) => say(String(error)));
}

/** Counts what the client was told and what the partner received against what the database holds. */
export async function count(url: string, ledger: string, partner: Partner): Promise<Aftermath> {
  return withClient(url, async (client) => {
    const received = [...partner.received.values()];
    return {
      commands: await countLedger(ledger, client),
      messages: {
        written: await ask(client, "select count(*)::int as n from motcua.outbox"),
        arrived: received.length,
        copies: received.reduce((sum, { times }) => sum + times - 1, 0),
        altered: received.filter(({ same }) => !same).length,
        outOfOrder: partner.outOfOrder(),
        open: await ask(client, OPEN),
      },
      jobsStuck: await ask(client, STUCK),
    };
  });
}

async function ask(client: pg.Client, query: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(query);
  return rows[0]?.n ?? Number.NaN;
}

/** Does the work over a connection of its own to this address. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What `motcua verify` says against the record; empty when nothing. */
export async function verify(env: Readonly<Record<string, string>>): Promise<string> {
  const args = ["bin/motcua", "verify", "--events", "--files", "--rollups"];
  try {
    await run(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } });
    return "";
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`.slice(0, 2000) || String(error);
  }
}
