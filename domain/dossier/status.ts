/** Where a dossier stands. Drafts are no dossiers yet: nobody has filed anything. */
export const DOSSIER_STATUSES = [
  "submitted",
  "received",
  "refused",
  "processing",
  "awaiting-supplement",
  "awaiting-payment",
  "withdrawn",
  "stopped",
  "finished",
  "returned",
] as const;

export type DossierStatus = (typeof DOSSIER_STATUSES)[number];

/** State code of the national portal (trạng thái hồ sơ 1–10). Total: every status of ours has exactly one. */
export const NATIONAL_STATE: Readonly<Record<DossierStatus, number>> = {
  submitted: 1,
  received: 2,
  refused: 3,
  processing: 4,
  "awaiting-supplement": 5,
  "awaiting-payment": 6,
  withdrawn: 7,
  stopped: 8,
  finished: 9,
  returned: 10,
};

/** In these the clock has ended or never ran; nothing but a correction or the hand-out follows. */
const CLOSED: ReadonlySet<DossierStatus> = new Set(["refused", "withdrawn", "stopped", "finished", "returned"]);

export function isClosed(status: DossierStatus): boolean {
  return CLOSED.has(status);
}

/** While it waits for the applicant the clock stands still. */
export function isPaused(status: DossierStatus): boolean {
  return status === "awaiting-supplement" || status === "awaiting-payment";
}
