import { fold } from "../../domain/dossier/fold.ts";
import { recomputeDue, type Recomputed, type RecomputeOrder } from "../../domain/dossier/recompute-due.ts";
import { loadCalendar } from "../calendar/index.ts";
import { getProcess } from "../procedure/index.ts";
import type { Db } from "../platform/database.ts";
import { record } from "./act-on-dossier.ts";
import { lockDossier, saveDossier } from "./dossier.queries.ts";
import { appendEvent } from "./event.queries.ts";

/**
 * Reckons the date of one dossier and the time of its steps anew by the calendar as it is now, in the caller's transaction: event, state, delta
 * and message as for every action. Done twice it changes nothing the second time.
 */
export async function recomputeDossier(
  tx: Db,
  dossierId: string,
  order: RecomputeOrder,
): Promise<Recomputed["outcome"]> {
  const locked = await lockDossier(tx, dossierId);
  if (!locked) return "kept";
  const { dossier, lastHash } = locked;
  const clock = {
    process: await getProcess(tx, dossier.processVersionId),
    calendar: await loadCalendar(tx, dossier.resolvingAgencyId),
    counterCalendar: await loadCalendar(tx, dossier.receivingAgencyId),
  };
  const answer = recomputeDue(dossier, clock, order);
  if (!("event" in answer)) return answer.outcome;
  const after = fold(dossier, answer.event);
  await saveDossier(tx, after, await appendEvent(tx, answer.event, lastHash));
  await record(tx, after, { event: answer.event });
  return answer.outcome;
}
