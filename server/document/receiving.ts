import type { Moment } from "../../domain/shared/moment.ts";
import type { Config } from "../platform/config.ts";
import type { Db } from "../platform/database.ts";
import type { FileStore } from "../platform/files/file-store.ts";

/** What taking in a file needs: where its row and its bytes go, whether it is scanned, and when it is. */
export interface Receiving {
  readonly db: Db;
  readonly files: FileStore;
  readonly config: Pick<Config, "files">;
  readonly now: Moment;
}
