import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Config } from "../platform/config.ts";
import { release } from "../platform/release.ts";
import { keysOf } from "./keys.ts";
import { makeBackup } from "./make-backup.ts";

const KEPT = 5;

interface Keeping {
  readonly config: Pick<Config, "dataDir" | "schema" | "backupPassphrase">;
  /** Address as the owner of the schema. */
  readonly url: string;
  readonly now: Moment;
}

/**
 * Writes the database out, without the files, which stay in the store and never change; keeps the newest five. Answers
 * with where it lies.
 */
export async function makeRestorePoint({ config, url, now }: Keeping): Promise<string> {
  const { schema, backupPassphrase: passphrase } = config;
  const folder = join(config.dataDir, "restore-points");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = now.slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
  const file = join(folder, freeName(readdirSync(folder), `${schema}-${at}`));
  await makeBackup(file, { url, schema, files: undefined, release: release(), keys: keysOf(config), passphrase });
  const own = readdirSync(folder).filter((name) => name.startsWith(`${schema}-`) && name.endsWith(".tar"));
  for (const old of own.toSorted().slice(0, -KEPT)) rmSync(join(folder, old));
  return file;
}

/** Two in one second happen in scripts. */
function freeName(taken: readonly string[], name: string): string {
  const names = [`${name}.tar`, ...Array.from({ length: 99 }, (_none, index) => `${name}-${index + 2}.tar`)];
  const free = names.find((one) => !taken.includes(one));
  if (!free) throw new Error(`${name}: too many restore points within one second`);
  return free;
}
