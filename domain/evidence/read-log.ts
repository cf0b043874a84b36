import { hasRoleAnywhere, isOfficer, type Actor } from "../identity/actor.ts";

/** In which way personal data was shown. */
export const READ_KINDS = [
  /** The dossier itself, on a page or over the API. */
  "dossier",
  /** Its events with all that they say. */
  "history",
  /** A file. */
  "document",
  /** A printed slip. */
  "slip",
  /** The evidence pack, which holds everything. */
  "evidence",
  /** The tracking book of a counter. */
  "register",
  /** Dossiers found by a person's name, number or code. */
  "search",
  /** Dossiers like one, found by the person's number or a file. */
  "look-up",
  /** Asking to read a dossier beyond one's scope in an emergency, granted where a dossier is named. */
  "emergency",
  /** Opening what is masked in a dossier for whoever does not handle it, for a purpose that is named. */
  "reveal",
] as const;

export type ReadKind = (typeof READ_KINDS)[number];

/** Whether seeing the dossier is written down: always, except by the person whose it is. */
export function isLoggedRead(actor: Actor, applicantIdentity: string): boolean {
  return actor.kind !== "citizen" || actor.identityNumber !== applicantIdentity;
}

/** Whether the actor may read who has read: those who control and inspect, within their scope. */
export function mayInspectReads(actor: Actor): boolean {
  return isOfficer(actor) && (hasRoleAnywhere(actor, "control-officer") || hasRoleAnywhere(actor, "auditor"));
}
