import type { Moment } from "../../domain/shared/moment.ts";
import type { Config } from "./config.ts";
import type { Db } from "./database.ts";
import type { FileStore } from "./files/file-store.ts";

/** What the composition root gives to every module. */
export interface Deps {
  readonly db: Db;
  readonly config: Config;
  readonly files: FileStore;
  now(): Moment;
}
