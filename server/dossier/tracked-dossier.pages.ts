import type { DueStep } from "../../domain/calendar/due-step.ts";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import { openStays } from "../../domain/dossier/dossier.ts";
import { explainDue } from "../../web/calendar/due-explanation.ts";
import { momentText } from "../../web/ui/moment-text.ts";
import { FACT_TEXT } from "../../web/dossier/dossier-text.ts";
import type { TrackedDossier } from "../../web/dossier/tracked-dossier.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { StoredEvent } from "./dossier.queries.ts";
import { timeLeft } from "./time-left.ts";
import type { DossierPicture } from "./view-dossier.ts";

/** What the applicant is told: units, never officers' names. */
export function trackDossier(
  { dossier, procedure, agencies, calendar, dueSteps }: DossierPicture,
  { events, now }: { readonly events: readonly StoredEvent[]; readonly now: Moment },
): TrackedDossier {
  const name = (id: string): string => agencies.get(id) ?? "";
  return {
    code: dossier.code ?? dossier.submissionCode,
    submissionCode: dossier.submissionCode,
    procedureName: procedure.name,
    status: dossier.status,
    holder: holders(dossier).map(name).join(", "),
    submittedAt: dossier.submittedAt,
    dueAt: dossier.dueAt,
    leftSeconds: timeLeft(dossier.dueAt, { now, calendar }),
    originalDueAt: dossier.originalDueAt,
    explanation: explainDate(dueSteps, dossier.apology),
    timeline: events.map(({ event }) => ({
      at: event.at,
      what: FACT_TEXT[event.fact.type],
      by: event.agencyId ? name(event.agencyId) : "Người nộp",
      note: "",
    })),
    result: dossier.result,
    closingReason: dossier.closingReason,
    apology: dossier.apology,
  };
}

/** How the date was reckoned, and the new date that was promised since. */
export function explainDate(steps: readonly DueStep[], apology: Dossier["apology"]): string[] {
  return [...explainDue(steps), ...(apology ? [`xin lỗi, hẹn lại ${momentText(apology.newDueAt)}`] : [])];
}

function holders(dossier: Dossier): readonly string[] {
  const open = [...new Set(openStays(dossier).map(({ agencyId }) => agencyId))];
  return open.length > 0 ? open : [dossier.receivingAgencyId];
}
