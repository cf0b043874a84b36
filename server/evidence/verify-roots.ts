import { buildTree, merkleRoot, type TreeBuilder } from "../../domain/evidence/merkle.ts";
import type { SnapshotReader } from "../platform/snapshot.ts";
import type { Report } from "./finding.ts";
import { CHUNK, CHUNK_LEVEL, hashLeaf, hashRoot, ROOTS_START, sha256, toHex, type DayRoot } from "./leaf.ts";
import { listChunkHistory, listSealedRoots, type SealedLeaf } from "./verify-roots.queries.ts";

interface Day {
  readonly root: DayRoot;
  readonly tree: TreeBuilder;
  dossiers: number;
  events: number;
}

/**
 * Recomputes each stored root from the leaves of its day, and compares every leaf with the event as it is now. Reads the
 * leaves once, a chunk at a time, for all days together; answers with the number of roots.
 */
export async function verifyRoots(snapshots: SnapshotReader, report: Report): Promise<number> {
  const roots = await snapshots.read(listSealedRoots);
  checkLinks(roots, report);
  const days: Day[] = roots.map((root) => ({ root, tree: buildTree(sha256), dossiers: 0, events: 0 }));
  const chunks = Math.ceil((roots.at(-1)?.dossiers ?? 0) / CHUNK);
  for (let number = 0; number < chunks; number += 1) {
    const history = await snapshots.read((snapshot) => listChunkHistory(snapshot, number));
    for (const leaf of history.leaves) checkLeaf(leaf, report);
    replay({ number, ...history }, days, report);
  }
  for (const { root, tree, dossiers, events } of days) {
    const [expected, seen] = [
      [root.root, root.dossiers, root.events],
      [toHex(tree.root()), dossiers, events],
    ].map((one) => one.join(" "));
    if (expected !== seen)
      report({ fault: "root-wrong", where: root.day, event: null, expected: expected ?? "", seen: seen ?? "" });
  }
  return roots.length;
}

function checkLinks(roots: readonly DayRoot[], report: Report): void {
  let previous = ROOTS_START;
  for (const root of roots) {
    const { day: where, hash, previousHash } = root;
    if (previousHash !== previous)
      report({ fault: "root-unlinked", where, event: null, expected: previous, seen: previousHash });
    const made = hashRoot(root);
    if (made !== hash) report({ fault: "root-wrong", where, event: null, expected: hash, seen: made });
    previous = hash;
  }
}

function checkLeaf({ code, dossierId, version, hash, stored, day }: SealedLeaf, report: Report): void {
  if (stored === hash) return;
  const expected = `${hash} (${day})`;
  report({ fault: "sealed-otherwise", where: code ?? dossierId, event: version, expected, seen: stored ?? "" });
}

interface ChunkHistory {
  readonly number: number;
  /** By day, then by position. */
  readonly leaves: readonly SealedLeaf[];
  readonly roots: ReadonlyMap<string, string>;
}

/** Plays the chunk's days one after another and gives each day's tree the chunk as it then stood. */
function replay({ number, leaves, roots }: ChunkHistory, days: readonly Day[], report: Report): void {
  const hashes: Uint8Array[] = [];
  const versions: number[] = [];
  let at = 0;
  let root: Uint8Array | undefined;
  for (const day of days) {
    let changed = false;
    for (let leaf = leaves[at]; leaf && leaf.day <= day.root.day; leaf = leaves[(at += 1)]) {
      const place = leaf.position - number * CHUNK;
      if (place > hashes.length) {
        const seen = String(leaf.position);
        report({
          fault: "leaf-missing",
          where: leaf.day,
          event: null,
          expected: String(number * CHUNK + hashes.length),
          seen,
        });
      }
      const filled = Math.min(place, hashes.length);
      hashes[filled] = hashLeaf(leaf);
      versions[filled] = leaf.version;
      changed = true;
    }
    if (changed) {
      root = merkleRoot(sha256, hashes);
      const kept = roots.get(day.root.day) ?? "";
      if (kept !== toHex(root))
        report({
          fault: "chunk-wrong",
          where: `${day.root.day} #${number}`,
          event: null,
          expected: kept,
          seen: toHex(root),
        });
    }
    if (!root) continue;
    day.tree.push(root, hashes.length === CHUNK ? CHUNK_LEVEL : 0);
    day.dossiers += hashes.length;
    day.events += versions.reduce((sum, version) => sum + version, 0);
  }
}
