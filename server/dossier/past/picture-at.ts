import { computeDue } from "../../../domain/calendar/due-date.ts";
import { involvedAgencies, type Dossier } from "../../../domain/dossier/dossier.ts";
import type { DossierEvent } from "../../../domain/dossier/event.ts";
import { stateAt, type Standing } from "../../../domain/dossier/state-at.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { agencyNames } from "../../organisation/index.ts";
import { ApiError } from "../../platform/errors.ts";
import { listEvents, listEventsOf } from "../event.queries.ts";
import { listLinksUntil, readSurroundings, type ShownLink } from "../link.queries.ts";
import { composePicture, type DossierPicture, type Reading } from "../view-dossier.ts";

/** A dossier as it stood at a moment, with where that is in its history. */
export interface PastPicture extends DossierPicture {
  readonly standing: Standing;
  /** Every event up to today: who is named by an id then may be named with words in a later one. */
  readonly chain: readonly DossierEvent[];
  readonly at: Moment;
}

/**
 * The dossier as its events up to the moment make it; whether the reader may see it has been decided before. Agencies
 * bear the names of that day, and nobody may do anything. Throws 404 `dossier-not-yet` before its submission.
 */
export async function pictureAt(
  { db, actor, today }: Omit<Reading, "now"> & Required<Pick<Reading, "today">>,
  at: Moment,
): Promise<PastPicture> {
  const { id } = today.dossier;
  const all = (await listEvents(db, id)).map(({ event }) => event);
  const standing = stateAt(all, at);
  if (!standing) throw new ApiError(404, "dossier-not-yet", { seen: at, expected: `≥ ${all[0]?.at ?? ""}` });
  const { dossier, events } = standing;
  const ids = [...involvedAgencies(dossier), ...events.flatMap(({ agencyId }) => agencyId ?? [])];
  const reading = { db, actor, now: at, today };
  const around = {
    agencies: await agencyNames(db, [...new Set(ids)], dateOf(at)),
    links: await linksAt(reading, dossier),
    emergency: (await readSurroundings(db, id, actor)).emergency,
  };
  const picture = await composePicture(reading, dossier, around);
  return { ...picture, dueSteps: explains(picture) ? picture.dueSteps : [], actions: [], standing, chain: all, at };
}

/** The other dossiers that either side's events had tied to it by then, each as its own events make it. */
async function linksAt({ db, actor, now: at }: Reading, dossier: Dossier): Promise<readonly ShownLink[]> {
  const links = await listLinksUntil(db, dossier.id, { reader: actor, at });
  const chains = await listEventsOf(
    db,
    links.map(({ id }) => id),
  );
  return links.flatMap((link) => {
    const own = chains.flatMap(({ event }) => (event.dossierId === link.id ? [event] : []));
    const other = stateAt(own, at)?.dossier;
    if (!other || !(link.namedByOther ? names(other, dossier, link.kind) : names(dossier, other, link.kind))) return [];
    return { ...link, code: other.code ?? other.submissionCode, status: other.status };
  });
}

function names({ links }: Dossier, { id }: Dossier, kind: ShownLink["kind"]): boolean {
  return links.some((link) => link.dossierId === id && link.kind === kind);
}

/** Whether the calendar as it is today still leads to the date of then; if it was amended since, its steps would not. */
function explains({ dossier, calendar }: { dossier: Dossier; calendar: DossierPicture["calendar"] }): boolean {
  const { receivedAt, limit, supplementPolicy: policy, pauses, apology, dueAt } = dossier;
  if (receivedAt === null || limit === null || calendar === null) return false;
  // A new date that was promised stands beside the steps; a pause that goes on has moved nothing yet.
  if (apology !== null && apology.newDueAt === dueAt) return true;
  const over = pauses.filter(({ to }) => to !== null);
  const due = computeDue({ received: receivedAt, limit, policy, pauses: over }, calendar);
  return due.ok && due.due === dueAt;
}
