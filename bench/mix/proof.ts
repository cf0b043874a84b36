// npm run proof:mix: a thousand people at once with time to think, and five times as many requests for a while.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { sql } from "kysely";
import { launchPostgres } from "../../server/platform/postgres/launch.ts";
import { judge, type Target, type Verdict } from "../harness/judge.ts";
import { report, say } from "../harness/proof.ts";
import { ROOT, temporaryFolder } from "../harness/system.ts";
import { startProvince, type SignedInCitizen } from "../list/province.ts";
import type { MixOrder, MixResult } from "./load.ts";
import type { Applicant, Person } from "./person.ts";

const { values } = parseArgs({
  options: {
    dossiers: { type: "string", default: "100000" },
    data: { type: "string" },
    people: { type: "string", default: "1000" },
    think: { type: "string", default: "12" },
    seconds: { type: "string", default: "40" },
    rounds: { type: "string", default: "3" },
  },
});
const PEOPLE = Number(values.people);
const THINK = Number(values.think);
const SECONDS = Number(values.seconds);
const SPIKE_SECONDS = 10;
const READ_MS = 300;
const WRITE_MS = 500;
const run = promisify(execFile);

const folder = values.data ? resolve(values.data) : temporaryFolder("mix");
const server = await launchPostgres({ dataDir: join(folder, "postgres") });
const province = await startProvince({ server, database: "motcua_mix", dossiers: Number(values.dossiers), folder });
const peopleFile = join(folder, "people.json");
let people: readonly Person[] = [];
try {
  people = await gather();
  writeFileSync(peopleFile, JSON.stringify(people));
  await report(measure, { people: people.length, thinkSeconds: THINK, seconds: SECONDS, dossiers: values.dossiers });
} finally {
  await province.stop();
  await server.stop();
}

async function measure(): Promise<readonly Verdict[]> {
  await live({ seconds: 15, spike: null });
  const rounds: MixResult[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) rounds.push(await live({}));
  const late = await live({ spike: null, seconds: 20, lateMs: 2 * WRITE_MS });
  const strangers = await live({ spike: null, seconds: 20, people: signedOut() });
  const figure = (
    target: Target,
    {
      limit,
      of,
      spoilt,
    }: { readonly limit: number; readonly of: (one: MixResult) => number; readonly spoilt: MixResult },
  ): Verdict =>
    judge(
      target,
      rounds.map((one) => ({ limit, ours: of(one) })),
      { limit, ours: of(spoilt) },
    );
  return [
    figure(
      { name: "reads, p95 ms", threshold: 1, better: "less" },
      { limit: READ_MS, of: ({ readP95 }) => readP95, spoilt: late },
    ),
    figure(
      { name: "writes, p95 ms", threshold: 1, better: "less" },
      { limit: WRITE_MS, of: ({ writeP95 }) => writeP95, spoilt: late },
    ),
    figure(counted("errors"), { limit: 1, of: ({ errors }) => errors + 1, spoilt: strangers }),
    figure(counted("lost requests in a spike of five times as many"), {
      limit: 1,
      of: ({ lost }) => lost + 1,
      // Whoever is not let in has been lost to the system just as well.
      spoilt: { ...strangers, lost: strangers.errors },
    }),
  ];
}

/** None is allowed; one is added because nothing has no ratio. */
function counted(name: string): Target {
  return { name: `${name}, plus one`, threshold: 1, better: "less" };
}

/** One run. Every filing that was acknowledged must be in the database, and none besides. */
async function live(order: Partial<MixOrder>): Promise<MixResult> {
  const before = await countFiled();
  const full: MixOrder = {
    port: province.port,
    people: peopleFile,
    seconds: SECONDS,
    thinkSeconds: THINK,
    spike: { from: SECONDS - SPIKE_SECONDS - 5, seconds: SPIKE_SECONDS },
    seed: randomUUID(),
    lateMs: 0,
    ...order,
  };
  const { stdout, stderr } = await run(
    process.execPath,
    ["--import", "tsx", "bench/mix/load.ts", JSON.stringify(full)],
    { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 },
  );
  if (stderr && full.people === peopleFile) say(stderr.slice(0, 2000));
  const result = JSON.parse(stdout) as MixResult;
  say(JSON.stringify(result));
  const stored = (await countFiled()) - before;
  if (stored !== result.filed) throw new Error(`${result.filed} filings acknowledged, ${stored} in the database`);
  return result;
}

async function countFiled(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from dossier`.execute(province.db);
  return rows[0]?.count ?? 0;
}

function asApplicant({ name, identityNumber, phone, address }: SignedInCitizen): Applicant {
  return { kind: "person", name, identityNumber, phone, address, email: "" };
}

/** Seven of ten are citizens; the others officers of the busiest counters, a third of them leaders or handlers. */
async function gather(): Promise<readonly Person[]> {
  const citizens = await province.citizens(Math.round(PEOPLE * 0.7));
  const counters = Array.from({ length: 40 }, (_none, index) => `H98.1${String(index).padStart(3, "0")}`);
  const found: Person[] = citizens.map((one, index) => ({
    kind: "citizen",
    cookie: one.cookie,
    applicant: asApplicant(one),
    agencyCode: counters[index % counters.length] ?? "",
  }));
  const [anybody] = citizens;
  if (!anybody) throw new Error("Nobody lives in the province");
  for (const agencyCode of counters) {
    for (const kind of ["receiver", "handler", "leader"] as const) {
      for (const cookie of await province.officers(agencyCode, kind, kind === "leader" ? 2 : 3))
        found.push({ kind, cookie, applicant: asApplicant(anybody), agencyCode });
    }
  }
  return found.slice(0, PEOPLE);
}

/** The same people with sessions that nobody has opened. */
function signedOut(): string {
  const file = join(folder, "strangers.json");
  const strangers = people.map((person) => ({ ...person, cookie: "motcua_session=none" }));
  writeFileSync(file, JSON.stringify(strangers));
  return file;
}
