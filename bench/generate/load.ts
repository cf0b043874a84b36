// A process of its own: makes the dossiers of some counters and streams them into the database, one COPY a table.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { SESSION } from "./bulk.ts";
import { openCopy, type CopyStream, type Row } from "./copy-stream.ts";
import { fillCounters } from "./fill-counters.ts";
import { TABLES, type Table } from "./rows.ts";
import { makeWorld, type Order } from "./world.ts";

export interface LoadOrder {
  readonly url: string;
  readonly order: Order;
  readonly counterIds: readonly string[];
  /** File store to put the papers' bytes in; null keeps none. */
  readonly files: string | null;
}

const { url, order, counterIds, files } = JSON.parse(process.argv[2] ?? "") as LoadOrder;
const PROGRESS_MS = 1000;
/** Rows held back before the sockets are waited for. */
const MOST_HELD = 20_000;

const clients: pg.Client[] = [];
const streams = new Map<Table, CopyStream>();
for (const [table, columns] of Object.entries(TABLES) as [Table, readonly string[]][]) {
  const client = new pg.Client({ connectionString: url, options: `${SESSION} -c synchronous_commit=off` });
  await client.connect();
  clients.push(client);
  streams.set(table, await openCopy(client, table, columns));
}
let held: (readonly [Table, Row])[] = [];
let told = performance.now();
const made = await fillCounters({
  world: makeWorld(order),
  counterIds,
  emit: (table, row) => held.push([table, row]),
  async onProgress(done) {
    if (held.length >= MOST_HELD) await letGo();
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    console.log(JSON.stringify({ done }));
  },
  ...(files === null ? {} : { keepFile }),
});
await letGo();
// A row may name one of another table, so all tables end before any connection does.
for (const stream of streams.values()) await stream.end();
for (const client of clients) await client.end();
console.log(JSON.stringify({ done: made }));

async function letGo(): Promise<void> {
  const rows = held;
  held = [];
  for (const [table, row] of rows) await streams.get(table)?.write(row);
}

function keepFile(sha256: string, bytes: Buffer): void {
  const folder = join(files ?? "", sha256.slice(0, 2), sha256.slice(2, 4));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, sha256), bytes);
}
