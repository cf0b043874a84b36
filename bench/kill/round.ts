import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../harness/system.ts";
import { count, settle, startLoad, until, verify, type Aftermath } from "./aftermath.ts";
import { standDatabase } from "./database.ts";
import { kill, type Target } from "./killer.ts";
import { standPartner } from "./partner.ts";
import { isUp, supervise } from "./supervise.ts";

export interface RoundOrder {
  readonly folder: string;
  readonly kills: number;
  readonly only?: Target;
  readonly clients: number;
  /** The spoilt run, whose client sends again under another key. */
  readonly freshKeys: boolean;
}

export interface Outcome extends Aftermath {
  readonly killed: Readonly<Record<string, number>>;
  /** What `motcua verify` found; empty when all is as it was recorded. */
  readonly findings: string;
  /** From the last kill until nothing waited any more, in seconds. */
  readonly settledSeconds: number;
}

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
