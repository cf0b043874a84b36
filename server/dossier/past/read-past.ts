import type { Deps } from "../../platform/deps.ts";
import { notFound } from "../../platform/errors.ts";
import { logDossierRead, type Asking } from "../log-read.ts";
import { findVisible } from "../visible.queries.ts";
import { pictureAt, type PastPicture } from "./picture-at.ts";
import { readPastMoment } from "./read-moment.ts";

/** With which codes the past of a dossier can be refused, by status of the answer. */
export const PAST_CODES_BY_STATUS = {
  401: ["sign-in-required"],
  404: ["not-found", "dossier-not-yet"],
  422: ["moment-unreadable", "moment-in-future"],
} as const;

/**
 * The dossier as it stood at the moment that an address names, for whoever may see it now; written down as a read of
 * that moment. Throws 404 for who may not, and the codes of the moment.
 */
export async function readPast(
  deps: Pick<Deps, "dbFor" | "now">,
  asking: Asking,
  { id, at: text }: { readonly id: string; readonly at: string },
): Promise<PastPicture> {
  const { actor } = asking;
  const db = deps.dbFor(actor);
  const dossier = await findVisible(db, id, actor);
  if (!dossier) throw notFound();
  const at = readPastMoment(text, deps.now());
  const picture = await pictureAt({ db, actor, today: { dossier, now: deps.now() } }, at);
  await logDossierRead(deps, asking, { kind: "dossier", at, dossier });
  return picture;
}
