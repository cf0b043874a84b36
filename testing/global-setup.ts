import { mkdtempSync, rmSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../server/platform/migrate.ts";
import { launchPostgres } from "../server/platform/postgres/launch.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the test server's maintenance database, and the migrated database to copy. */
    server: { url: string; template: string };
  }
}

/** Runs once for the whole suite: one server of this run's own and one migrated database that every file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `motcua_template_${process.pid}`;
  const given = process.env["TEST_DATABASE_URL"];
  const dataDir = given ? undefined : mkdtempSync(join(tmpdir(), "motcua-test-"));
  if (dataDir) chmodSync(dataDir, 0o755);
  const server = dataDir ? await launchPostgres({ dataDir, unsafe: true }) : undefined;
  const url = given ?? server?.url("postgres") ?? "";
  await admin(url, `create database ${template}`);
  await migrate({ url: withDatabase(url, template), schema: "motcua" });
  project.provide("server", { url, template });
  return async () => {
    await admin(url, `drop database if exists ${template}`);
    await server?.stop();
    if (dataDir) rmSync(dataDir, { recursive: true, force: true });
  };
}

async function admin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).toString();
}
