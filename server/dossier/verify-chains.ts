import type { Db } from "../platform/database.ts";
import { listSaved, type SavedDossier } from "./dossier.queries.ts";
import { listEventsOf, type StoredEvent } from "./event.queries.ts";
import { verifyChain } from "./verify-chain.ts";

const PAGE = 500;

export interface ChainsReport {
  readonly dossiers: number;
  readonly events: number;
  /** Dossiers whose chain or saved state does not hold, with the number of the first event that does not. */
  readonly broken: readonly { readonly dossierId: string; readonly version: number }[];
}

/** Recomputes the chain of every dossier, a page of dossiers at a time. */
export async function verifyChains(db: Db): Promise<ChainsReport> {
  const broken: { dossierId: string; version: number }[] = [];
  let dossiers = 0;
  let events = 0;
  for (let after: string | null = null; ;) {
    const page = await listSaved(db, after, PAGE);
    const chains = await chainsOf(
      db,
      page.map(({ id }) => id),
    );
    for (const saved of page) {
      const chain = chains.get(saved.id) ?? [];
      const version = brokenAt(chain, saved);
      if (version !== null) broken.push({ dossierId: saved.id, version });
      events += chain.length;
    }
    dossiers += page.length;
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return { dossiers, events, broken };
  }
}

function brokenAt(chain: readonly StoredEvent[], { state, lastHash }: SavedDossier): number | null {
  if (chain.length === 0) return 1;
  const verdict = verifyChain(chain, state);
  // The hash is kept beside the state as well, so that events cut off at the end are missed.
  return verdict.ok && chain.at(-1)?.hash !== lastHash ? chain.length : verdict.brokenAt;
}

async function chainsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
  const chains = new Map<string, StoredEvent[]>();
  for (const stored of await listEventsOf(db, ids)) {
    const chain = chains.get(stored.event.dossierId);
    if (chain) chain.push(stored);
    else chains.set(stored.event.dossierId, [stored]);
  }
  return chains;
}
