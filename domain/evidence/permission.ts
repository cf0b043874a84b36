import { hasRoleAnywhere, isOfficer, type Actor } from "../identity/actor.ts";

/** Whether the actor may take a dossier's evidence out of the system: those who control and inspect, within their scope. */
export function mayTakeEvidence(actor: Actor): boolean {
  return isOfficer(actor) && (hasRoleAnywhere(actor, "control-officer") || hasRoleAnywhere(actor, "auditor"));
}
