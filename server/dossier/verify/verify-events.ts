import type { DossierEvent } from "../../../domain/dossier/event.ts";
import type { SnapshotReader } from "../../platform/snapshot.ts";
import { chainFaults, eventOf, NO_EVENT, readEventLine, type ChainEnd } from "./check-chain.ts";
import { checkState } from "./check-state.ts";
import type { Report } from "../../evidence/index.ts";
import { copyEvents, listSaved, type SavedDossier } from "./verify.queries.ts";

export interface EventsOrder {
  readonly snapshots: SnapshotReader;
  /** Whether the folded state and the rows of lists are compared as well. */
  readonly withState: boolean;
  readonly report: Report;
  /** Told after every page. */
  readonly progress?: (done: Counted) => void;
}

export interface Counted {
  readonly dossiers: number;
  readonly events: number;
}

const PAGE = 1_000;

/**
 * Recomputes every chain from the stored rows, in order of dossier: what was altered, removed, moved or slipped in, and
 * whether the saved state is nothing but the fold. A page at a time in memory, each page as it was at one moment.
 */
export async function verifyEvents({ snapshots, withState, report, progress }: EventsOrder): Promise<Counted> {
  let done: Counted = { dossiers: 0, events: 0 };
  let after: string | null = null;
  for (;;) {
    const from: string | null = after;
    const page = await snapshots.read(async (snapshot) => {
      const saved = await listSaved(snapshot, { after: from, limit: PAGE, withState });
      const checker = pageChecker(saved, { withState, report });
      const last = saved.length < PAGE ? null : (saved.at(-1)?.id ?? null);
      await copyEvents(snapshot, { after: from, upTo: last }, checker.take);
      return { last, dossiers: saved.length, events: checker.end() };
    });
    done = { dossiers: done.dossiers + page.dossiers, events: done.events + page.events };
    progress?.(done);
    if (page.last === null) return done;
    after = page.last;
  }
}

interface Checking {
  readonly withState: boolean;
  readonly report: Report;
}

/** Walks the lines of a page's events beside the page's dossiers, both in order of id. */
function pageChecker(saved: readonly SavedDossier[], { withState, report }: Checking) {
  const byId = new Map(saved.map((one) => [one.id, one]));
  let current: string | null = null;
  let chain: ChainEnd = NO_EVENT;
  let events: DossierEvent[] = [];
  let whole = true;
  let count = 0;

  const finish = (): void => {
    if (current === null) return;
    const dossier = byId.get(current);
    byId.delete(current);
    if (!dossier) return;
    const complete = checkHead(dossier, chain, report);
    // What was changed or is missing is told by its event; the fold of the rest says nothing more.
    if (withState && whole && complete) checkState(dossier, events, report);
  };
  const take = (line: string): void => {
    count += 1;
    const event = readEventLine(line);
    if (event.dossierId !== current) {
      finish();
      ({ current, chain, events, whole } = { current: event.dossierId, chain: NO_EVENT, events: [], whole: true });
    }
    const where = byId.get(event.dossierId)?.code ?? event.dossierId;
    if (!byId.has(event.dossierId) && chain === NO_EVENT)
      report({ fault: "event-of-nobody", where, event: event.version, expected: "", seen: event.dossierId });
    for (const fault of chainFaults(event, chain)) {
      whole = false;
      report({ where, ...fault });
    }
    chain = event;
    if (!withState) return;
    const read = eventOf(event);
    if (read.fact.type !== event.type) {
      whole = false;
      report({ fault: "event-altered", where, event: event.version, expected: read.fact.type, seen: event.type });
    }
    events.push(read);
  };
  return {
    take,
    /** Looks at what is left when all lines are there; answers with how many there were. */
    end(): number {
      finish();
      for (const dossier of byId.values()) checkHead(dossier, NO_EVENT, report);
      return count;
    },
  };
}

/** Whether all events up to the saved number are there. */
function checkHead({ code, version, hash }: SavedDossier, end: ChainEnd, report: Report): boolean {
  if (end.version < version) {
    const missing = end.version + 1;
    report({
      fault: "event-missing",
      where: code,
      event: missing,
      expected: String(version),
      seen: String(end.version),
    });
  } else if (end.version !== version || end.hash !== hash) {
    report({
      fault: "head-wrong",
      where: code,
      event: end.version,
      expected: `${version} ${hash}`,
      seen: `${end.version} ${end.hash}`,
    });
  }
  return end.version >= version;
}
