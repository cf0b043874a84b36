import { isDeepStrictEqual } from "node:util";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import { foldAll } from "../../domain/dossier/fold.ts";
import { CHAIN_START, eventHash } from "./event-hash.ts";
import type { StoredEvent } from "./event.queries.ts";

export interface ChainVerdict {
  readonly ok: boolean;
  /** Number of the first event that does not hold; of the last one when only the saved state differs. */
  readonly brokenAt: number | null;
}

/** Whether no event was changed, lost or slipped in, and the saved state is nothing but the fold of the events. */
export function verifyChain(stored: readonly StoredEvent[], saved: Dossier): ChainVerdict {
  let previous = CHAIN_START;
  for (const [index, { event, previousHash, hash }] of stored.entries()) {
    const holds = event.version === index + 1 && previousHash === previous && eventHash(event, previousHash) === hash;
    if (!holds) return { ok: false, brokenAt: index + 1 };
    previous = hash;
  }
  const folded = foldAll(stored.map(({ event }) => event));
  // The saved state went through JSON, which knows no undefined.
  const same = isDeepStrictEqual(JSON.parse(JSON.stringify(folded)), saved);
  return same ? { ok: true, brokenAt: null } : { ok: false, brokenAt: stored.length };
}
