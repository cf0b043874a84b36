// npm run proof:submit: submitting over HTTP against pgbench running the same SQL one by one on the same server.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { APP_ROLE } from "../../server/platform/database.ts";
import { ensureDatabase, launchPostgres } from "../../server/platform/postgres/launch.ts";
import { judge, percentile, type Verdict } from "../harness/judge.ts";
import { report, say } from "../harness/proof.ts";
import { signIn } from "../harness/sign-in.ts";
import { ROOT, startSystem, temporaryFolder } from "../harness/system.ts";
import type { LoadOrder, LoadResult } from "./load.ts";
import { toScript } from "./pgbench-script.ts";
import { recordStatements } from "./record-statements.ts";
import { submission } from "./submission.ts";

const CLIENTS = [16, 64];
const LOGIN = "tiepnhan.tinh";
const SECONDS = 15;
const ROUNDS = 5;
/** Of pgbench's rate, and as many times its p99. */
const LEAST_RATE = 0.7;
const MOST_P99 = 3;
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
  options: "-c search_path=motcua,public -c TimeZone=Asia/Ho_Chi_Minh",
});
await client.connect();
try {
  const conditions = { seconds: SECONDS, ...(await settings()) };
  await report(measure, conditions);
} finally {
  await client.end();
  await system.stop();
  await server.stop();
}

async function measure(): Promise<readonly Verdict[]> {
  const cookie = await signIn(system, LOGIN);
  await load({ cookie, clients: 16, seconds: WARM_UP_SECONDS });
  const script = await record(cookie);
  const verdicts: Verdict[] = [];
  for (const clients of CLIENTS) verdicts.push(...(await measureWith(clients, { cookie, script })));
  return verdicts;
}

/** What so many clients at once get, and how long the slowest in a hundred wait. */
interface Speed {
  readonly rate: number;
  readonly p99: number;
}

async function measureWith(
  clients: number,
  { cookie, script }: { readonly cookie: string; readonly script: string },
): Promise<readonly Verdict[]> {
  const rounds: { readonly limit: Speed; readonly ours: Speed }[] = [];
  const round = async (what: string, lateMs: (limit: Speed) => number): Promise<void> => {
    const limit = await pgbench(script, clients);
    const ours = await load({ cookie, clients, seconds: SECONDS, lateMs: lateMs(limit) });
    say(`${clients} clients, ${what}: ours ${shown(ours)}, limit ${shown(limit)}`);
    rounds.push({ limit, ours });
  };
  for (let number = 1; number <= ROUNDS; number += 1) await round(`round ${number}`, () => 0);
  // So late, the clients can send no more than half the rate that is asked for, and the slowest wait too long.
  await round("control", ({ rate, p99 }) => Math.max((clients / (0.5 * LEAST_RATE * rate)) * 1000, MOST_P99 * p99));
  const judged = (name: string, threshold: number, better: "more" | "less", figure: keyof Speed): Verdict => {
    const all = rounds.map(({ limit, ours }) => ({ limit: limit[figure], ours: ours[figure] }));
    const spoilt = all.pop();
    if (!spoilt) throw new Error("There was no round");
    return judge({ name, threshold, better }, all, spoilt);
  };
  return [
    judged(`submissions per second, ${clients} clients`, LEAST_RATE, "more", "rate"),
    judged(`submission p99 ms, ${clients} clients`, MOST_P99, "less", "p99"),
  ];
}

function shown({ rate, p99 }: Speed): string {
  return `${rate.toFixed(0)}/s p99 ${p99.toFixed(0)} ms`;
}

/** Submissions, each answered and each found in the database afterwards. */
async function load(order: Pick<LoadOrder, "cookie" | "clients" | "seconds"> & Partial<LoadOrder>): Promise<Speed> {
  const before = await countDossiers();
  const full: LoadOrder = {
    port: Number(new URL(system.baseUrl).port),
    body: JSON.stringify(submission),
    lateMs: 0,
    keys: randomUUID(),
    ...order,
  };
  const { stdout } = await run(process.execPath, ["--import", "tsx", "bench/submit/load.ts", JSON.stringify(full)], {
    cwd: ROOT,
  });
  const { done, seconds, p99 } = JSON.parse(stdout) as LoadResult;
  const stored = (await countDossiers()) - before;
  if (stored !== done) throw new Error(`${done} submissions were acknowledged and ${stored} are in the database`);
  return { rate: done / seconds, p99 };
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

/** The recorded statements from so many connections. Throws when a transaction failed. */
async function pgbench(script: string, clients: number): Promise<Speed> {
  series += 1;
  const { default: variables } = (await import(join(folder, "variables.json"), { with: { type: "json" } })) as {
    default: readonly [string, string][];
  };
  const { port, password } = new URL(url);
  const args = ["-n", "-M", "prepared", "-f", script, "-c", String(clients), "-j", "2", "-T", String(SECONDS)];
  args.push(...variables.flatMap(([name, value]) => ["-D", `${name}=${value}`]), "-D", `n=${series * 10_000_000}`);
  args.push("-l", "--log-prefix", join(folder, "transactions"));
  const { stdout } = await run("pgbench", [...args, "-h", "127.0.0.1", "-p", port, "-U", "postgres", "motcua"], {
    env: {
      ...process.env,
      PGPASSWORD: password,
      PGOPTIONS:
        `-c role=${APP_ROLE} -c search_path=motcua,public -c TimeZone=Asia/Ho_Chi_Minh ` +
        `-c motcua.officer=${await officerId()}`,
    },
  });
  const rate = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
  if (!rate || !/failed transactions: 0/.test(stdout)) throw new Error(`pgbench:\n${stdout}`);
  return { rate, p99: percentile(takeTimes(), 0.99) };
}

/** Milliseconds that each transaction of the run took, from pgbench's own log, which is then gone. */
function takeTimes(): readonly number[] {
  const logs = readdirSync(folder).filter((name) => name.startsWith("transactions."));
  return logs.flatMap((name) => {
    const lines = readFileSync(join(folder, name), "utf8").trimEnd().split("\n");
    rmSync(join(folder, name));
    return lines.map((line) => Number(line.split(" ")[2]) / 1000);
  });
}

/** Who submits: the wall of readers stands before pgbench too. */
async function officerId(): Promise<string> {
  const { rows } = await client.query<{ id: string }>("select officer_id as id from account where login = $1", [LOGIN]);
  return rows[0]?.id ?? "";
}

async function settings(): Promise<Record<string, string>> {
  const names = ["server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers"];
  const { rows } = await client.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name = any($1)",
    [names],
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}
