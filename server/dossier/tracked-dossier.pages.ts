import type { DueStep } from "../../domain/calendar/due-step.ts";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import { openStays } from "../../domain/dossier/dossier.ts";
import type { DossierEvent } from "../../domain/dossier/event.ts";
import { dueMovedText, stepsMovedText } from "../../web/calendar/calendar-text.ts";
import { explainDue } from "../../web/calendar/due-explanation.ts";
import { actorText, FACT_TEXT, promisedText } from "../../web/dossier/dossier-text.ts";
import type { TrackedDossier } from "../../web/dossier/tracked-dossier.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { agencyNames } from "../organisation/index.ts";
import type { Db } from "../platform/database.ts";
import { listEvents, type StoredEvent } from "./event.queries.ts";
import { timeLeft } from "./time-left.ts";
import type { DossierPicture } from "./view-dossier.ts";

export interface Track {
  readonly events: readonly Pick<StoredEvent, "event">[];
  /** Names of the agencies for which people acted; some had nothing else to do with the dossier. */
  readonly acting: ReadonlyMap<string, string>;
}

/** What happened to the dossier, and by which agencies. */
export async function readTrack(db: Db, dossierId: string): Promise<Track> {
  const events = await listEvents(db, dossierId);
  const ids = new Set(events.flatMap(({ event }) => event.agencyId ?? []));
  return { events, acting: await agencyNames(db, [...ids]) };
}

/** What the applicant is told: units, never officers' names. */
export function trackDossier(
  { dossier, procedure, agencies, calendar, dueSteps }: DossierPicture,
  { events, acting, now }: Track & { readonly now: Moment },
): TrackedDossier {
  const name = (id: string): string => agencies.get(id) ?? acting.get(id) ?? "";
  return {
    code: dossier.code ?? dossier.submissionCode,
    submissionCode: dossier.submissionCode,
    procedureName: procedure.name,
    status: dossier.status,
    holder: holders(dossier).map(name).join(", "),
    submittedAt: dossier.submittedAt,
    dueAt: dossier.dueAt,
    leftSeconds: calendar && timeLeft(dossier.dueAt, { now, calendar }),
    originalDueAt: dossier.originalDueAt,
    explanation: explainDate(dueSteps, dossier),
    timeline: events.map(({ event }) => ({
      at: event.at,
      what: FACT_TEXT[event.fact.type],
      by: event.agencyId ? name(event.agencyId) : actorText(event.actor.kind),
      note: whyMoved(event),
    })),
    result: dossier.result,
    closingReason: dossier.closingReason,
    apology: dossier.apology,
  };
}

/** How the date was reckoned, and the new date that was promised since, as long as a later pause has not moved it on. */
export function explainDate(
  steps: readonly DueStep[],
  { apology, dueAt }: Pick<Dossier, "apology" | "dueAt">,
): string[] {
  return [...explainDue(steps), ...(apology && apology.newDueAt === dueAt ? [promisedText(apology.newDueAt)] : [])];
}

/** Why an amended calendar moved the date or the steps' own time; empty for every other event. */
export function whyMoved({ fact, dueBefore, dueAfter }: DossierEvent): string {
  if (fact.type === "steps-recomputed") return stepsMovedText(fact.basis);
  if (fact.type !== "due-date-recomputed") return "";
  return dueMovedText({ basis: fact.basis, before: dueBefore, after: dueAfter }) ?? "";
}

function holders(dossier: Dossier): readonly string[] {
  const open = [...new Set(openStays(dossier).map(({ agencyId }) => agencyId))];
  return open.length > 0 ? open : [dossier.receivingAgencyId];
}
