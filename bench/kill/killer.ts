import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { say } from "../harness/proof.ts";
import type { StandingDatabase } from "./database.ts";
import type { Supervised } from "./supervise.ts";

export type Target = "server" | "worker" | "backend" | "terminated backend" | "postmaster" | "immediate stop";

/** How often each is chosen, out of a hundred. */
const SHARES: readonly (readonly [Target, number])[] = [
  ["server", 40],
  ["worker", 24],
  ["terminated backend", 14],
  ["backend", 10],
  ["postmaster", 6],
  ["immediate stop", 6],
];

interface Order {
  readonly kills: number;
  readonly only?: Target | undefined;
  readonly web: Supervised;
  readonly worker: Supervised;
  readonly database: StandingDatabase;
}

/** Kills so often, at random moments while everything works; nothing and nobody is waited for but the next victim. */
export async function kill({ kills, only, ...victims }: Order): Promise<Readonly<Record<string, number>>> {
  const killed: Record<string, number> = {};
  let last = performance.now();
  for (let done = 0; done < kills;) {
    await sleep(200 + Math.random() * 1600);
    const target = only ?? choose(done);
    if (await killOne(target, victims)) {
      done += 1;
      killed[target] = (killed[target] ?? 0) + 1;
      last = performance.now();
      if (done % 20 === 0) say(`${done} killed`);
    }
    if (performance.now() - last > 60_000)
      throw new Error(`Nothing to kill for a minute: ${victims.web.words()} ${victims.worker.words()}`);
  }
  return killed;
}

/** The first of each once, so that a short run has them all; then by their shares. */
function choose(done: number): Target {
  const first = SHARES[done]?.[0];
  if (first) return first;
  let luck = Math.random() * 100;
  for (const [target, share] of SHARES) if ((luck -= share) < 0) return target;
  return "server";
}

async function killOne(target: Target, { web, worker, database }: Omit<Order, "kills" | "only">): Promise<boolean> {
  // Killing what is already down proves nothing.
  const postmaster = database.pid();
  if (!web.pid() || postmaster === undefined) return false;
  if (target === "server") return send(web.pid(), "SIGKILL");
  if (target === "worker") return send(worker.pid(), "SIGKILL");
  if (target === "postmaster") return send(postmaster, "SIGKILL");
  if (target === "immediate stop") return send(postmaster, "SIGQUIT");
  return killBackend(database.url, target === "terminated backend");
}

function send(pid: number | undefined, signal: NodeJS.Signals): boolean {
  try {
    return pid !== undefined && process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** One of the application's, busy if there is any; by the server's own means or by the machine's. */
async function killBackend(url: string, softly: boolean): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number; done: boolean }>(
      `select a.pid, $1 and pg_terminate_backend(a.pid) as done from (
         select b.pid from pg_stat_activity b
         where b.application_name like 'motcua%' order by b.state = 'idle', random() limit 1) as a`,
      [softly],
    );
    const [victim] = rows;
    return victim !== undefined && (softly ? victim.done : send(victim.pid, "SIGKILL"));
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
