import { hasRoleAnywhere, isOfficer, type Actor } from "../identity/actor.ts";
import type { Role } from "../organisation/role.ts";

/** How long a reason is, in characters, and of how many different words. */
export const EMERGENCY_REASON = { least: 20, most: 1000, words: 4 } as const;

/** So many times in 24 hours somebody may ask, for codes that there are and for others. */
export const EMERGENCY_ASKS_A_DAY = 20;

/** Who works on dossiers or inspects them; who numbers results or keeps catalogues has no business in others'. */
const ASKING: readonly Role[] = ["receiver", "handler", "appraiser", "leader", "control-officer", "auditor"];
const OVERSEEING: readonly Role[] = ["leader", "administrator", "control-officer", "auditor"];

/** Whether the actor may ask to read a dossier beyond his scope. */
export function mayAskEmergencyRead(actor: Actor): boolean {
  return hasAny(actor, ASKING);
}

/** Whether the actor sees, and may end, what others read in an emergency of the dossiers in his scope. */
export function mayOverseeEmergencyReads(actor: Actor): boolean {
  return hasAny(actor, OVERSEEING);
}

/** Whether the actor looks into emergency reads and puts his name to it: the control office, within its scope. */
export function mayReviewEmergencyReads(actor: Actor): boolean {
  return hasAny(actor, ["control-officer"]);
}

function hasAny(actor: Actor, roles: readonly Role[]): boolean {
  return isOfficer(actor) && roles.some((role) => hasRoleAnywhere(actor, role));
}

export interface EmergencyFault {
  readonly field: "code" | "reason";
  readonly code: "emergency-code-missing" | "emergency-reason-short" | "emergency-reason-long";
}

/** What is wrong with a request, every fault at once; told before any dossier is looked for. */
export function emergencyFaults({
  code,
  reason,
}: {
  readonly code: string;
  readonly reason: string;
}): readonly EmergencyFault[] {
  const words = new Set(reason.toLowerCase().match(/\p{L}+/gu));
  const faults: EmergencyFault[] = [];
  if (code === "") faults.push({ field: "code", code: "emergency-code-missing" });
  if (reason.length < EMERGENCY_REASON.least || words.size < EMERGENCY_REASON.words)
    faults.push({ field: "reason", code: "emergency-reason-short" });
  if (reason.length > EMERGENCY_REASON.most) faults.push({ field: "reason", code: "emergency-reason-long" });
  return faults;
}
