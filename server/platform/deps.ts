import type { Actor } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Config } from "./config.ts";
import type { Db } from "./database.ts";
import type { FileStore } from "./files/file-store.ts";
import type { Reader } from "./reader.ts";

/** What the composition root gives to every module. */
export interface Deps {
  /** As nobody in the application, and as the worker in jobs: the former sees no dossier and no person, the latter all. */
  readonly db: Db;
  /** As whoever asks. */
  dbFor(reader: Reader | Actor): Db;
  readonly config: Config;
  readonly files: FileStore;
  now(): Moment;
}

/** The same for whoever asks: what its database shows is his alone. Without anybody it is nobody's, as before. */
export function seenAs(deps: Deps, reader: Reader | Actor | null): Deps {
  return reader === null ? deps : { ...deps, db: deps.dbFor(reader) };
}
