/** SHA-256 of the bytes; rules are given it, because they use no library. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/**
 * The Merkle tree of RFC 6962: leaves are hashed with 0x00 before them, inner nodes with 0x01, so that neither can stand
 * for the other; a tree of n leaves is split at the largest power of two below n.
 */
export function leafHash(sha256: Sha256, leaf: Uint8Array): Uint8Array {
  return sha256(prefixed(0, leaf));
}

/** The node above two others. */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(prefixed(1, left, right));
}

function prefixed(prefix: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 1));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A whole subtree of 2^level leaves. */
interface Subtree {
  readonly level: number;
  readonly hash: Uint8Array;
}

export interface TreeBuilder {
  /** Appends a whole subtree of 2^level leaves; 0 is one leaf. Larger subtrees never come after smaller ones that do not fill up to their size. */
  push(hash: Uint8Array, level?: number): void;
  /** Root of what was pushed so far; the hash of nothing when nothing was. */
  root(): Uint8Array;
}

/** Builds a tree from its leaves' hashes in order, keeping one subtree per level alone. */
export function buildTree(sha256: Sha256): TreeBuilder {
  const stack: Subtree[] = [];
  return {
    push(hash, level = 0) {
      let added: Subtree = { level, hash };
      for (let last = stack.at(-1); last?.level === added.level; last = stack.at(-1)) {
        stack.pop();
        added = { level: added.level + 1, hash: nodeHash(sha256, last.hash, added.hash) };
      }
      stack.push(added);
    },
    root() {
      const [last, ...before] = stack.toReversed();
      if (!last) return sha256(new Uint8Array());
      return before.reduce((right, { hash }) => nodeHash(sha256, hash, right), last.hash);
    },
  };
}

/** Root of the tree over leaves' hashes. */
export function merkleRoot(sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
  const tree = buildTree(sha256);
  for (const leaf of leaves) tree.push(leaf);
  return tree.root();
}

/**
 * The hashes that lead from a leaf to the root, from below to above (RFC 6962, 2.1.1).
 * @throws RangeError when there is no such leaf.
 */
export function inclusionPath(sha256: Sha256, leaves: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`No leaf ${index} among ${leaves.length}`);
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionPath(sha256, left, index), merkleRoot(sha256, right)]
    : [...inclusionPath(sha256, right, index - split), merkleRoot(sha256, left)];
}

/** The largest power of two below n. */
function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}

export interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: number;
  /** Number of leaves of the tree. */
  readonly size: number;
  readonly path: readonly Uint8Array[];
}

/** The root that the path leads to, or null when a path of that length cannot belong to that place (RFC 9162, 2.1.3.2). */
export function rootOfPath(sha256: Sha256, { leaf, index, size, path }: Inclusion): Uint8Array | null {
  if (index < 0 || index >= size) return null;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sha256, beside, hash);
      // On the right edge levels without a neighbour are skipped.
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(sha256, hash, beside);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : null;
}
