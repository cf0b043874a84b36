// npm run proof:log: what evidence costs a submission, how fast chains are verified, and that every change is found.
import { join } from "node:path";
import pg from "pg";
import { verifyEvents } from "../../server/dossier/verify/verify-events.ts";
import { migrate } from "../../server/platform/migrate.ts";
import { ensureDatabase, launchPostgres } from "../../server/platform/postgres/launch.ts";
import { openSnapshots, type SnapshotReader } from "../../server/platform/snapshot.ts";
import { judge, type Verdict } from "../harness/judge.ts";
import { prove, report, say } from "../harness/proof.ts";
import { temporaryFolder } from "../harness/system.ts";
import { fillChains } from "./chains.ts";
import { measureCost } from "./cost.ts";
import { mutate, restore } from "./mutate.ts";

const DOSSIERS = 30_000;
const MUTATIONS = 10_000;
const EVENTS_PER_SECOND = 300_000;

const folder = temporaryFolder("log");
const dataDir = join(folder, "postgres");
const server = await launchPostgres({ dataDir });
try {
  await report(measure, { dossiers: DOSSIERS, mutations: MUTATIONS });
} finally {
  await server.stop();
}

async function measure(): Promise<readonly Verdict[]> {
  await ensureDatabase(server, "motcua");
  const cost = await measureCost({ url: server.url("motcua"), folder, log: join(dataDir, "postgres.log") });
  await ensureDatabase(server, "chains");
  const url = server.url("chains");
  await migrate({ url, schema: "motcua" });
  const client = new pg.Client({
    connectionString: url,
    options: "-c search_path=motcua,public -c TimeZone=Asia/Ho_Chi_Minh",
  });
  await client.connect();
  const snapshots = await openSnapshots({ url, schema: "motcua" });
  try {
    const perDossier = await fillChains(client, DOSSIERS);
    say(`${DOSSIERS} dossiers of ${perDossier} events`);
    const found = await measureFinding(client, snapshots);
    return [cost, ...found, await measureSpeed(client, snapshots)];
  } finally {
    await snapshots.end();
    await client.end();
  }
}

/** Events a second of this process's own processor time. */
async function speed(snapshots: SnapshotReader): Promise<number> {
  const before = process.cpuUsage();
  const begun = performance.now();
  const { events } = await verifyEvents({
    snapshots,
    withState: false,
    report: (finding) => {
      throw new Error(`A chain nobody touched does not hold: ${JSON.stringify(finding)}`);
    },
  });
  const { user, system } = process.cpuUsage(before);
  say(`${events} events in ${((performance.now() - begun) / 1000).toFixed(2)} s`);
  return events / ((user + system) / 1_000_000);
}

async function measureSpeed(client: pg.Client, snapshots: SnapshotReader): Promise<Verdict> {
  await speed(snapshots);
  return prove({
    name: "chained events verified per second and core",
    threshold: 1,
    better: "more",
    limit: async () => EVENTS_PER_SECOND,
    ours: () => speed(snapshots),
    // Rows as they were kept before: each fact has to be brought into its canonical form.
    async spoilt() {
      await client.query("update dossier_event set fact = fact::jsonb::json");
      return speed(snapshots);
    },
  });
}

async function codesFound(snapshots: SnapshotReader): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  await verifyEvents({ snapshots, withState: false, report: ({ where }) => codes.add(where) });
  return codes;
}

/** Every dossier of which an event was changed is named, and no other; fewer when some of the changes are undone. */
async function measureFinding(client: pg.Client, snapshots: SnapshotReader): Promise<readonly Verdict[]> {
  const untouched = await codesFound(snapshots);
  const changed = await mutate(client, MUTATIONS, Number((Math.random() * 2 - 1).toFixed(6)));
  const found = await codesFound(snapshots);
  await restore(client, 1);
  const fewer = await codesFound(snapshots);
  await restore(client);
  const limit = changed.size;
  const named = [...changed].filter((code) => found.has(code)).length;
  const wrong = [...found].filter((code) => !changed.has(code)).length + untouched.size;
  say(`${named} of ${limit} found, ${wrong} named without a change`);
  const target = { better: "more", threshold: 1 } as const;
  return [
    judge({ name: "changed events found", ...target }, [{ limit, ours: named }], { limit, ours: fewer.size }),
    judge({ name: "events named without a change", better: "less", threshold: 0 }, [{ limit, ours: wrong }], {
      limit,
      ours: found.size,
    }),
  ];
}
