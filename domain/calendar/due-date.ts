import type { Moment } from "../shared/moment.ts";
import { addLimit, isCountable, type Reckoned } from "./add-limit.ts";
import type { DueStep } from "./due-step.ts";
import { inKnownYears, toInstant, type YearMissing } from "./opening.ts";
import { specialDays } from "./special-days.ts";
import type { Pause, SupplementPolicy, TimeLimit } from "./time-limit.ts";
import type { WorkingCalendar } from "./working-calendar.ts";
import { addWorkingTime, nextOpening, workingTime } from "./working-time.ts";

/** The facts of one dossier from which its due date follows. */
export interface Timing {
  readonly received: Moment;
  readonly limit: TimeLimit;
  readonly policy: SupplementPolicy;
  readonly pauses: readonly Pause[];
}

export type InvalidTiming =
  | "invalid-amount"
  | "invalid-pause-before-receipt"
  | "invalid-pause-order"
  | "invalid-pause-overlap";

export interface Due {
  readonly ok: true;
  /** Null while a pause lasts: the clock stands still and no date can be promised. */
  readonly due: Moment | null;
  /** The first appointment, as if there had been no pause. */
  readonly original: Moment;
  readonly explanation: readonly DueStep[];
}

export type DueAnswer = Due | YearMissing | { readonly ok: false; readonly reason: InvalidTiming };

/**
 * The due date of a dossier and how it was reckoned: the only place in the system that adds days (NĐ 61/2018
 * art. 19). Answers with a code when the calendar lacks a year, the amount cannot be counted or pauses make no sense.
 *
 * What a pause leaves over is measured in working time in every unit, calendar days and months too: otherwise a
 * pause over a weekend would eat days on which nobody could have worked.
 */
export function computeDue(timing: Timing, calendar: WorkingCalendar): DueAnswer {
  const pauses = timing.pauses.toSorted(byTime);
  const fault = findFault(timing, pauses);
  if (fault) return { ok: false, reason: fault };
  const known = inKnownYears(() => reckon(timing, pauses, calendar));
  return known.ok ? known.value : known;
}

// Of two that begin together the one that ends first comes first, so that a pause of no length overlaps nothing.
function byTime(a: Pause, b: Pause): number {
  return compare(a.from, b.from) || compare(a.to ?? FOREVER, b.to ?? FOREVER);
}

/** Sorts after every moment. */
const FOREVER = "~";

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function findFault({ received, limit }: Timing, pauses: readonly Pause[]): InvalidTiming | undefined {
  if (!isCountable(limit)) return "invalid-amount";
  let freeFrom: Moment | null = received;
  for (const { from, to } of pauses) {
    if (from < received) return "invalid-pause-before-receipt";
    if (to !== null && to < from) return "invalid-pause-order";
    if (freeFrom === null || from < freeFrom) return "invalid-pause-overlap";
    freeFrom = to;
  }
  return undefined;
}

function reckon(timing: Timing, pauses: readonly Pause[], calendar: WorkingCalendar): Due {
  const countedFrom = nextOpening(timing.received, calendar);
  const first = runLimit(timing.received, timing.limit, calendar);
  const explanation: DueStep[] = [{ kind: "received", at: timing.received, countedFrom }, ...first.steps];
  let due = first.due;
  for (const pause of pauses) {
    const after = resume(due, pause, timing, calendar);
    explanation.push(...after.steps);
    if (after.due === null) return { ok: true, due: null, original: first.due, explanation };
    due = after.due;
  }
  return { ok: true, due, original: first.due, explanation };
}

/** The whole limit from `start`, which may lie outside the hours. */
function runLimit(start: Moment, limit: TimeLimit, calendar: WorkingCalendar): Reckoned {
  const { due, steps } = addLimit(nextOpening(start, calendar), limit, calendar);
  const counted = limit.unit === "working-hour" || limit.unit === "working-day";
  const skipped = counted ? specialDays(toInstant(start), toInstant(due), calendar) : [];
  return { due, steps: [{ kind: "limit", limit }, ...skipped, ...steps, { kind: "due", at: due }] };
}

interface Resumed {
  readonly due: Moment | null;
  readonly steps: readonly DueStep[];
}

function resume(due: Moment, pause: Pause, timing: Timing, calendar: WorkingCalendar): Resumed {
  const restarts = timing.policy === "restart" && pause.kind === "supplement";
  // A pause never turns a late dossier into one that is on time; only the law's new limit does.
  if (!restarts && pause.from > due) return { due, steps: [{ kind: "late-pause", pause }] };
  const left = restarts ? null : workingTime(pause.from, due, calendar);
  const paused: DueStep = { kind: "paused", pause, left };
  if (pause.to === null) return { due: null, steps: [paused] };
  if (left === null) {
    const anew = runLimit(pause.to, timing.limit, calendar);
    const countedFrom = nextOpening(pause.to, calendar);
    return { due: anew.due, steps: [paused, { kind: "restarted", at: pause.to, countedFrom }, ...anew.steps] };
  }
  const rest = runRest({ from: pause.to, left, notBefore: due }, calendar);
  return { due: rest.due, steps: [paused, { kind: "resumed", at: pause.to, left }, ...rest.steps] };
}

interface Rest {
  readonly from: Moment;
  readonly left: number;
  /** Closing time and the next opening are the same working time; a pause must not turn the later into the earlier. */
  readonly notBefore: Moment;
}

function runRest({ from, left, notBefore }: Rest, calendar: WorkingCalendar): Reckoned {
  const ran = addWorkingTime(from, left, calendar);
  const due = ran < notBefore ? notBefore : ran;
  return { due, steps: [...specialDays(toInstant(from), toInstant(due), calendar), { kind: "due", at: due }] };
}
