import { createHash } from "node:crypto";
import { leafHash, type Sha256 } from "../../domain/evidence/merkle.ts";

export const sha256: Sha256 = (bytes) => createHash("sha256").update(bytes).digest();

/** Leaves under one kept root; a power of two, so that whole ones are subtrees of the whole tree. */
export const CHUNK = 1024;
export const CHUNK_LEVEL = 10;

/** What the first root is linked to. */
export const ROOTS_START = "0".repeat(64);

/** The end of a dossier's chain. */
export interface ChainHead {
  readonly dossierId: string;
  readonly version: number;
  readonly hash: string;
}

/** The bytes of a leaf are these three, with spaces between. */
export function hashLeaf({ dossierId, version, hash }: ChainHead): Uint8Array {
  return leafHash(sha256, Buffer.from(`${dossierId} ${version} ${hash}`));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export function fromHex(text: string): Uint8Array {
  return Buffer.from(text, "hex");
}

/** A day's root as it is exported: all that is needed to check it against the day before. */
export interface DayRoot {
  readonly day: string;
  /** Dossiers, which are the tree's leaves. */
  readonly dossiers: number;
  readonly events: number;
  readonly root: string;
  /** `hash` of the root before. */
  readonly previousHash: string;
  readonly hash: string;
}

/** SHA-256 over the root's canonical JSON without its own hash. */
export function hashRoot({ day, dossiers, events, root, previousHash }: Omit<DayRoot, "hash">): string {
  const text = `{"day":"${day}","dossiers":${dossiers},"events":${events},"previousHash":"${previousHash}","root":"${root}"}`;
  return createHash("sha256").update(text).digest("hex");
}
