import type Type from "typebox";
import { NATIONAL_STATE } from "../../../domain/dossier/status.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import { explainDue } from "../../../web/calendar/due-explanation.ts";
import type { PastPicture } from "../past/picture-at.ts";
import type { Undoable } from "../undo/undo-action.ts";
import type { DossierPicture } from "../view-dossier.ts";
import type { DossierView } from "./view.schemas.ts";

const hours = (seconds: number): number => Math.round(seconds / 36) / 100;

/** The dossier as the API answers it at a moment, agencies by name. */
export function toView(
  picture: DossierPicture,
  { now, undo = null }: { readonly now: Moment; readonly undo?: Undoable | null },
): Type.Static<typeof DossierView> {
  const { dossier, procedure, agencies } = picture;
  const name = (id: string): string => agencies.get(id) ?? id;
  const { custody, supplement, result } = dossier;
  return {
    ...dossier,
    nationalState: NATIONAL_STATE[dossier.status],
    procedure: { code: procedure.code, name: procedure.name },
    answers: { ...dossier.answers },
    pauses: [...dossier.pauses],
    papers: dossier.papers.map((paper) => ({ ...paper, documentIds: [...paper.documentIds] })),
    receivingAgency: name(dossier.receivingAgencyId),
    resolvingAgency: name(dossier.resolvingAgencyId),
    custody: custody && {
      holder: name(custody.holderAgencyId),
      inTransitTo: custody.inTransitTo && name(custody.inTransitTo),
      since: custody.since,
    },
    explanation: [...explainDue(picture.dueSteps)],
    supplement: supplement && { ...supplement, reasons: [...supplement.reasons] },
    payment: dossier.payment && { ...dossier.payment, items: [...dossier.payment.items] },
    result: result && { ...result, documentIds: [...result.documentIds] },
    masked: picture.masked,
    emergency: picture.emergency,
    links: [...picture.links],
    actions: [...picture.actions],
    undo,
    asOf: null,
    ...workOf(picture, now),
  };
}

/** The dossier as it stood at a moment, as the API answers it. */
export function toPastView(picture: PastPicture): ReturnType<typeof toView> {
  const { at, standing } = picture;
  return { ...toView(picture, { now: at }), asOf: { at, before: standing.before, after: standing.after } };
}

/** Who worked on it how long, and whose opinion was asked. */
function workOf({ dossier, agencies, legs }: DossierPicture, now: Moment) {
  const name = (id: string): string => agencies.get(id) ?? id;
  return {
    consultations: dossier.consultations.map((asked) => ({
      ...asked,
      agency: name(asked.agencyId),
      askedBy: name(asked.askedByAgencyId),
      late: asked.late || (asked.answeredAt === null && now > asked.dueAt),
    })),
    legs: legs.map((leg) => ({
      id: leg.stayId,
      step: leg.stepName,
      agency: name(leg.agencyId),
      officer: leg.officerId,
      startedAt: leg.startedAt,
      endedAt: leg.endedAt,
      spentHours: hours(leg.spentSeconds),
      budgetHours: hours(leg.budgetSeconds),
      lateHours: hours(leg.lateSeconds),
    })),
  };
}
