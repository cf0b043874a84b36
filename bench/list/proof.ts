// npm run proof:list: lists, searches and pages of officers on a generated province, against a bare server and limits.
import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { sql } from "kysely";
import { APP_ROLE } from "../../server/platform/database.ts";
import { launchPostgres } from "../../server/platform/postgres/launch.ts";
import { writeCursor } from "../../server/dossier/api/list-cursor.ts";
import { moment } from "../../domain/shared/moment.ts";
import type { Verdict } from "../harness/judge.ts";
import { prove, report, say } from "../harness/proof.ts";
import { ROOT, temporaryFolder } from "../harness/system.ts";
import { recordStatements } from "../submit/record-statements.ts";
import { startBare } from "./bare.ts";
import type { Reading, ReadOrder, ReadResult } from "./load.ts";
import { startProvince, type MeasuredProvince } from "./province.ts";

const { values } = parseArgs({
  options: { dossiers: { type: "string", default: "1000000" }, data: { type: "string" } },
});
const DOSSIERS = Number(values.dossiers);
const SMALL = 100_000;
const DEEP_PAGE = 10_000;
const PER_PAGE = 50;
const run = promisify(execFile);

// A folder that is named is kept: the next run finds its provinces there.
const folder = values.data ? resolve(values.data) : temporaryFolder("list");
const dataDir = join(folder, "postgres");
const server = await launchPostgres({ dataDir });
const big = await startProvince({ server, database: "motcua", dossiers: DOSSIERS, folder });
const small = await startProvince({ server, database: "motcua_small", dossiers: Math.min(SMALL, DOSSIERS), folder });
try {
  const { rows } = await sql<{ count: number }>`select count(*) as count from dossier`.execute(big.db);
  await report(measure, { dossiers: rows[0]?.count, small: SMALL });
} finally {
  await small.stop();
  await big.stop();
  await server.stop();
}

async function measure(): Promise<readonly Verdict[]> {
  const lists = await listReadings(big);
  const verdicts = [await rate(lists)];
  const pages = [
    ["list with filters and scope, p95 ms", lists, 50],
    ["worklist page, p95 ms", await workReadings(big), 50],
    ["search for a name without accents, p95 ms", await searchReadings(big), 100],
    ["dossier page, p95 ms", await dossierReadings(big), 60],
  ] as const;
  for (const [name, readings, limit] of pages) {
    verdicts.push(
      await prove({
        name,
        threshold: 1,
        better: "less",
        limit: async () => limit,
        ours: async () => (await read(big, { readings, clients: 2 })).p95,
        spoilt: async () => (await read(big, { readings, clients: 2, lateMs: limit })).p95,
      }),
    );
  }
  verdicts.push(await depth(), await growth(lists));
  return verdicts;
}

type Some = Pick<ReadOrder, "readings" | "clients"> & Partial<ReadOrder>;

async function read({ port }: { readonly port: number }, order: Some): Promise<ReadResult> {
  const full: ReadOrder = { port, seconds: 6, lateMs: 0, ...order };
  const { stdout } = await run(process.execPath, ["--import", "tsx", "bench/list/load.ts", JSON.stringify(full)], {
    cwd: ROOT,
  });
  return JSON.parse(stdout) as ReadResult;
}

/** Lists a second over HTTP, signed in and within the scope, against a bare server with the same statement. */
async function rate(lists: readonly Reading[]): Promise<Verdict> {
  const [reading] = lists;
  if (!reading) throw new Error("There is nothing to read");
  const path = `${big.system.baseUrl}${reading.path}`;
  const statements = await recordStatements({ url: big.url, log: join(dataDir, "postgres.log") }, async () => {
    const answer = await fetch(path, { headers: { cookie: reading.cookie } });
    say(`${((await answer.json()) as { items: unknown[] }).items.length} rows`);
  });
  const list = statements.find(({ text }) => text.includes("with page as materialized"));
  if (!list) throw new Error(`No list among ${statements.map(({ text }) => text.slice(0, 60)).join(" | ")}`);
  const bare = await startBare(big.url, list, `-c role=${APP_ROLE} -c search_path=motcua,public`);
  const ours = { readings: [reading], clients: 16 };
  let limit = 0;
  try {
    return await prove({
      name: "lists of 50 per second",
      threshold: 0.5,
      better: "more",
      limit: async () =>
        (limit = (await read(bare, { readings: [{ path: "/list", cookie: "" }], clients: 16 })).perSecond),
      ours: async () => (await read(big, ours)).perSecond,
      // Resting so long after each answer sixteen clients cannot reach two fifths of the limit.
      spoilt: async () => (await read(big, { ...ours, lateMs: (16 / (0.4 * limit)) * 1000 })).perSecond,
    });
  } finally {
    await bare.stop();
  }
}

/** The ten thousandth page against the first; the spoilt one counts its way there, as lists with page numbers do. */
async function depth(): Promise<Verdict> {
  const [cookie = ""] = await big.officers("H98", "control-officer", 1);
  const page = Math.min(DEEP_PAGE, Math.floor((0.8 * DOSSIERS) / PER_PAGE));
  const offset = (page - 1) * PER_PAGE - 1;
  const { rows } = await sql<{ id: string; at: string }>`
    select d.id, d.submitted_at as at from dossier d order by d.submitted_at desc, d.id desc
    offset ${offset} limit 1`.execute(big.db);
  const [place] = rows;
  if (!place) throw new Error(`No page ${page}`);
  const first = `/api/v1/dossiers?limit=${PER_PAGE}`;
  const deep = `${first}&cursor=${writeCursor({ submittedAt: moment(place.at), id: place.id })}`;
  const median = async (path: string): Promise<number> =>
    (await read(big, { readings: [{ path, cookie }], clients: 1 })).median;
  return prove({
    name: `page ${page} against page 1, median ms`,
    threshold: 1.2,
    better: "less",
    limit: () => median(first),
    ours: () => median(deep),
    spoilt: async () => {
      const from = performance.now();
      await sql`select d.id, d.applicant_name from dossier d order by d.submitted_at desc, d.id desc
        offset ${offset} limit ${PER_PAGE}`.execute(big.db);
      return performance.now() - from + (await median(first));
    },
  });
}

/** The same lists on so many dossiers more. */
async function growth(lists: readonly Reading[]): Promise<Verdict> {
  const before = await listReadings(small);
  let limit = 0;
  return prove({
    name: `lists on ${DOSSIERS} against ${SMALL}, p95 ms`,
    threshold: 1.5,
    better: "less",
    limit: async () => (limit = (await read(small, { readings: before, clients: 2 })).p95),
    ours: async () => (await read(big, { readings: lists, clients: 2 })).p95,
    spoilt: async () => (await read(big, { readings: lists, clients: 2, lateMs: 2 * limit })).p95,
  });
}

/** Officers of a small commune, of the largest one, of a department, and of the whole province. */
async function readersOf(at: MeasuredProvince): Promise<readonly string[]> {
  const found = [
    await at.officers("H98.1000", "handler", 2),
    await at.officers("H98.1200", "receiver", 2),
    await at.officers("H98.02", "handler", 2),
    await at.officers("H98.01", "receiver", 2),
    await at.officers("H98", "control-officer", 2),
  ];
  return found.flat();
}

async function listReadings(at: MeasuredProvince): Promise<readonly Reading[]> {
  const queries = ["status=processing", "status=returned", "", "procedure=9.000001", "status=stopped", "mine=true"];
  const readers = await readersOf(at);
  return queries.flatMap((query) =>
    readers.map((cookie) => ({ path: `/api/v1/dossiers?limit=${PER_PAGE}&${query}`, cookie })),
  );
}

async function workReadings(at: MeasuredProvince): Promise<readonly Reading[]> {
  const others = [
    await at.officers("H98.1000", "leader", 2),
    await at.officers("H98.1000", "seal-clerk", 1),
    await at.officers("H98.02", "leader", 2),
  ];
  return [...(await readersOf(at)), ...others.flat()].map((cookie) => ({ path: "/can-bo", cookie }));
}

async function searchReadings(at: MeasuredProvince): Promise<readonly Reading[]> {
  const names = ["nguyen van", "quach thi", "thanh nhai", "ung ba", "thao a", "thi hong y", "be van khanh", "xuan nam"];
  const readers = await readersOf(at);
  return names.flatMap((name) =>
    readers.map((cookie) => ({ path: `/can-bo/tim?tim=${encodeURIComponent(name)}`, cookie })),
  );
}

async function dossierReadings(at: MeasuredProvince): Promise<readonly Reading[]> {
  const [cookie = ""] = await at.officers("H98", "control-officer", 1);
  const { rows } = await sql<{ id: string }>`
    select d.id from dossier d tablesample system (0.2) limit 500`.execute(at.db);
  return rows.map(({ id }) => ({ path: `/can-bo/ho-so/${id}`, cookie }));
}
