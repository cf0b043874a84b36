import type { Dossier } from "../../domain/dossier/dossier.ts";
import { openStays } from "../../domain/dossier/dossier.ts";
import type { DossierEvent } from "../../domain/dossier/event.ts";
import { dueMovedText } from "../../web/calendar/calendar-text.ts";
import { explainDue } from "../../web/calendar/due-explanation.ts";
import { FACT_TEXT } from "../../web/dossier/dossier-text.ts";
import type { TrackedDossier } from "../../web/portal/MyDossierPages.tsx";
import { agencyNames } from "../organisation/index.ts";
import type { Db } from "../platform/database.ts";
import { listEvents } from "./event.queries.ts";
import type { DossierPicture } from "./view-dossier.ts";

/** What the applicant is told: units, never officers' names. */
export async function trackDossier(
  db: Db,
  { dossier, procedure, agencies, dueSteps }: DossierPicture,
): Promise<TrackedDossier> {
  const events = await listEvents(db, dossier.id);
  const acting = await agencyNames(
    db,
    events.flatMap(({ event }) => event.agencyId ?? []),
  );
  const name = (id: string): string => agencies.get(id) ?? acting.get(id) ?? "";
  return {
    code: dossier.code ?? dossier.submissionCode,
    submissionCode: dossier.submissionCode,
    procedureName: procedure.name,
    status: dossier.status,
    holder: holders(dossier).map(name).join(", "),
    submittedAt: dossier.submittedAt,
    dueAt: dossier.dueAt,
    originalDueAt: dossier.originalDueAt,
    explanation: explainDue(dueSteps),
    timeline: events.map(({ event }) => ({
      at: event.at,
      what: FACT_TEXT[event.fact.type],
      by: event.agencyId ? name(event.agencyId) : "Người nộp",
      why: whyMoved(event),
    })),
    result: dossier.result,
    closingReason: dossier.closingReason,
    apology: dossier.apology,
  };
}

function whyMoved({ fact, dueBefore, dueAfter }: DossierEvent): string | null {
  if (fact.type !== "due-date-recomputed") return null;
  return dueMovedText({ basis: fact.basis, before: dueBefore, after: dueAfter });
}

function holders(dossier: Dossier): readonly string[] {
  const open = [...new Set(openStays(dossier).map(({ agencyId }) => agencyId))];
  return open.length > 0 ? open : [dossier.receivingAgencyId];
}
