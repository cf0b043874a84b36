import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { say } from "../harness/proof.ts";
import { signIn } from "../harness/sign-in.ts";
import { freePort, ROOT } from "../harness/system.ts";
import { standDatabase } from "./database.ts";
import { kill, type Target } from "./killer.ts";
import { countLedger, type Count } from "./ledger.ts";
import { standPartner, type Partner } from "./partner.ts";
import { supervise } from "./supervise.ts";
import type { LoadOrder } from "./load.ts";

export interface RoundOrder {
  readonly folder: string;
  readonly kills: number;
  readonly only?: Target;
  readonly clients: number;
  /** The spoilt run, whose client sends again under another key. */
  readonly freshKeys: boolean;
}

export interface Outcome {
  readonly killed: Readonly<Record<string, number>>;
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
  /** What `motcua verify` found; empty when all is as it was recorded. */
  readonly findings: string;
  /** From the last kill until nothing waited any more, in seconds. */
  readonly settledSeconds: number;
}

const SETTLE_MS = 150_000;
const run = promisify(execFile);

/** A province under load whose processes are killed, until the load is done and everything has come to rest; then it is counted. */
export async function killRound({ folder, kills, only, clients, freshKeys }: RoundOrder): Promise<Outcome> {
  const partner = await standPartner();
  const database = await standDatabase(join(folder, "database"));
  const port = String(await freePort());
  const baseUrl = `http://127.0.0.1:${port}`;
  const env = {
    DATABASE_URL: database.url,
    MOTCUA_DATA_DIR: join(folder, "data"),
    MOTCUA_DEMO: "yes",
    MOTCUA_STATE_FEED_URL: partner.url,
    NODE_ENV: "",
    PORT: port,
  };
  const web = supervise({ ...env, MOTCUA_SERVICES: "web" }, () => isUp(baseUrl));
  await until(() => web.pid() !== undefined, web.words);
  const worker = supervise({ ...env, MOTCUA_SERVICES: "worker" }, async () => sleep(600, true));
  const ledger = join(folder, "ledger.jsonl");
  const load = await startLoad({ baseUrl, ledger, clients, freshKeys });
  try {
    const killed = await kill({ kills, only, web, worker, database });
    const since = performance.now();
    load.child.stdin.end();
    await until(() => load.child.exitCode !== null, web.words);
    await settle(database.url, worker.words);
    const settledSeconds = Math.round((performance.now() - since) / 1000);
    await web.stop();
    await worker.stop();
    const findings = await verify(env);
    return { killed, findings, settledSeconds, ...(await count(database.url, ledger, partner)) };
  } finally {
    load.child.kill("SIGKILL");
    await Promise.all([web.stop(), worker.stop()]);
    await database.stop();
    await partner.stop();
  }
}

async function startLoad(order: Omit<LoadOrder, "cookies" | "handlerId">) {
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

async function isUp(baseUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${baseUrl}/readyz`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/** Throws with the process's own words when it does not come true. */
async function until(isSo: () => boolean | Promise<boolean>, words: () => string): Promise<void> {
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

async function settle(url: string, words: () => string): Promise<void> {
  await until(() => withClient(url, async (client) => (await ask(client, OPEN)) === 0), words).catch((error: unknown) =>
    say(String(error)),
  );
}

async function count(
  url: string,
  ledger: string,
  partner: Partner,
): Promise<Omit<Outcome, "killed" | "findings" | "settledSeconds">> {
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

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What `motcua verify` says against the record; empty when nothing. */
async function verify(env: Readonly<Record<string, string>>): Promise<string> {
  const args = ["bin/motcua", "verify", "--events", "--files", "--rollups"];
  try {
    await run(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } });
    return "";
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`.slice(0, 2000) || String(error);
  }
}
