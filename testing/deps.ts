import { tmpdir } from "node:os";
import { join } from "node:path";
import { now } from "../server/platform/clock.ts";
import { readConfig, type Config } from "../server/platform/config.ts";
import type { Db } from "../server/platform/database.ts";
import type { Deps } from "../server/platform/deps.ts";
import { openLocalStore } from "../server/platform/files/local-store.ts";

/** What a job is given, with the settings that matter to the test. */
export function testDeps(db: Db, settings: Partial<Config>): Deps {
  const config = { ...readConfig({}), ...settings };
  return { db, dbFor: () => db, config, now, files: openLocalStore(join(tmpdir(), `motcua-files-${process.pid}`)) };
}
