/** What an officer may be appointed to do in an agency (law: NĐ 61/2018 arts. 11, 17–20; NĐ 118/2025 art. 8). */
export const ROLES = [
  /** Receives, scans, hands out at a one-stop counter. */
  "receiver",
  /** Works on the content of a dossier. */
  "handler",
  /** Gives a professional opinion in its own agency's leg. */
  "appraiser",
  /** Assigns, approves and signs for the agency. */
  "leader",
  /** Numbers, seals and issues the result. */
  "seal-clerk",
  /** Watches dates and apologies over all agencies below. */
  "control-officer",
  /** Keeps agencies, officers, calendars, procedures. */
  "administrator",
  /** Reads everything in scope and changes nothing. */
  "auditor",
] as const;

export type Role = (typeof ROLES)[number];

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
