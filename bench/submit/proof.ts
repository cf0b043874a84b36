// npm run proof:submit: submitting over HTTP against pgbench running the same SQL one by one on the same server.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { APP_ROLE } from "../../server/platform/database.ts";
import { ensureDatabase, launchPostgres } from "../../server/platform/postgres/launch.ts";
import { prove, report, say } from "../harness/proof.ts";
import { signIn } from "../harness/sign-in.ts";
import { ROOT, startSystem, temporaryFolder } from "../harness/system.ts";
import type { LoadOrder } from "./load.ts";
import { toScript } from "./pgbench-script.ts";
import { recordStatements } from "./record-statements.ts";
import { submission } from "./submission.ts";

const CLIENTS = 16;
const SECONDS = 15;
const THRESHOLD = 0.5;
const WARM_UP_SECONDS = 8;
const run = promisify(execFile);
let series = 0;

const folder = temporaryFolder("bench");
const dataDir = join(folder, "postgres");
const server = await launchPostgres({ dataDir });
await ensureDatabase(server, "motcua");
const url = server.url("motcua");
const system = await startSystem({
  command: process.execPath,
  args: ["bin/motcua", "start"],
  cwd: ROOT,
  env: { DATABASE_URL: url, MOTCUA_DEMO: "yes", MOTCUA_DATA_DIR: join(folder, "app"), NODE_ENV: "" },
});
const client = new pg.Client({
  connectionString: url,
  options: `-c role=${APP_ROLE} -c search_path=motcua,public -c TimeZone=Asia/Ho_Chi_Minh`,
});
await client.connect();
try {
  const conditions = { clients: CLIENTS, seconds: SECONDS, ...(await settings()) };
  await report(measure, conditions);
} finally {
  await client.end();
  await system.stop();
  await server.stop();
}

async function measure() {
  const cookie = await signIn(system, "tiepnhan.tinh");
  await load({ cookie, seconds: WARM_UP_SECONDS });
  const script = await record(cookie);
  let limit = 0;
  const verdict = await prove({
    name: "submissions per second",
    threshold: THRESHOLD,
    better: "more",
    limit: async () => (limit = await pgbench(script)),
    ours: () => load({ cookie, seconds: SECONDS }),
    // With this rest alone the clients cannot send more than 0.4 of the limit.
    spoilt: () => load({ cookie, seconds: SECONDS, restMs: (CLIENTS / (0.4 * limit)) * 1000 }),
  });
  return [verdict];
}

/** Submissions a second, each answered and each found in the database afterwards. */
async function load(order: Pick<LoadOrder, "cookie" | "seconds"> & Partial<LoadOrder>): Promise<number> {
  const before = await countDossiers();
  const full: LoadOrder = {
    port: Number(new URL(system.baseUrl).port),
    body: JSON.stringify(submission),
    clients: CLIENTS,
    restMs: 0,
    keys: randomUUID(),
    ...order,
  };
  const { stdout } = await run(process.execPath, ["--import", "tsx", "bench/submit/load.ts", JSON.stringify(full)], {
    cwd: ROOT,
  });
  const { done, seconds } = JSON.parse(stdout) as { done: number; seconds: number };
  const stored = (await countDossiers()) - before;
  if (stored !== done) throw new Error(`${done} submissions were acknowledged and ${stored} are in the database`);
  return done / seconds;
}

async function countDossiers(): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    "select count(*)::int as n from dossier d join dossier_event e on e.dossier_id = d.id and e.version = 1",
  );
  return rows[0]?.n ?? 0;
}

/** Submits once while the server writes down what it is sent. */
async function record(cookie: string): Promise<string> {
  const key = randomUUID();
  let filed = { id: "" };
  const statements = await recordStatements({ url, log: join(dataDir, "postgres.log") }, async () => {
    const response = await fetch(`${system.baseUrl}/api/v1/dossiers`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, "idempotency-key": key },
      body: JSON.stringify(submission),
    });
    filed = (await response.json()) as typeof filed;
  });
  say(`${statements.length} statements: ${statements.map(({ text }) => text.slice(0, 60)).join(" | ")}`);
  const { text, variables } = await toScript(client, statements, { id: filed.id, key });
  const file = join(folder, "submit.sql");
  writeFileSync(file, text);
  writeFileSync(join(folder, "variables.json"), JSON.stringify(Object.entries(variables)));
  return file;
}

/** Transactions a second of the recorded statements. Throws when one failed. */
async function pgbench(script: string): Promise<number> {
  series += 1;
  const { default: variables } = (await import(join(folder, "variables.json"), { with: { type: "json" } })) as {
    default: readonly [string, string][];
  };
  const { port, password } = new URL(url);
  const args = ["-n", "-M", "prepared", "-f", script, "-c", String(CLIENTS), "-j", "2", "-T", String(SECONDS)];
  args.push(...variables.flatMap(([name, value]) => ["-D", `${name}=${value}`]), "-D", `n=${series * 10_000_000}`);
  const { stdout } = await run("pgbench", [...args, "-h", "127.0.0.1", "-p", port, "-U", "postgres", "motcua"], {
    env: {
      ...process.env,
      PGPASSWORD: password,
      PGOPTIONS: `-c role=${APP_ROLE} -c search_path=motcua,public -c TimeZone=Asia/Ho_Chi_Minh`,
    },
  });
  const tps = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
  if (!tps || !/failed transactions: 0/.test(stdout)) throw new Error(`pgbench:\n${stdout}`);
  return tps;
}

async function settings(): Promise<Record<string, string>> {
  const names = ["server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers"];
  const { rows } = await client.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name = any($1)",
    [names],
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}
