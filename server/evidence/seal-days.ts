import { buildTree, merkleRoot } from "../../domain/evidence/merkle.ts";
import { moment, type Moment } from "../../domain/shared/moment.ts";
import { dateOf, fromDayNumber, toDayNumber, type PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";
import { CHUNK, CHUNK_LEVEL, fromHex, hashLeaf, hashRoot, ROOTS_START, sha256, toHex } from "./leaf.ts";
import * as queries from "./root.queries.ts";

/** A transaction that recorded an event so many others ago may have committed only now. */
const MARGIN = 100_000;

const nextDay = (day: PlainDate): PlainDate => fromDayNumber(toDayNumber(day) + 1);

/**
 * Writes the root of each day that has ended since the last one, oldest first; the first is yesterday's. Each in a
 * transaction of its own, so that a run that was stopped goes on where it was; done twice it changes nothing.
 */
export async function sealDays(db: Db, now: Moment): Promise<readonly PlainDate[]> {
  const yesterday = fromDayNumber(toDayNumber(dateOf(now)) - 1);
  const before = await queries.findLastRoot(db);
  const sealed: PlainDate[] = [];
  for (let day = before ? nextDay(before.day) : yesterday; day <= yesterday; day = nextDay(day)) {
    const from = (before?.upTo ?? 0) - MARGIN;
    if (await db.transaction().execute((tx) => sealDay(tx, { day, from, now, isLast: day === yesterday })))
      sealed.push(day);
  }
  return sealed;
}

interface Sealing {
  readonly day: PlainDate;
  readonly from: number;
  readonly now: Moment;
  /** Of this run. Those before it must not hide from it what was recorded late. */
  readonly isLast: boolean;
}

async function sealDay(tx: Db, { day, from, now, isLast }: Sealing): Promise<boolean> {
  await queries.lockRoots(tx);
  const before = await queries.findLastRoot(tx);
  if (before && before.day >= day) return false;
  const night = { day, end: moment(`${nextDay(day)}T00:00:00+07:00`), from };
  const { newDossiers, newEvents, chunks } = await queries.addLeaves(tx, night);
  const roots: { number: number; root: string }[] = [];
  for (const number of chunks) roots.push({ number, root: await chunkRoot(tx, number, day) });
  await queries.addChunkRoots(tx, day, roots);
  const facts = {
    day,
    dossiers: (before?.dossiers ?? 0) + newDossiers,
    events: (before?.events ?? 0) + newEvents,
    previousHash: before?.hash ?? ROOTS_START,
  };
  const root = rootOfChunks(await queries.listChunkRoots(tx, day), facts.dossiers);
  const upTo = isLast ? await queries.lastLookedAt(tx, night) : (before?.upTo ?? 0);
  await queries.addRoot(tx, { ...facts, root, hash: hashRoot({ ...facts, root }), upTo }, now);
  return true;
}

async function chunkRoot(tx: Db, number: number, day: PlainDate): Promise<string> {
  const leaves = await queries.listLeaves(tx, number, day);
  return toHex(merkleRoot(sha256, leaves.map(hashLeaf)));
}

/** Root of the whole tree. The last chunk, when it is not full, is the tree's own right edge. */
function rootOfChunks(roots: readonly string[], leaves: number): string {
  const tree = buildTree(sha256);
  for (const [index, root] of roots.entries())
    tree.push(fromHex(root), (index + 1) * CHUNK <= leaves ? CHUNK_LEVEL : 0);
  return toHex(tree.root());
}
