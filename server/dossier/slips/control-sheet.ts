import type { StepStay } from "../../../domain/dossier/dossier.ts";
import type { DossierEvent, NewStay } from "../../../domain/dossier/event.ts";
import { handOvers } from "../../../domain/dossier/hand-overs.ts";
import { findStep } from "../../../domain/procedure/process.ts";
import type { ControlRow, ControlSheetData } from "../../../domain/slip/slip-data.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import { SUBMITTER, takenText } from "../../../web/dossier/slip-text.ts";
import type { DossierPicture } from "../view-dossier.ts";

type Sheet = Omit<ControlSheetData, "head" | "applicant">;

/**
 * The trace of form 05/06 writes itself from the events: one hand-over for each step that began, with what the step
 * before it took of its time, who gave it, and who took it: the paper where one went along, else the work.
 */
export function controlSheet(picture: DossierPicture, events: readonly DossierEvent[]): Sheet {
  const { dossier, agencies } = picture;
  const name = (id: string): string => agencies.get(id) ?? "";
  const others = [...new Set(dossier.stays.map(({ agencyId }) => agencyId))].filter(
    (id) => id !== dossier.resolvingAgencyId && id !== dossier.receivingAgencyId,
  );
  return {
    agencyName: name(dossier.resolvingAgencyId),
    cooperating: others.map(name),
    receivedAt: dossier.receivedAt ?? undefined,
    dueAt: dossier.dueAt ?? undefined,
    rows: rowsOf(picture, events),
  };
}

interface Opened extends Pick<NewStay, "stepKey" | "agencyId"> {
  readonly at: Moment;
}

/** Without paper nobody signs for it: who took the step is who did it, once it is done. */
function whoWorked(
  stays: readonly StepStay[],
  events: readonly DossierEvent[],
  { stepKey, agencyId, at }: Opened,
): string | undefined {
  const stay = stays.find((one) => one.stepKey === stepKey && one.agencyId === agencyId && one.startedAt === at);
  return events.find(({ fact }) => stay && "opens" in fact && fact.stayId === stay.id)?.actor.name;
}

function rowsOf({ dossier, process, agencies, legs }: DossierPicture, events: readonly DossierEvent[]): ControlRow[] {
  const name = (id: string | null): string => (id && agencies.get(id)) ?? "";
  const papers = handOvers(events);
  const steps = events.flatMap(({ at, actor, fact }) => {
    if (!("opens" in fact)) return [];
    const left = dossier.stays.find(({ id }) => id === fact.stayId);
    const leg = legs.find(({ stayId }) => stayId === fact.stayId);
    return fact.opens.map((stay): ControlRow => {
      const paper = papers.find(({ givenAt, to }) => givenAt === at && to === stay.agencyId);
      return {
        from: name(left?.agencyId ?? null),
        to: `${name(stay.agencyId)} (${findStep(process, stay.stepKey)?.name ?? stay.stepKey})`,
        at,
        givenBy: actor.name,
        takenBy: paper?.takenBy ?? whoWorked(dossier.stays, events, { ...stay, at }),
        result: leg && (leg.lateSeconds > 0 ? "late" : "on-time"),
        note: paper && takenText(paper.takenAt),
      };
    });
  });
  const givenBack = papers
    .filter(({ to }) => to === null)
    .map(({ from, givenAt, givenBy, takenBy }): ControlRow => {
      return { from: name(from), to: SUBMITTER, at: givenAt, givenBy, takenBy: takenBy ?? undefined };
    });
  return [...steps, ...givenBack];
}
