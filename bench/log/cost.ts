import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { APP_ROLE } from "../../server/platform/database.ts";
import type { Verdict } from "../harness/judge.ts";
import { prove, say } from "../harness/proof.ts";
import { signIn } from "../harness/sign-in.ts";
import { ROOT, startSystem } from "../harness/system.ts";
import { toScript, type Script } from "../submit/pgbench-script.ts";
import { recordStatements, type Statement } from "../submit/record-statements.ts";
import { submission } from "../submit/submission.ts";

const CLIENTS = 8;
const SECONDS = 12;
/** With evidence at least so much of the submissions without: it costs at most 12 %. */
const THRESHOLD = 0.88;
const OPTIONS = `-c role=${APP_ROLE} -c search_path=motcua,public -c TimeZone=Asia/Ho_Chi_Minh`;
const run = promisify(execFile);
let series = 0;

interface Place {
  readonly url: string;
  readonly folder: string;
  /** The server's log. */
  readonly log: string;
}

/** The statements of one submission in pgbench, with the event's row and hash and without, in turn. */
export async function measureCost({ url, folder, log }: Place): Promise<Verdict> {
  const env = {
    DATABASE_URL: url,
    MOTCUA_DEMO: "yes",
    MOTCUA_SERVICES: "web",
    MOTCUA_DATA_DIR: join(folder, "app"),
    NODE_ENV: "",
  };
  const system = await startSystem({ command: process.execPath, args: ["bin/motcua", "start"], cwd: ROOT, env });
  const cookie = await signIn(system, "tiepnhan.tinh");
  const key = randomUUID();
  const filed = { id: "" };
  const statements = await recordStatements({ url, log }, async () => {
    filed.id = await submitOnce(system.baseUrl, { cookie, key });
  });
  await system.stop();
  const client = new pg.Client({ connectionString: url, options: OPTIONS });
  await client.connect();
  try {
    const script = (change: (text: string) => string): Promise<Script> =>
      toScript(
        client,
        statements.map((one) => changed(one, change)),
        { id: filed.id, key },
      );
    const [full, without, heavy] = [
      await script((text) => text),
      await script(withoutEvidence),
      await script(hashedOften),
    ];
    const tps = ({ text, variables }: Script, name: string): Promise<number> => {
      const file = join(folder, `${name}.sql`);
      writeFileSync(file, text);
      return pgbench(url, file, variables);
    };
    return await prove({
      name: "submissions with evidence of those without",
      threshold: THRESHOLD,
      better: "more",
      limit: () => tps(without, "without"),
      ours: () => tps(full, "full"),
      spoilt: () => tps(heavy, "heavy"),
    });
  } finally {
    await client.end();
  }
}

const json = { "content-type": "application/json" };

interface Sending {
  readonly cookie: string;
  readonly key: string;
}

async function submitOnce(baseUrl: string, { cookie, key }: Sending): Promise<string> {
  const response = await fetch(`${baseUrl}/api/v1/dossiers`, {
    method: "POST",
    headers: { ...json, cookie, "idempotency-key": key },
    body: JSON.stringify(submission),
  });
  if (response.status !== 201) throw new Error(`A submission was answered with ${response.status}`);
  return ((await response.json()) as { id: string }).id;
}

const HASH = /encode\(sha256\(convert_to\((\$\d+) \|\| f\.fact \|\| (\$\d+), 'UTF8'\)\), 'hex'\)/;
const EVENT = /insert into dossier_event \([^)]*\)\s*select/;

function changed(statement: Statement, change: (text: string) => string): Statement {
  return EVENT.test(statement.text) ? { ...statement, text: change(statement.text) } : statement;
}

/** The same statement, its parameters too, but nothing is hashed and no event is kept. */
function withoutEvidence(text: string): string {
  const plain = text
    .replace(HASH, (_hash, before: string, after: string) => `left(${before}::text || f.fact || ${after}::text, 0)`)
    .replace(EVENT, "select");
  if (plain === text || HASH.test(plain)) throw new Error(`The hash is not where it was: ${text}`);
  return plain;
}

/** Hashed a thousand times over. */
function hashedOften(text: string): string {
  return text.replace(
    HASH,
    (hash) => `(select max(encode(sha256(convert_to(n || ${hash}, 'UTF8')), 'hex')) from generate_series(1, 5000) n)`,
  );
}

async function pgbench(url: string, script: string, variables: Script["variables"]): Promise<number> {
  series += 1;
  const { port, password } = new URL(url);
  const args = ["-n", "-M", "prepared", "-f", script, "-c", String(CLIENTS), "-j", "2", "-T", String(SECONDS)];
  args.push(...Object.entries(variables).flatMap(([name, value]) => ["-D", `${name}=${value}`]));
  args.push("-D", `n=${series * 10_000_000}`, "-h", "127.0.0.1", "-p", port, "-U", "postgres", "motcua");
  const { stdout } = await run("pgbench", args, { env: { ...process.env, PGPASSWORD: password, PGOPTIONS: OPTIONS } });
  const tps = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
  if (!tps || !/failed transactions: 0/.test(stdout)) throw new Error(`pgbench:\n${stdout}`);
  say(`${script}: ${tps.toFixed(0)} a second`);
  return tps;
}
