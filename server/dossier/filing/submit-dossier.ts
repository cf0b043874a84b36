import { codesInQuestion, competentAgency, isOpen } from "../../../domain/dossier/competence.ts";
import type { DossierLink } from "../../../domain/dossier/link-kind.ts";
import { checkCase, checkFiling } from "../../../domain/dossier/check-filing.ts";
import type { DossierEvent } from "../../../domain/dossier/event.ts";
import { onBehalf } from "../../../domain/dossier/decide.ts";
import { begin } from "../../../domain/dossier/fold.ts";
import { cleanForm, validateForm } from "../../../domain/eform/parse-form.ts";
import { capacitiesOf, hasRole, isOfficer, principalIn, type Actor } from "../../../domain/identity/actor.ts";
import { requiredComponents } from "../../../domain/procedure/procedure.ts";
import { dateOf, type PlainDate } from "../../../domain/shared/plain-date.ts";
import { checkDocuments, tieDocuments } from "../../document/index.ts";
import { findCurrentProcedure, type ProcedureVersion } from "../../procedure/index.ts";
import type { Db } from "../../platform/database.ts";
import { ApiError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import type { UseCase } from "../../platform/use-case.ts";
import { record } from "../act-on-dossier.ts";
import { listCandidates, type NamedAgency } from "./competence.queries.ts";
import { insertFiled, type Filed } from "./file-dossier.queries.ts";
import type { Submission } from "./submission.ts";
import { underPower } from "./under-power.ts";
import { findByCodeFor, insertLinks } from "../link.queries.ts";

/** The codes with which a filing can be refused, by status of the answer: for the description of the API. */
export const SUBMISSION_CODES_BY_STATUS: Readonly<Record<number, readonly string[]>> = {
  401: ["sign-in-required"],
  403: ["not-your-role"],
  404: ["procedure-unknown"],
  409: ["procedure-not-fileable", "agency-unknown", "power-not-in-force"],
  422: [
    "filing-incomplete",
    "one-stop-unknown",
    "competent-agency-missing",
    "competent-agency-unfit",
    "linked-dossier-unknown",
    "document-unknown",
    "power-of-another",
    "idempotency-key-reused",
  ],
};

/**
 * Files a dossier: checked as a whole, all faults answered at once. Runs in the caller's transaction, which should end
 * soon after: other filings of the counter wait for it.
 */
export async function submitDossier({ db: tx, actor, now }: UseCase, given: Submission): Promise<{ id: string }> {
  if (actor.kind === "system") throw new ApiError(403, "not-your-role");
  const submission = await underPower({ db: tx, actor, now }, given);
  const today = dateOf(now);
  const current = await findCurrentProcedure(tx, submission.procedureCode, today);
  if (!current) throw new ApiError(404, "procedure-unknown");
  const { version, processVersionId } = current;
  if (processVersionId === null) throw new ApiError(409, "procedure-not-fileable");
  const { content } = version;
  const named = [submission.receivingAgencyCode, ...codesInQuestion(content, submission.competentAgencyCode)];
  const agencies = await listCandidates(tx, named);
  const receiving = receivingAgency(agencies, submission.receivingAgencyCode, today);
  const as = isOfficer(actor) ? capacitiesOf(actor).find((one) => hasRole(one, "receiver", receiving.id)) : actor;
  if (!as) throw new ApiError(403, "not-your-role");
  refuseFaults(version, submission, actor);
  const links = await resolveLinks(tx, submission.links, actor);
  const resolving = resolvingAgency({ version, submission, receiving, today }, agencies);

  const id = newId();
  const mark = newId();
  const answers = version.eform ? cleanForm(version.eform, submission.answers) : {};
  const event: DossierEvent = {
    dossierId: id,
    version: 1,
    at: now,
    actor: { kind: actor.kind, id: actor.id, name: actor.name },
    agencyId: isOfficer(actor) ? receiving.id : null,
    dueBefore: null,
    dueAfter: null,
    fact: onBehalf(
      {
        type: "submitted",
        submittedBy: { kind: actor.kind, id: actor.id, name: actor.name },
        filing: {
          id,
          submissionCode: `N.${receiving.code}-${today.slice(2).replaceAll("-", "")}-${mark}`,
          procedureVersionId: version.id,
          processVersionId,
          channel: submission.channel,
          applicant: submission.applicant,
          authorisation: submission.authorisation,
          answers,
          caseName: submission.caseName,
          papers: submission.papers,
          receivingAgencyId: receiving.id,
          resolvingAgencyId: resolving.id,
          resultPlace: submission.resultPlace,
          links,
        },
      },
      principalIn(as, actor),
    ),
  };
  const series = { kind: "submission", agencyId: receiving.id, period: today };
  await save(tx, { dossier: begin(event), event, series, mark });
  return { id };
}

/** Everything that asks comes before the number is taken: from then on others wait for us. */
async function save(tx: Db, filed: Filed): Promise<void> {
  const { dossier, event } = filed;
  const documentIds = dossier.papers.flatMap((paper) => paper.documentIds);
  await checkDocuments(tx, { dossierId: dossier.id, documentIds, actorId: event.actor.id });
  await insertFiled(tx, filed);
  await insertLinks(tx, dossier.id, dossier.links, event.at);
  await tieDocuments(tx, { dossierId: dossier.id, documentIds });
  await record(tx, dossier, { event });
}

function receivingAgency(agencies: readonly NamedAgency[], code: string, today: PlainDate): NamedAgency {
  const agency = agencies.find((one) => one.code === code && isOpen(one, today));
  if (!agency?.isOneStop) throw new ApiError(422, "one-stop-unknown", { seen: code });
  return agency;
}

/** Only dossiers that the person may see can be named. */
async function resolveLinks(tx: Db, links: Submission["links"], actor: Actor): Promise<readonly DossierLink[]> {
  const found: DossierLink[] = [];
  for (const { kind, code } of links) {
    const other = await findByCodeFor(tx, code, actor);
    if (!other) throw new ApiError(422, "linked-dossier-unknown", { seen: code });
    if (!found.some(({ dossierId }) => dossierId === other.id)) found.push({ kind, dossierId: other.id });
  }
  return found;
}

interface Settling {
  readonly version: ProcedureVersion;
  readonly submission: Submission;
  readonly receiving: NamedAgency;
  readonly today: PlainDate;
}

function resolvingAgency(
  { version, submission, receiving, today }: Settling,
  agencies: readonly NamedAgency[],
): { id: string } {
  const { content } = version;
  const competent = competentAgency({ content, receiving, namedCode: submission.competentAgencyCode, today }, agencies);
  if (competent.ok) return competent.agency;
  const { reason, seen } = competent;
  // A procedure bound to an agency that is no more is a fault of the catalogue, not of the filing.
  throw new ApiError(reason === "agency-unknown" ? 409 : 422, reason, { seen, expected: content.levels });
}

/** Every fault of form and papers at once; at a counter the papers may be on paper. */
function refuseFaults(version: ProcedureVersion, submission: Submission, actor: Actor): void {
  const { content, eform } = version;
  const fields = eform ? validateForm(eform, submission.answers) : [];
  const atCounter = isOfficer(actor);
  const faults = [...checkFiling(submission, actor), ...checkCase(content, submission.caseName, actor)];
  const brought = new Set(
    submission.papers
      .filter(({ documentIds, keptOriginals }) => documentIds.length + (atCounter ? keptOriginals : 0) > 0)
      .map((p) => p.componentCode),
  );
  const missing = atCounter
    ? []
    : requiredComponents(content, submission.caseName, "online").filter(({ code }) => !brought.has(code));
  if (fields.length + missing.length + faults.length > 0) {
    throw new ApiError(422, "filing-incomplete", {
      fields,
      faults,
      missing: missing.map(({ code, name }) => ({ code, name })),
    });
  }
}
