import { bad, good, warning, type Finding } from "./finding.ts";

const MOST_CLOCK_MS = 2000;
const LEAST_FREE_SHARE = 0.1;
const LEAST_FREE_BYTES = 5 * 1024 ** 3;
const FULL_BYTES = 512 * 1024 ** 2;
const LATEST_JOB_MS = 5 * 60_000;
const LATEST_MESSAGE_MS = 15 * 60_000;
const LATEST_BACKUP_MS = 26 * 3_600_000;
const GIB = 1024 ** 3;

/** The machine's clock against the database's: dates of law are reckoned with the former and compared with the latter. */
export function judgeClock(differenceMs: number): Finding {
  const seen = (Math.abs(differenceMs) / 1000).toFixed(1);
  return Math.abs(differenceMs) > MOST_CLOCK_MS ? warning("clocks-differ", seen) : good(seen);
}

/** Room for files: warned of below a tenth or 5 GB, bad below half a GB. */
export function judgeSpace({ free, total }: { readonly free: number; readonly total: number }): Finding {
  const seen = [(free / GIB).toFixed(1), total > 0 ? String(Math.floor((free / total) * 100)) : "0"];
  if (free < FULL_BYTES) return bad("no-space", ...seen);
  return free < LEAST_FREE_BYTES || free < total * LEAST_FREE_SHARE ? warning("little-space", ...seen) : good(...seen);
}

/** Background jobs: how many wait, for how long the oldest that is due, and how many were given up. */
export function judgeQueue(state: {
  readonly waiting: number;
  readonly lateMs: number;
  readonly dead: number;
}): Finding {
  const seen = [String(state.waiting), String(Math.round(state.lateMs / 60_000)), String(state.dead)];
  if (state.lateMs > LATEST_JOB_MS) return bad("queue-late", ...seen);
  return state.dead > 0 ? warning("dead-letters", ...seen) : good(...seen);
}

/** Messages for partners that have not arrived. */
export function judgeOutbox(state: { readonly waiting: number; readonly oldestMs: number }): Finding {
  const seen = [String(state.waiting), String(Math.round(state.oldestMs / 60_000))];
  return state.oldestMs > LATEST_MESSAGE_MS ? warning("outbox-late", ...seen) : good(...seen);
}

/** A daily backup with two hours' grace. */
export function judgeBackup(ageMs: number): Finding {
  const seen = String(Math.round(ageMs / 3_600_000));
  return ageMs > LATEST_BACKUP_MS ? warning("backup-old", seen) : good(seen);
}
