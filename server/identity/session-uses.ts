import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { saveUses } from "./account.queries.ts";

const EVERY_MS = 60_000;

export interface SessionUses {
  /** Remembers that the session was used now. */
  note(tokenHash: string, now: Moment): void;
  /** Writes what was remembered. */
  flush(): Promise<void>;
  /** Writes the last time and stops. */
  end(): Promise<void>;
}

/**
 * Last uses of sessions, remembered here and written once a minute: reading a page writes nothing by itself. What a
 * process that is killed had not written yet is lost; the uses are for people to recognise their sessions by.
 */
export function recordUses(db: Db): SessionUses {
  let uses = new Map<string, Moment>();
  const flush = async (): Promise<void> => {
    const written = uses;
    uses = new Map();
    if (written.size > 0) await saveUses(db, written);
  };
  // A database that is away for a moment is told by the requests themselves.
  const quietly = (): Promise<void> => flush().catch(() => undefined);
  const timer = setInterval(() => void quietly(), EVERY_MS).unref();
  return {
    note: (tokenHash, now) => void uses.set(tokenHash, now),
    flush,
    end: async () => {
      clearInterval(timer);
      await quietly();
    },
  };
}
