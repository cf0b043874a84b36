import { join } from "node:path";
import type { Config } from "../server/platform/config.ts";
import { migrate, type MigrationReport } from "../server/platform/migrate.ts";
import { ensureDatabase, launchPostgres } from "../server/platform/postgres/launch.ts";

export interface OpenedDatabase {
  /** Address as the owner of the schema. */
  readonly url: string;
  readonly report: MigrationReport;
  /** Stops the embedded server if this process started it. */
  close(): Promise<void>;
}

/** The configured server, or the embedded one started or adopted, brought to this release's schema. */
export async function openMigrated({ databaseUrl, dataDir, schema }: Config): Promise<OpenedDatabase> {
  if (databaseUrl)
    return { url: databaseUrl, report: await migrate({ url: databaseUrl, schema }), close: async () => undefined };
  const server = await launchPostgres({ dataDir: join(dataDir, "postgres") });
  await ensureDatabase(server, "motcua");
  const url = server.url("motcua");
  return { url, report: await migrate({ url, schema }), close: () => server.stop() };
}
