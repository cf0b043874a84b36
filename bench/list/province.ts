import { join } from "node:path";
import { sql } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Role } from "../../domain/organisation/role.ts";
import { openSession } from "../../server/identity/sessions.ts";
import { now } from "../../server/platform/clock.ts";
import { openDatabase, type Db } from "../../server/platform/database.ts";
import { takeOver } from "../../server/platform/files/check-mark.ts";
import { openLocalStore } from "../../server/platform/files/local-store.ts";
import { migrate } from "../../server/platform/migrate.ts";
import { ensureDatabase, type EmbeddedServer } from "../../server/platform/postgres/launch.ts";
import { generate } from "../generate/generate.ts";
import { say } from "../harness/proof.ts";
import { ROOT, startSystem, type RunningSystem } from "../harness/system.ts";

/** The application on a generated province of so many dossiers. */
export interface MeasuredProvince {
  readonly url: string;
  readonly db: Db;
  readonly system: RunningSystem;
  readonly port: number;
  /** Cookies of officers of an agency in a role, signed in. */
  officers(agencyCode: string, role: Role, count: number): Promise<readonly string[]>;
  /** So many citizens, signed in. */
  citizens(count: number): Promise<readonly SignedInCitizen[]>;
  stop(): Promise<void>;
}

export interface SignedInCitizen {
  readonly cookie: string;
  readonly name: string;
  readonly identityNumber: string;
  readonly phone: string;
  readonly address: string;
}

interface Wanted {
  readonly server: EmbeddedServer;
  readonly database: string;
  readonly dossiers: number;
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Generates the province unless the database holds one already, and starts the application on it, pages alone. */
export async function startProvince({ server, database, dossiers, folder, env }: Wanted): Promise<MeasuredProvince> {
  await ensureDatabase(server, database);
  const url = server.url(database);
  await migrate({ url, schema: "motcua" });
  const db = openDatabase({ url, schema: "motcua", max: 2 });
  const { rows } = await sql<{ known: boolean }>`select exists (select from agency) as known`.execute(db);
  if (!rows[0]?.known) {
    const order = { seed: 1, dossiers, agencies: 300, procedures: 500, until: now(), history: "all" } as const;
    await generate({ url, order, password: null, files: null, say });
  }
  // Its papers have rows and no bytes; the application starts on a store that is known to be this database's.
  await takeOver(db, openLocalStore(join(folder, database, "files")));
  const system = await startSystem({
    command: process.execPath,
    args: ["bin/motcua", "start"],
    cwd: ROOT,
    env: {
      DATABASE_URL: url,
      MOTCUA_DEMO: "no",
      MOTCUA_SERVICES: "web",
      MOTCUA_DATA_DIR: join(folder, database),
      NODE_ENV: "",
      ...env,
    },
  });
  return {
    url,
    db,
    system,
    port: Number(new URL(system.baseUrl).port),
    officers: async (agencyCode, role, count) => cookies(db, await officerAccounts(db, { agencyCode, role, count })),
    citizens: async (count) => {
      const accounts = await citizenAccounts(db, count);
      const made = await cookies(db, accounts);
      return accounts.map((account, index) => ({ ...account, cookie: made[index] ?? "" }));
    },
    async stop() {
      await system.stop();
      await db.destroy();
    },
  };
}

interface Holder {
  readonly id: string;
  readonly kind: "officer" | "citizen";
}

async function cookies(db: Db, accounts: readonly Holder[]): Promise<readonly string[]> {
  const visitor = { address: "", userAgent: "" };
  const at: Moment = now();
  const made: string[] = [];
  for (const account of accounts) made.push(`motcua_session=${await openSession(db, { account, now: at, visitor })}`);
  return made;
}

async function officerAccounts(
  db: Db,
  { agencyCode, role, count }: { readonly agencyCode: string; readonly role: Role; readonly count: number },
): Promise<readonly Holder[]> {
  const { rows } = await sql<Holder>`
    select c.id, c.kind
    from appointment p join agency a on a.id = p.agency_id join account c on c.officer_id = p.officer_id
    where a.code = ${agencyCode} and ${role} = any(p.roles)
    order by c.id limit ${count}`.execute(db);
  if (rows.length === 0) throw new Error(`No ${role} at ${agencyCode}`);
  return rows;
}

async function citizenAccounts(db: Db, count: number): Promise<readonly (Holder & Omit<SignedInCitizen, "cookie">)[]> {
  const { rows } = await sql<Holder & Omit<SignedInCitizen, "cookie">>`
    select c.id, c.kind, c.name, c.identity_number as "identityNumber", c.phone, c.address from account c where c.kind = 'citizen' order by c.id limit ${count}`.execute(
    db,
  );
  return rows;
}
