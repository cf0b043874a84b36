import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Config } from "../platform/config.ts";

type Place = Pick<Config, "dataDir" | "schema">;

/** Where the moment of the last archive made on this machine is kept; outside the database, which may be what is lost. */
export function lastBackupFile({ dataDir, schema }: Place): string {
  return join(dataDir, `last-backup-${schema}`);
}

/** Remembers that an archive is whole. */
export function rememberBackup(place: Place, at: Moment): void {
  writeFileSync(lastBackupFile(place), `${at}\n`);
}
