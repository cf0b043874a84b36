import type { DossierFact } from "./event.ts";
import type { RefusalReason } from "./reasons.ts";

/** What a rule answers: the fact that happens, or why it does not. */
export type Answer =
  | { readonly ok: true; readonly fact: DossierFact }
  | { readonly ok: false; readonly reason: RefusalReason };

/** The fact happens. */
export function yes(fact: DossierFact): Answer {
  return { ok: true, fact };
}

/** It does not, for this reason. */
export function no(reason: RefusalReason): { readonly ok: false; readonly reason: RefusalReason } {
  return { ok: false, reason };
}
