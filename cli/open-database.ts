import { join } from "node:path";
import { now } from "../server/platform/clock.ts";
import type { Config } from "../server/platform/config.ts";
import { migrate, type MigrationReport } from "../server/platform/migrate.ts";
import { ensureDatabase, launchPostgres } from "../server/platform/postgres/launch.ts";

export interface OpenedServer {
  /** Address as the owner of the schema. */
  readonly url: string;
  /** Stops the embedded server if this process started it. */
  close(): Promise<void>;
}

export interface OpenedDatabase extends OpenedServer {
  readonly report: MigrationReport;
}

/** The configured server, or the embedded one started or adopted, with whatever schema it has. */
export async function openServer({ databaseUrl, dataDir }: Config): Promise<OpenedServer> {
  if (databaseUrl) return { url: databaseUrl, close: async () => undefined };
  const server = await launchPostgres({ dataDir: join(dataDir, "postgres"), revive: true });
  await ensureDatabase(server, "motcua");
  return { url: server.url("motcua"), close: () => server.stop() };
}

/** The server brought to this release's schema; what is there is written out before it is changed. */
export async function openMigrated(config: Config): Promise<OpenedDatabase> {
  const server = await openServer(config);
  try {
    const beforeChange = config.restorePoints ? () => keepBefore(config, server.url) : undefined;
    const report = await migrate({ url: server.url, schema: config.schema, ...(beforeChange ? { beforeChange } : {}) });
    return { ...server, report };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Read only when it is needed: a start that changes nothing is quicker without it. */
async function keepBefore(config: Config, url: string): Promise<void> {
  const { makeRestorePoint } = await import("../server/backup/index.ts");
  const file = await makeRestorePoint({ config, url, now: now() });
  process.stderr.write(`Điểm khôi phục trước khi nâng cấp: ${file}\n`);
}
