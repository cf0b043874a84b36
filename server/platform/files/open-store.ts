import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Db } from "../database.ts";
import { isId } from "../ids.ts";
import { checkMark } from "./check-mark.ts";
import type { FileStore } from "./file-store.ts";
import { folderOf, localFolder, openLocalStore, readLocalMark } from "./local-store.ts";

/** The store that the settings name, found to be the one this database belongs to. Throws as `checkMark` does. */
export async function openStore(db: Db, config: Config): Promise<FileStore> {
  const store = await storeOf(config);
  await checkMark(db, store);
  return store;
}

/** The store that the settings name, whosever it is: for those who fill a database and a store together. */
export async function storeOf({ dataDir, schema, files: { s3 } }: Config): Promise<FileStore> {
  const folder = localFolder(dataDir, schema);
  return s3 ? (await import("./s3-store.ts")).openS3Store(s3, join(folder, "incoming")) : openLocalStore(folder);
}

/** The id on the marker of the store that the settings name, or undefined where there is none; makes nothing. */
export async function peekMark({ dataDir, schema, files: { s3 } }: Config): Promise<string | undefined> {
  const text = s3
    ? await (await import("./s3-store.ts")).readS3Mark(s3)
    : await readLocalMark(folderOf(dataDir, schema));
  return text?.split("\n").find(isId);
}
