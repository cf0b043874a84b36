import type { SupplementPolicy, TimeLimit } from "../calendar/time-limit.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import type { EForm } from "../eform/eform.ts";
import type { Actor } from "../identity/actor.ts";
import type { Process } from "../procedure/process.ts";
import type { FeeItem } from "./dossier.ts";
import type { Moment } from "../shared/moment.ts";

/** Everything outside the dossier that a decision needs, read by the caller in the same transaction. */
export interface Circumstances {
  readonly actor: Actor;
  readonly now: Moment;
  /** Calendar of the agency that settles: the dossier's own dates. */
  readonly calendar: WorkingCalendar;
  /** Calendar of the counter that receives: the forwarding rule. */
  readonly counterCalendar: WorkingCalendar;
  readonly process: Process;
  /** Time limit for this channel and policy, from the procedure version. */
  readonly terms: { readonly limit: TimeLimit | null; readonly supplementPolicy: SupplementPolicy };
  /** Codes of the components of the procedure version. */
  readonly componentCodes: ReadonlySet<string>;
  /** Form of the procedure version, if it has one. */
  readonly eform: EForm | null;
  /** Fees of the procedure version, proposed when a payment is asked for. */
  readonly fees: readonly FeeItem[];
  /** The dossier that a link names, if the actor may see it. */
  readonly other: { readonly id: string } | null;
  /** The agency that has this code today or alone carries on the work of the one that had it, or null. */
  agencyIdOf(code: string): string | null;
  /** Whether there is an agency of this id today. */
  isOpenAgency(id: string): boolean;
  /** Whether the officer may work on a step of that agency in that role. */
  isSuitable(officerId: string, agencyId: string): boolean;
  /** The national code that this dossier gets if it is received now. */
  readonly newCode: string;
}
