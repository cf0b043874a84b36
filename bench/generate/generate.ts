import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import pg from "pg";
import { hashPassword } from "../../server/identity/index.ts";
import { ROOT } from "../harness/system.ts";
import { loadBase } from "./base.ts";
import { removeIndexes, restoreIndexes, SESSION, type Removed } from "./bulk.ts";
import { splitCounters } from "./counter-days.ts";
import type { LoadOrder } from "./load.ts";
import { TABLES } from "./rows.ts";
import { makeWorld, type Order } from "./world.ts";

export interface Generating {
  /** A migrated database without agencies, as its owner. */
  readonly url: string;
  readonly order: Order;
  /** For every officer; null: nobody can sign in with a password. */
  readonly password: string | null;
  /** File store for the papers' bytes; null: the papers are known, their bytes are not kept. */
  readonly files: string | null;
  readonly say: (text: string) => void;
}

export interface Generated {
  readonly dossiers: number;
  readonly seconds: number;
  /** Of tables and indexes. */
  readonly bytes: number;
}

/** From then on it is quicker to make the indexes at the end. */
const BULK = 10_000;

/** Fills the database with the invented province of the order. Throws on one that holds agencies already. */
export async function generate({ url, order, password, files, say }: Generating): Promise<Generated> {
  const begun = performance.now();
  const client = new pg.Client({ connectionString: url, options: SESSION });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from agency limit 1");
    if (rowCount) throw new Error("The database holds agencies already; generate fills an empty one");
    const world = makeWorld(order);
    await loadBase(client, world, password === null ? null : await hashPassword(password));
    say(
      `${world.province.agencies.length} agencies, ${world.province.officers.length} officers, ${world.people} people`,
    );
    const bulk = order.dossiers >= BULK;
    const removed: Removed = bulk ? await removeIndexes(client) : { indexes: [], references: [] };
    const processes = bulk ? availableParallelism() : 1;
    const dossiers = await loadAll({ url, order, files, parts: splitCounters(world, processes), say });
    say(`${dossiers} dossiers in ${seconds(begun)} s; indexes and foreign keys`);
    await restoreIndexes(url, removed, processes);
    await client.query("vacuum (analyze)");
    const bytes = await size(client);
    say(`done in ${seconds(begun)} s, ${Math.round(bytes / 1e6)} MB, ${Math.round(bytes / dossiers)} bytes a dossier`);
    return { dossiers, seconds: seconds(begun), bytes };
  } finally {
    await client.end();
  }
}

interface Loading extends Pick<Generating, "url" | "order" | "files" | "say"> {
  readonly parts: readonly (readonly string[])[];
}

async function loadAll({ parts, say, ...rest }: Loading): Promise<number> {
  const done = parts.map(() => 0);
  let told = performance.now();
  await Promise.all(
    parts.map((counterIds, index) =>
      runLoader({ ...rest, counterIds }, (count) => {
        done[index] = count;
        if (performance.now() - told < 10_000) return;
        told = performance.now();
        say(`${done.reduce((sum, one) => sum + one, 0)} of ${rest.order.dossiers} dossiers`);
      }),
    ),
  );
  return done.reduce((sum, one) => sum + one, 0);
}

async function runLoader(order: LoadOrder, onDone: (count: number) => void): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "bench/generate/load.ts", JSON.stringify(order)], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.once("exit", () => child.kill());
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => onDone((JSON.parse(line) as { done: number }).done));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`A loader ended with ${String(code)}`);
}

async function size(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: number }>(
    "select sum(pg_total_relation_size(t::regclass))::float8 as bytes from unnest($1::text[]) t",
    [Object.keys(TABLES)],
  );
  return rows[0]?.bytes ?? 0;
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10;
}
