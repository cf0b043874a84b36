import { createHash } from "node:crypto";
import { leafHash, merkleRoot } from "../../domain/evidence/merkle.ts";
import { ROOTS_START, sha256, toHex } from "./leaf.ts";
import type { LoggedRow } from "./read-log.queries.ts";

/** What the first link is linked to. */
export const LINKS_START = ROOTS_START;

/** Under which id the chain of reads stands among the dossiers' in the day's tree. */
export const READS_ID = "00000000-0000-0000-0000-000000000000";

/** The leaf of a row: SHA-256 over its fields as a JSON array. */
export function hashRow(fields: LoggedRow): Uint8Array {
  return leafHash(sha256, Buffer.from(JSON.stringify(fields)));
}

export interface Link {
  readonly number: number;
  /** Which rows, as PostgreSQL writes it: `{[1,4),[6,7)}`. */
  readonly ids: string;
  readonly leaves: readonly Uint8Array[];
  readonly previousHash: string;
}

/** SHA-256 over the link's canonical JSON; its rows are in it as the root of the tree over them. */
export function hashLink({ number, ids, leaves, previousHash }: Link): string {
  const root = toHex(merkleRoot(sha256, leaves));
  const text = `{"ids":"${ids}","number":${number},"previousHash":"${previousHash}","root":"${root}"}`;
  return createHash("sha256").update(text).digest("hex");
}

/** Ids in order, as PostgreSQL writes a multirange of them. */
export function spansOf(ids: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const id of ids) {
    const last = spans.at(-1);
    if (last?.[1] === id) last[1] = id + 1;
    else spans.push([id, id + 1]);
  }
  return `{${spans.map(([from, to]) => `[${from},${to})`).join(",")}}`;
}

/** The ids that a multirange holds, in order. */
export function idsOf(spans: string): readonly number[] {
  return [...spans.matchAll(/\[(\d+),(\d+)\)/g)].flatMap(([, from, to]) =>
    Array.from({ length: Number(to) - Number(from) }, (_, at) => Number(from) + at),
  );
}

/** The leaves of a link as they are kept, one after another. */
export function leavesOf(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.floor(bytes.length / 32) }, (_, at) => bytes.subarray(at * 32, at * 32 + 32));
}

/** How a row of the log is named to whoever looks for it. */
export function toRowName(id: number): string {
  return `access_log ${id}`;
}
