import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { hashLink, hashRow, LINKS_START, spansOf } from "./read-link.ts";
import * as queries from "./read-log.queries.ts";

const MOST_ROWS = 5_000;

/** Chains every row of the access log that is in no link yet; answers with the number of rows. Done twice it changes nothing. */
export async function linkReads(db: Db, now: Moment): Promise<number> {
  let linked = 0;
  for (;;) {
    const rows = await db.transaction().execute((tx) => linkSome(tx, now));
    linked += rows;
    if (rows < MOST_ROWS) return linked;
  }
}

async function linkSome(tx: Db, now: Moment): Promise<number> {
  await queries.lockLinks(tx);
  const before = (await queries.findLastLink(tx)) ?? { number: 0, hash: LINKS_START };
  const rows = await queries.listUnlinked(tx, before.number, MOST_ROWS);
  if (rows.length === 0) return 0;
  const link = {
    number: before.number + 1,
    ids: spansOf(rows.map(({ id }) => Number(id))),
    leaves: rows.map(({ fields }) => hashRow(fields)),
    previousHash: before.hash,
  };
  await queries.insertLink(tx, { ...link, leaves: Buffer.concat(link.leaves), hash: hashLink(link) }, now);
  return rows.length;
}
