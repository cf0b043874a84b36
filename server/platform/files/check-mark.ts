import type { Db } from "../database.ts";
import { isId, newId } from "../ids.ts";
import { findStoreId, knowsFiles, rememberStore, replaceStore } from "./file-store.queries.ts";
import type { FileStore } from "./file-store.ts";

const WORDS = "Kho tệp của Một Cửa. Không sửa, không xoá.";

/**
 * Makes sure that the store is the one the database was filled with: its marker holds the id that the database
 * remembers. The first start of an empty store writes both. Throws, saying what to do, for a missing or foreign store.
 */
export async function checkMark(db: Db, store: FileStore): Promise<void> {
  const mark = await store.readMark();
  const marked = mark?.split("\n").find(isId);
  const known = await findStoreId(db);
  if (known !== undefined && marked === known) return;
  if (marked !== undefined) throw new Error(known === undefined ? unknownTo(store) : foreign(store, known, marked));
  // Stores of before had a marker without an id; theirs is the database that is started with them.
  const adopted = mark !== undefined && known === undefined;
  const empty = await store.isEmpty();
  if (!adopted && (await knowsFiles(db)) && empty) throw new Error(missing(store));
  if (!adopted && !empty) throw new Error(unknownTo(store));
  // The database first: were the marker there alone, the next start would take it for another's.
  const id = await rememberStore(db, known ?? newId());
  await store.writeMark(`${WORDS}\n${id}\n`);
}

/** Makes the store this database's, whatever either said before: both have just been filled from one backup. */
export async function takeOver(db: Db, store: FileStore): Promise<void> {
  const marked = (await store.readMark())?.split("\n").find(isId);
  const id = marked ?? (await findStoreId(db)) ?? newId();
  await replaceStore(db, id);
  if (!marked) await store.writeMark(`${WORDS}\n${id}\n`);
}

const missing = ({ place }: FileStore): string =>
  `Kho tệp ${place} trống và không có dấu của Một Cửa, mà cơ sở dữ liệu đã có tệp. ` +
  "Có lẽ ổ đĩa chưa được gắn, hoặc đường dẫn sai. Gắn lại ổ đĩa hoặc sửa MOTCUA_DATA_DIR, MOTCUA_S3_* rồi khởi động lại.";

const unknownTo = ({ place }: FileStore): string =>
  `Kho tệp ${place} có tệp của một cơ sở dữ liệu khác. ` +
  "Dùng đúng cơ sở dữ liệu của kho này, hoặc chỉ đến một kho trống (MOTCUA_DATA_DIR, MOTCUA_S3_BUCKET, MOTCUA_S3_PREFIX).";

const foreign = ({ place }: FileStore, known: string, marked: string): string =>
  `Kho tệp ${place} mang dấu ${marked}, mà cơ sở dữ liệu này dùng kho ${known}. ` +
  "Chỉ đến đúng kho của cơ sở dữ liệu này (MOTCUA_DATA_DIR, MOTCUA_S3_BUCKET, MOTCUA_S3_PREFIX).";
