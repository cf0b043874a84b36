import { inclusionPath } from "../../domain/evidence/merkle.ts";
import type { Db } from "../platform/database.ts";
import { CHUNK, fromHex, hashLeaf, sha256, toHex, type ChainHead, type DayRoot } from "./leaf.ts";
import { findLastRoot, findLeaf, listChunkRoots, listLeaves } from "./root.queries.ts";

/** That the dossier's chain, up to one of its events, is under the root of a day. */
export interface InclusionProof {
  readonly root: DayRoot;
  readonly leaf: ChainHead;
  /** Place of the leaf, from 0. */
  readonly index: number;
  /** Hashes from the leaf's neighbour up to the root's own child, in hexadecimal. */
  readonly path: readonly string[];
}

/** The proof against the latest root; undefined while the dossier is younger than it. */
export async function proveInclusion(db: Db, dossierId: string): Promise<InclusionProof | undefined> {
  const last = await findLastRoot(db);
  const leaf = last && (await findLeaf(db, dossierId, last.day));
  if (!last || !leaf) return undefined;
  const { upTo: _upTo, ...root } = last;
  const chunk = Math.floor(leaf.position / CHUNK);
  const leaves = (await listLeaves(db, chunk, root.day)).map(hashLeaf);
  const chunks = (await listChunkRoots(db, root.day)).map(fromHex);
  const path = [
    ...inclusionPath(sha256, leaves, leaf.position % CHUNK),
    // Whole chunks are subtrees of one size and the last is the right edge, so above them it is a tree of chunks.
    ...inclusionPath(sha256, chunks, chunk),
  ];
  const { position, ...head } = leaf;
  return { root, leaf: head, index: position, path: path.map(toHex) };
}
