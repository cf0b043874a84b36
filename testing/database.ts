import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import {
  APP_ROLE,
  openDatabase,
  openForReaders,
  WORKER_ROLE,
  type Db,
  type ReaderDatabase,
} from "../server/platform/database.ts";

export interface TestDatabase {
  /** As jobs see it: every row, and no right to change what was recorded. */
  readonly db: Db;
  /** As the application sees it, behind the wall of who reads. */
  readonly readers: ReaderDatabase;
  /** As the owner, for setting things up. */
  readonly ownerDb: Db;
  readonly url: string;
}

/** A database of this test file's own, copied from the migrated template and dropped when the file ends. */
export function useDatabase(): TestDatabase {
  const name = `motcua_test_${randomUUID().replaceAll("-", "")}`;
  let opened: TestDatabase | undefined;
  beforeAll(async () => {
    const { url: serverUrl, template } = inject("server");
    await admin(serverUrl, `create database ${name} template ${template}`);
    const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).toString();
    opened = {
      url,
      db: openDatabase({ url, schema: "motcua", role: WORKER_ROLE }),
      readers: openForReaders({ url, schema: "motcua", role: APP_ROLE }),
      ownerDb: openDatabase({ url, schema: "motcua", max: 2 }),
    };
  });
  afterAll(async () => {
    await opened?.db.destroy();
    await opened?.readers.db.destroy();
    await opened?.ownerDb.destroy();
    await admin(inject("server").url, `drop database if exists ${name} with (force)`);
  });
  const get = (): TestDatabase => {
    if (!opened) throw new Error("The test database is opened in beforeAll");
    return opened;
  };
  return {
    get db() {
      return get().db;
    },
    get readers() {
      return get().readers;
    },
    get ownerDb() {
      return get().ownerDb;
    },
    get url() {
      return get().url;
    },
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
