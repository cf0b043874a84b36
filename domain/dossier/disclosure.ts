import { hasRole, type Actor } from "../identity/actor.ts";
import type { Process } from "../procedure/process.ts";
import type { DossierAction } from "./command.ts";
import type { Dossier } from "./dossier.ts";
import { allowedActions } from "./permission.ts";
import type { DossierStatus } from "./status.ts";

/** What for somebody who does not handle a dossier looks at what is masked in it. */
export const REVEAL_PURPOSES = ["verify-person", "answer-person", "supervise", "complaint", "authority"] as const;
export type RevealPurpose = (typeof REVEAL_PURPOSES)[number];

/** For so long it stays open to whoever said what for. */
export const REVEAL_MINUTES = 30;

/** Open to everybody of the agency at any time, so that having them is not handling it. */
const NO_HANDLING: readonly DossierAction[] = ["link", "correct"];
const OVER: readonly DossierStatus[] = ["refused", "withdrawn", "stopped", "returned"];

/**
 * Whether the actor sees what is masked for others without saying what for: the person himself, and the officer who
 * holds the dossier now, may act on it, or sits at the counter that took it in while it is open.
 */
export function seesUnmasked(dossier: Dossier, actor: Actor, process: Process): boolean {
  if (actor.kind !== "officer") return true;
  if (hasRole(actor, "receiver", dossier.receivingAgencyId) && !OVER.includes(dossier.status)) return true;
  return allowedActions(dossier, actor, process).some((action) => !NO_HANDLING.includes(action));
}

/** Whether the word names a purpose. */
export function isRevealPurpose(word: string): word is RevealPurpose {
  return (REVEAL_PURPOSES as readonly string[]).includes(word);
}
