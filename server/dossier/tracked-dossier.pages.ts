import type { Dossier } from "../../domain/dossier/dossier.ts";
import { openStays } from "../../domain/dossier/dossier.ts";
import { explainDue } from "../../web/calendar/due-explanation.ts";
import { FACT_TEXT } from "../../web/dossier/dossier-text.ts";
import type { TrackedDossier } from "../../web/portal/MyDossierPages.tsx";
import type { Db } from "../platform/database.ts";
import { listEvents } from "./event.queries.ts";
import type { DossierPicture } from "./view-dossier.ts";

/** What the applicant is told: units, never officers' names. */
export async function trackDossier(
  db: Db,
  { dossier, procedure, agencies, dueSteps }: DossierPicture,
): Promise<TrackedDossier> {
  const name = (id: string): string => agencies.get(id) ?? "";
  const events = await listEvents(db, dossier.id);
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
    })),
    result: dossier.result,
    closingReason: dossier.closingReason,
    apology: dossier.apology,
  };
}

function holders(dossier: Dossier): readonly string[] {
  const open = [...new Set(openStays(dossier).map(({ agencyId }) => agencyId))];
  return open.length > 0 ? open : [dossier.receivingAgencyId];
}
