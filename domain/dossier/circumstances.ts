import type { SupplementPolicy, TimeLimit } from "../calendar/time-limit.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import type { Actor } from "../identity/actor.ts";
import type { Process } from "../procedure/process.ts";
import type { Moment } from "../shared/moment.ts";

/** Everything outside the dossier that a decision needs, read by the caller in the same transaction. */
export interface Circumstances {
  readonly actor: Actor;
  readonly now: Moment;
  readonly calendar: WorkingCalendar;
  readonly process: Process;
  /** Time limit for this channel and policy, from the procedure version. */
  readonly terms: { readonly limit: TimeLimit | null; readonly supplementPolicy: SupplementPolicy };
  /** The agency that has this code today, or null. */
  agencyIdOf(code: string): string | null;
  /** Whether the officer may work on a step of that agency in that role. */
  isSuitable(officerId: string, agencyId: string): boolean;
  /** The national code that this dossier gets if it is received now. */
  readonly newCode: string;
}
