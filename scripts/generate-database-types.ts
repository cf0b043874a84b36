// Writes server/platform/database.gen.ts and db/schema.sql from a freshly migrated database; --check only compares.
import { mkdtempSync, chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "../server/platform/migrate.ts";
import { launchPostgres } from "../server/platform/postgres/launch.ts";
import { describeSchema, describeTypes, readCatalog } from "./describe-schema.ts";

const dataDir = mkdtempSync(join(tmpdir(), "motcua-types-"));
chmodSync(dataDir, 0o755);
const server = await launchPostgres({ dataDir, unsafe: true });
try {
  const url = server.url("postgres");
  await migrate({ url, schema: "motcua" });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const catalog = await readCatalog(client, "motcua");
  await client.end();
  compareOrWrite("db/schema.sql", describeSchema(catalog));
  compareOrWrite("server/platform/database.gen.ts", describeTypes(catalog));
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

function compareOrWrite(path: string, text: string): void {
  const file = new URL(`../${path}`, import.meta.url);
  if (!process.argv.includes("--check")) return writeFileSync(file, text);
  if (readFileSync(file, "utf8") !== text) {
    console.error(`${path} is not what the migrations say. Run: npm run types`);
    process.exitCode = 1;
  }
}
