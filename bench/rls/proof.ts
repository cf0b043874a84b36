// npm run proof:rls: what the wall of readers costs, on a generated province.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import type { Role } from "../../domain/organisation/role.ts";
import { listDossiers } from "../../server/dossier/api/list.queries.ts";
import { findVisible } from "../../server/dossier/visible.queries.ts";
import { listWork, searchDossiers } from "../../server/dossier/office/my-work.queries.ts";
import { findActor } from "../../server/organisation/index.ts";
import { now } from "../../server/platform/clock.ts";
import { APP_ROLE, openForReaders, WORKER_ROLE, type Db, type ReaderDatabase } from "../../server/platform/database.ts";
import { launchPostgres } from "../../server/platform/postgres/launch.ts";
import { startProvince } from "../list/province.ts";
import { median, type Verdict } from "../harness/judge.ts";
import { prove, report } from "../harness/proof.ts";
import { temporaryFolder } from "../harness/system.ts";

const { values } = parseArgs({
  options: {
    dossiers: { type: "string", default: "100000" },
    data: { type: "string" },
    database: { type: "string", default: "motcua" },
  },
});
const TIMES = 40;
const MOST = 1.5;

// A folder that is named is kept: the next run finds its province there.
const folder = values.data ? resolve(values.data) : temporaryFolder("rls");
const server = await launchPostgres({ dataDir: `${folder}/postgres` });
const province = await startProvince({ server, database: values.database, dossiers: Number(values.dossiers), folder });
const pool = { url: province.url, schema: "motcua", max: 1 };
const walled = openForReaders({ ...pool, role: APP_ROLE });
const open = openForReaders({ ...pool, role: WORKER_ROLE });
type Reading = (db: Db, officer: OfficerActor) => Promise<unknown>;

const READINGS: Readonly<Record<string, Reading>> = {
  "a list of 50": (db, officer) => listDossiers(db, officer, { limit: 50, after: null }),
  "a list of 50 in one state": (db, officer) =>
    listDossiers(db, officer, { status: "processing", limit: 50, after: null }),
  "a worklist": worklist,
  "a search by name": (db, officer) => searchDossiers(db, officer.id, { text: "van hung", limit: 50 }),
  "a count of what is overdue": (db, officer) =>
    sql`
    select count(*) from dossier d where d.status in ('received', 'processing') and d.due_at < now() and exists (
      select from dossier_agency x join user_scope s on s.agency_id = x.agency_id
      where x.dossier_id = d.id and s.officer_id = ${officer.id})`.execute(db),
  "fifty dossiers one by one": fiftyDossiers,
};

function worklist(db: Db, officer: OfficerActor): Promise<readonly unknown[]> {
  return listWork(db, officer, 2000);
}

async function fiftyDossiers(db: Db, officer: OfficerActor): Promise<void> {
  const { items } = await listDossiers(db, officer, { limit: 50, after: null });
  for (const { id } of JSON.parse(items) as { id: string }[]) await findVisible(db, id, officer);
}

async function measure(): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const [who, role] of [
    ["a counter", "receiver"],
    ["the province", "control-officer"],
  ] as const) {
    const officer = await officerWith(role);
    for (const [what, reading] of Object.entries(READINGS)) {
      // Whoever has nothing on his table has no list to measure.
      if (reading === worklist && (await worklist(province.db, officer)).length === 0) continue;
      const through = (database: ReaderDatabase) => time(() => reading(database.dbFor(officer), officer));
      verdicts.push(
        await prove({
          name: `${what}, ${who}, median ms`,
          threshold: MOST,
          better: "less",
          limit: () => through(open),
          ours: () => through(walled),
          // Read twice instead of once.
          spoilt: async () => 2 * Math.max(await through(walled), await through(open)),
        }),
      );
    }
  }
  return verdicts;
}

async function time(read: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let done = 0; done < TIMES; done += 1) {
    const begun = performance.now();
    await read();
    taken.push(performance.now() - begun);
  }
  return median(taken);
}

/** An officer of that role who has the most dossiers in his scope. */
async function officerWith(role: Role): Promise<OfficerActor> {
  const { rows } = await sql<{ id: string }>`
    select p.officer_id as id from appointment p
    where ${role} = any(p.roles)
    order by (select count(*) from dossier_agency x where x.agency_id = p.agency_id) desc, p.officer_id limit 1`.execute(
    province.db,
  );
  const actor = await findActor(province.db, rows[0]?.id ?? "", dateOf(now()));
  if (!actor) throw new Error(`Nobody is ${role}`);
  return actor;
}

try {
  await report(measure, { dossiers: Number(values.dossiers) });
} finally {
  await walled.db.destroy();
  await open.db.destroy();
  await province.stop();
  await server.stop();
}
