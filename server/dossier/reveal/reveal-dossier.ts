import { isRevealPurpose, seesUnmasked } from "../../../domain/dossier/disclosure.ts";
import type { Dossier } from "../../../domain/dossier/dossier.ts";
import type { Process } from "../../../domain/procedure/process.ts";
import type { Deps } from "../../platform/deps.ts";
import { ApiError } from "../../platform/errors.ts";
import type { UseCase } from "../../platform/use-case.ts";
import { logReveal, type Asking } from "../log-read.ts";
import { isRevealed } from "./reveal.queries.ts";

/** Opens what is masked in the dossier to the officer for a while; what for is logged. Throws 422 `purpose-unknown`. */
export async function revealDossier(
  deps: Pick<Deps, "dbFor" | "now">,
  asking: Asking,
  { dossier, purpose }: { readonly dossier: Dossier; readonly purpose: string },
): Promise<void> {
  if (!isRevealPurpose(purpose)) throw new ApiError(422, "purpose-unknown", { seen: purpose });
  await logReveal(deps, asking, { dossier, purpose });
}

/**
 * Whether the dossier is shown to the actor unmasked: by the rule, because he said what for, or because he reads it in an
 * emergency, for which he gave his reason.
 */
export async function isUnmasked(
  { db, actor, now }: UseCase,
  dossier: Dossier,
  { process, emergency }: { readonly process: Process; readonly emergency: boolean },
): Promise<boolean> {
  if (emergency || seesUnmasked(dossier, actor, process)) return true;
  return isRevealed(db, { dossierId: dossier.id, officerId: actor.id, now });
}
