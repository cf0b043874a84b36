import { fromEpoch, toEpoch, type Moment } from "../shared/moment.ts";

/** Failures that are counted together, in a window that begins with the first of them. */
export interface Tally {
  readonly failed: number;
  readonly since: Moment;
  /** Nobody may try before this moment; for a paced tally the next free turn. */
  readonly until: Moment | null;
}

interface Limit {
  /** Failures without any wait. */
  readonly free: number;
  /** After this time the failures are forgotten. */
  readonly windowMinutes: number;
}

/** A limit that makes whoever exceeds it wait: a minute at first, twice as long each time. */
export interface WaitingLimit extends Limit {
  readonly longestMinutes: number;
}

/** A limit that spaces attempts out, and so delays everybody alike but keeps nobody out for long. */
export interface Pace extends Limit {
  readonly everySeconds: number;
  /** Whoever would wait longer for a turn is told to come back. */
  readonly longestSeconds: number;
}

/** One login name tried from one address, or from one browser that has signed in with it before. */
export const ONE_PERSON: WaitingLimit = { free: 5, windowMinutes: 24 * 60, longestMinutes: 60 };
/** All names tried from one address: wide, because a whole office stands behind one. */
export const ONE_ADDRESS: WaitingLimit = { free: 50, windowMinutes: 60, longestMinutes: 15 };
/** One name tried from everywhere. */
export const ONE_NAME: Pace = { free: 20, windowMinutes: 60, everySeconds: 2, longestSeconds: 6 };

export type Charge =
  | { readonly ok: true; readonly tally: Tally; readonly delaySeconds: number }
  | { readonly ok: false; readonly until: Moment };

/** Counts an attempt as failed before it is made, so that many at once cannot exceed the limit; refused while a wait runs. */
export function chargeWaiting(before: Tally | undefined, limit: WaitingLimit, now: Moment): Charge {
  if (before?.until && before.until > now) return { ok: false, until: before.until };
  const { failed, since } = counted(before, limit, now);
  const minutes = Math.min(limit.longestMinutes, 2 ** (failed - limit.free));
  const until = failed < limit.free ? null : later(now, minutes * 60);
  return { ok: true, tally: { failed, since, until }, delaySeconds: 0 };
}

/** Counts an attempt as failed before it is made and gives it a turn, some seconds away when there are many. */
export function chargePaced(before: Tally | undefined, pace: Pace, now: Moment): Charge {
  const { failed, since } = counted(before, pace, now);
  if (failed <= pace.free) return { ok: true, tally: { failed, since, until: null }, delaySeconds: 0 };
  const turn = before?.until && before.until > now ? before.until : now;
  const delaySeconds = (toEpoch(turn) - toEpoch(now)) / 1000;
  if (delaySeconds > pace.longestSeconds) return { ok: false, until: turn };
  return { ok: true, tally: { failed, since, until: later(turn, pace.everySeconds) }, delaySeconds };
}

/** The tally without an attempt that did not fail after all, and without the wait that it brought; undefined when nothing is left. */
export function refund({ failed, since, until }: Tally, limit: WaitingLimit | Pace): Tally | undefined {
  if (failed <= 1) return undefined;
  // A turn that was given is over by itself; other people's turns stay behind it.
  return { failed: failed - 1, since, until: "everySeconds" in limit ? until : null };
}

function counted(before: Tally | undefined, { windowMinutes }: Limit, now: Moment): Pick<Tally, "failed" | "since"> {
  const over = before === undefined || later(before.since, windowMinutes * 60) <= now;
  return over ? { failed: 1, since: now } : { failed: before.failed + 1, since: before.since };
}

function later(from: Moment, seconds: number): Moment {
  return fromEpoch(toEpoch(from) + seconds * 1000);
}
