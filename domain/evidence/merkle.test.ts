import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { buildTree, inclusionPath, leafHash, merkleRoot, rootOfPath, type Sha256 } from "./merkle.ts";

const sha256: Sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const hex = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString("hex");
const leavesOf = (texts: readonly string[]) => texts.map((text) => leafHash(sha256, Buffer.from(text, "hex")));

// The leaves and roots of the test vectors of Google's certificate-transparency, by number of leaves.
const VECTOR = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
test.each([
  [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  [1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
  [2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
  [3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"],
  [5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"],
  [7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"],
  [8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
])("the root of the first %i leaves of RFC 6962's test vectors", (size, root) => {
  expect(hex(merkleRoot(sha256, leavesOf(VECTOR.slice(0, size))))).toBe(root);
});

const someLeaves = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 70 });
const hashed = (leaves: readonly Uint8Array[]) => leaves.map((leaf) => leafHash(sha256, leaf));

test("every leaf's path leads to the root, and to no other when leaf, place, size or path is another", () => {
  fc.assert(
    fc.property(
      someLeaves.filter(({ length }) => length > 1),
      fc.nat(),
      fc.nat(),
      (leaves, n, other) => {
        const all = hashed(leaves);
        const [index, size] = [n % all.length, all.length];
        const path = inclusionPath(sha256, all, index);
        const inclusion = { leaf: all[index] ?? new Uint8Array(), index, size, path };
        const root = hex(merkleRoot(sha256, all));
        expect(hex(rootOfPath(sha256, inclusion))).toBe(root);
        const wrong = sha256(Buffer.from([other % 256]));
        expect(hex(rootOfPath(sha256, { ...inclusion, leaf: wrong }))).not.toBe(root);
        expect(hex(rootOfPath(sha256, { ...inclusion, path: [...path, wrong] }))).not.toBe(root);
        expect(hex(rootOfPath(sha256, { ...inclusion, path: path.slice(1) }))).not.toBe(root);
        expect(hex(rootOfPath(sha256, { ...inclusion, path: [wrong, ...path.slice(1)] }))).not.toBe(root);
        expect(rootOfPath(sha256, { ...inclusion, index: size })).toBeNull();
      },
    ),
  );
});

test("built from whole subtrees the tree is the same", () => {
  fc.assert(
    fc.property(someLeaves, fc.integer({ min: 0, max: 3 }), (leaves, level) => {
      const all = hashed(leaves);
      const size = 2 ** level;
      const tree = buildTree(sha256);
      for (let at = 0; at < all.length; at += size) {
        const part = all.slice(at, at + size);
        if (part.length === size) tree.push(merkleRoot(sha256, part), level);
        else for (const leaf of part) tree.push(leaf);
      }
      expect(hex(tree.root())).toBe(hex(merkleRoot(sha256, all)));
    }),
  );
});

test("a leaf changed, removed or moved makes another root", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.uint8Array({ minLength: 1 }), { minLength: 2, maxLength: 40, selector: String }),
      fc.nat(),
      (leaves, n) => {
        const all = hashed(leaves);
        const at = n % (all.length - 1);
        const root = hex(merkleRoot(sha256, all));
        const moved = [...all.slice(0, at), ...all.slice(at, at + 2).toReversed(), ...all.slice(at + 2)];
        expect(hex(merkleRoot(sha256, moved))).not.toBe(root);
        expect(hex(merkleRoot(sha256, all.toSpliced(at, 1)))).not.toBe(root);
        expect(hex(merkleRoot(sha256, all.with(at, sha256(new Uint8Array()))))).not.toBe(root);
      },
    ),
  );
});

test("the one leaf of a tree is its root", () => {
  const [leaf = new Uint8Array()] = leavesOf(["00"]);
  expect(inclusionPath(sha256, [leaf], 0)).toEqual([]);
  expect(rootOfPath(sha256, { leaf, index: 0, size: 1, path: [] })).toEqual(leaf);
});

test("there is no path for a leaf that is not there", () => {
  expect(() => inclusionPath(sha256, [], 0)).toThrow(/No leaf 0 among 0/);
});
