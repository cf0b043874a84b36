import type { DossierEvent, DossierFact } from "../../../domain/dossier/event.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import { FACT_TEXT } from "../../../web/dossier/dossier-text.ts";
import { factNote } from "../../../web/dossier/fact-note.ts";
import type { TimelineEntry } from "../../../web/dossier/Timeline.tsx";
import type { LegRow } from "../../../web/office/DossierHistory.tsx";
import type { Db } from "../../platform/database.ts";
import { documentsOfEvents } from "../past/event-documents.ts";
import { whyMoved, type Track } from "../tracked-dossier.pages.ts";
import type { DossierPicture } from "../view-dossier.ts";

const hours = (seconds: number): number => Math.round(seconds / 360) / 10;

/** Address of the office's page of a dossier as it stood at a moment. */
export function pastHref(id: string, at: Moment): string {
  return `/can-bo/ho-so/${id}?luc=${at.slice(0, 19)}`;
}

interface History {
  readonly track: Track;
  readonly stepName: (key: string) => string;
}

/** What happened, as officers see it: with names and notes, the files that came with it, and a way to see it as it was then. */
export async function officeTimeline(
  db: Db,
  id: string,
  { track: { events, acting }, stepName }: History,
): Promise<readonly TimelineEntry[]> {
  const documents = await documentsOfEvents(db, events);
  return events.map(({ event }, index) => {
    return {
      at: event.at,
      what: FACT_TEXT[event.fact.type],
      by: [byText(event), event.agencyId && acting.get(event.agencyId)].filter(Boolean).join(", "),
      note: [opened(event.fact, stepName), whyMoved(event) || factNote(event.fact)].filter(Boolean).join(" · "),
      documents: (documents[index] ?? []).map(({ name }) => name),
      href: pastHref(id, event.at),
    };
  });
}

/** Who did it, and for whom. */
function byText({ actor, fact }: DossierEvent): string {
  return fact.onBehalfOf ? `${actor.name} (thay cho ${fact.onBehalfOf.name})` : actor.name;
}

/** Where the dossier went with the event. */
function opened(fact: DossierFact, stepName: (key: string) => string): string {
  const steps = "opens" in fact ? fact.opens.map(({ stepKey }) => stepName(stepKey)) : [];
  return steps.length > 0 ? `đến bước: ${steps.join(", ")}` : "";
}

/** Each stay with the time it took; officers are named as the events name them. */
export function legRows({ legs, agencies }: DossierPicture, events: Track["events"]): readonly LegRow[] {
  const names = new Map(events.map(({ event: { actor } }) => [actor.id, actor.name]));
  return legs.map((leg) => ({
    id: leg.stayId,
    step: leg.stepName,
    agency: agencies.get(leg.agencyId) ?? "",
    officer: (leg.officerId && names.get(leg.officerId)) ?? "",
    startedAt: leg.startedAt,
    endedAt: leg.endedAt,
    spentHours: hours(leg.spentSeconds),
    budgetHours: hours(leg.budgetSeconds),
    lateHours: hours(leg.lateSeconds),
  }));
}
