import { no, yes, type Answer } from "./answer.ts";
import type { Circumstances } from "./circumstances.ts";
import type { DossierCommand } from "./command.ts";
import type { Dossier } from "./dossier.ts";

/** Ties the dossier to another that the officer can see as well. */
export function link(
  dossier: Dossier,
  { kind }: Extract<DossierCommand, { action: "link" }>,
  { other }: Circumstances,
): Answer {
  if (!other) return no("linked-dossier-unknown");
  if (other.id === dossier.id) return no("link-to-itself");
  if (dossier.links.some(({ dossierId }) => dossierId === other.id)) return no("already-linked");
  return yes({ type: "linked", kind, dossierId: other.id });
}
