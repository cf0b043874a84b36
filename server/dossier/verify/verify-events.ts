import type { DossierEvent } from "../../../domain/dossier/event.ts";
import type { SnapshotReader } from "../../platform/snapshot.ts";
import {
  chainFaults,
  continues,
  eventOf,
  NO_EVENT,
  readEventLine,
  type ChainEnd,
  type EventLine,
} from "./check-chain.ts";
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
  const left = new Map(saved.map((one) => [one.id, one]));
  let current: Walked | null = null;
  let count = 0;

  const finish = (): void => {
    if (!current?.dossier) return;
    const { dossier, end, events, whole } = current;
    const complete = checkHead(dossier, end, report);
    // What was changed or is missing is told by its event; the fold of the rest says nothing more.
    if (withState && whole && complete) checkState(dossier, events, report);
  };
  const begin = (id: string, version: number): Walked => {
    finish();
    const dossier = left.get(id);
    left.delete(id);
    if (!dossier) report({ fault: "event-of-nobody", where: id, event: version, expected: "", seen: id });
    return (current = { id, dossier, where: dossier?.code ?? id, end: NO_EVENT, events: [], whole: true });
  };
  const take = (line: string): void => {
    count += 1;
    const event = readEventLine(line);
    const walked = current?.id === event.dossierId ? current : begin(event.dossierId, event.version);
    if (!continues(event, walked.end)) {
      walked.whole = false;
      for (const fault of chainFaults(event, walked.end)) report({ where: walked.where, ...fault });
    }
    walked.end = event;
    if (withState) walked.events.push(checkedType(event, walked, report));
  };
  return {
    take,
    /** Looks at what is left when all lines are there; answers with how many there were. */
    end(): number {
      finish();
      for (const dossier of left.values()) checkHead(dossier, NO_EVENT, report);
      return count;
    },
  };
}

/** The chain whose events are being read. */
interface Walked {
  readonly id: string;
  readonly dossier: SavedDossier | undefined;
  /** How the dossier is named. */
  readonly where: string;
  end: ChainEnd;
  readonly events: DossierEvent[];
  /** No event of it has a fault so far. */
  whole: boolean;
}

/** The event, its own column of its type compared with the fact, which alone is hashed. */
function checkedType(line: EventLine, walked: Walked, report: Report): DossierEvent {
  const event = eventOf(line);
  const { where } = walked;
  if (event.fact.type !== line.type) {
    walked.whole = false;
    report({ fault: "event-altered", where, event: line.version, expected: event.fact.type, seen: line.type });
  }
  return event;
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
