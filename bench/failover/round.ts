import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { count, settle, startLoad, until, verify, type Aftermath } from "../kill/aftermath.ts";
import { standPartner } from "../kill/partner.ts";
import { isUp, supervise, type Supervised } from "../kill/supervise.ts";
import { say } from "../harness/proof.ts";
import { acknowledgements, longestGap } from "./gaps.ts";
import { settled, standCluster, type Cluster, type Database } from "./machines.ts";

export interface FailoverOrder {
  readonly folder: string;
  readonly clients: number;
  readonly kills: number;
  readonly synchronous: boolean;
}

export interface FailoverOutcome extends Aftermath {
  readonly findings: string;
  readonly outages: readonly { readonly killed: Database; readonly seconds: number }[];
  /** The longest time without an acknowledgement in the whole load, in seconds. */
  readonly longestGap: number;
}

const APPS = ["10.20.0.21", "10.20.0.22"] as const;
const STALLED_MS = 500;
const CALM_MS = 8000;

/** A province on the machines of the recipe under load, whose leader is killed again and again; then it is counted. */
export async function failoverRound(order: FailoverOrder): Promise<FailoverOutcome> {
  const { folder, synchronous } = order;
  const partner = await standPartner();
  const cluster = await standCluster({ folder, synchronous });
  const shared = join(folder, "shared");
  mkdirSync(shared);
  const env = {
    DATABASE_URL: cluster.url,
    MOTCUA_DATA_DIR: shared,
    MOTCUA_DEMO: "yes",
    MOTCUA_STATE_FEED_URL: partner.url,
    MOTCUA_TRUSTED_PROXIES: APPS.join(","),
    MOTCUA_BASE_URL: "http://10.20.0.21",
    NODE_ENV: "",
    PORT: "3000",
  };
  const apps: Supervised[] = [];
  const words = (): string => apps.map((app) => app.words()).join("\n");
  try {
    for (const host of APPS) {
      const app = supervise({ ...env, HOST: host }, () => isUp(`http://${host}:3000`));
      apps.push(app);
      await until(() => app.pid() !== undefined, words);
    }
    const ledger = join(folder, "ledger.jsonl");
    const load = await startLoad({ baseUrl: "http://10.20.0.21", ledger, clients: order.clients, freshKeys: false });
    const killed = await killLeaders(cluster, order);
    load.child.stdin.end();
    await until(() => load.child.exitCode !== null, words);
    await settle(cluster.url, words);
    const aftermath = await count(cluster.url, ledger, partner);
    const findings = await verify(env);
    const acknowledged = acknowledgements(ledger);
    const seconds = (from: number, to: number): number => longestGap(acknowledged, from, to) / 1000;
    return {
      ...aftermath,
      findings,
      outages: killed.map(({ name, at }) => ({ killed: name, seconds: seconds(at - STALLED_MS, at + CALM_MS) })),
      longestGap: seconds(acknowledged[0] ?? 0, acknowledged.at(-1) ?? 0),
    };
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
    await cluster.stop();
    await partner.stop();
  }
}

/** Each time the whole leader dies, and comes back as the other's replica before that one dies. */
async function killLeaders(cluster: Cluster, { kills }: FailoverOrder) {
  const killed: { name: Database; at: number }[] = [];
  for (let done = 0; done < kills; done += 1) {
    await sleep(CALM_MS);
    const victim = await cluster.killLeader(STALLED_MS);
    killed.push(victim);
    const deadline = performance.now() + 60_000;
    for (let leader = await cluster.leader(); leader === undefined; leader = await cluster.leader()) {
      if (performance.now() > deadline) throw new Error(`Nobody took over from ${victim.name}`);
      await sleep(100);
    }
    say(`${victim.name} killed, taken over after ${((Date.now() - victim.at) / 1000).toFixed(1)} s`);
    await sleep(CALM_MS);
    cluster.revive(victim.name);
    await settled(cluster);
    say(`${victim.name} is a replica again after ${((Date.now() - victim.at) / 1000).toFixed(1)} s`);
  }
  return killed;
}
