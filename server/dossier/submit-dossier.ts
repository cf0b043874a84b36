import { codesInQuestion, competentAgency } from "../../domain/dossier/competence.ts";
import type { DossierLink } from "../../domain/dossier/link-kind.ts";
import { checkFiling } from "../../domain/dossier/check-filing.ts";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import type { DossierEvent } from "../../domain/dossier/event.ts";
import { begin } from "../../domain/dossier/fold.ts";
import { cleanForm, validateForm } from "../../domain/eform/parse-form.ts";
import { isOfficer, type Actor } from "../../domain/identity/actor.ts";
import { requiredComponents } from "../../domain/procedure/procedure.ts";
import { dateOf, type PlainDate } from "../../domain/shared/plain-date.ts";
import { linkDocuments } from "../document/index.ts";
import { findAgencyByCode, type Agency } from "../organisation/index.ts";
import { findCurrentProcess, findCurrentVersion, type ProcedureVersion } from "../procedure/index.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { UseCase } from "../platform/use-case.ts";
import { record } from "./act-on-dossier.ts";
import { listCandidates } from "./competence.queries.ts";
import { insertDossier } from "./dossier.queries.ts";
import { appendEvent } from "./event.queries.ts";
import { takeNumber } from "./ledger.queries.ts";
import type { Submission } from "./submission.ts";
import { CHAIN_START, eventHash } from "./event-hash.ts";
import { findByCodeFor, insertLinks } from "./link.queries.ts";

/** The codes with which a filing can be refused, by status of the answer: for the description of the API. */
export const SUBMISSION_CODES_BY_STATUS: Readonly<Record<number, readonly string[]>> = {
  401: ["sign-in-required"],
  403: ["not-your-role"],
  404: ["procedure-unknown"],
  409: ["procedure-not-fileable", "agency-unknown"],
  422: [
    "filing-incomplete",
    "one-stop-unknown",
    "competent-agency-missing",
    "competent-agency-unfit",
    "linked-dossier-unknown",
    "document-unknown",
    "idempotency-key-reused",
  ],
};

/** Files a dossier: checked as a whole, all faults answered at once. Runs in the caller's transaction. */
export async function submitDossier({ db: tx, actor, now }: UseCase, submission: Submission): Promise<Dossier> {
  if (actor.kind === "system") throw new ApiError(403, "not-your-role");
  const today = dateOf(now);
  const version = await findCurrentVersion(tx, submission.procedureCode, today);
  if (!version) throw new ApiError(404, "procedure-unknown");
  const process = await findCurrentProcess(tx, version.id);
  if (!process) throw new ApiError(409, "procedure-not-fileable");
  const receiving = await receivingAgency(tx, submission.receivingAgencyCode, today);
  if (
    isOfficer(actor) &&
    !actor.appointments.some((held) => held.agencyId === receiving.id && held.roles.has("receiver"))
  ) {
    throw new ApiError(403, "not-your-role");
  }
  refuseFaults(version, submission, actor);
  const links = await resolveLinks(tx, submission.links, actor);
  const resolving = await resolvingAgency(tx, { version, submission, receiving, today });

  const id = newId();
  const order = await takeNumber(tx, { kind: "submission", agencyId: receiving.id, period: today });
  const answers = version.eform ? cleanForm(version.eform, submission.answers) : {};
  const event: DossierEvent = {
    dossierId: id,
    version: 1,
    at: now,
    actor: { kind: actor.kind, id: actor.id, name: actor.name },
    agencyId: isOfficer(actor) ? receiving.id : null,
    dueBefore: null,
    dueAfter: null,
    fact: {
      type: "submitted",
      submittedBy: { kind: actor.kind, id: actor.id, name: actor.name },
      filing: {
        id,
        submissionCode: `N.${receiving.code}-${today.slice(2).replaceAll("-", "")}-${String(order).padStart(4, "0")}`,
        procedureVersionId: version.id,
        processVersionId: process.id,
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
  };
  return save(
    tx,
    event,
    submission.papers.flatMap(({ documentIds }) => documentIds),
  );
}

async function save(tx: Db, event: DossierEvent, documentIds: readonly string[]): Promise<Dossier> {
  const dossier = begin(event);
  await insertDossier(tx, dossier, eventHash(event, CHAIN_START));
  await appendEvent(tx, event, CHAIN_START);
  await insertLinks(tx, dossier.id, dossier.links, event.at);
  await linkDocuments(tx, { dossierId: dossier.id, documentIds, actorId: event.actor.id });
  await record(tx, dossier, event);
  return dossier;
}

async function receivingAgency(tx: Db, code: string, today: PlainDate): Promise<Agency> {
  const agency = await findAgencyByCode(tx, code, today);
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
  readonly receiving: Agency;
  readonly today: PlainDate;
}

async function resolvingAgency(tx: Db, { version, submission, receiving, today }: Settling): Promise<{ id: string }> {
  const { content } = version;
  const namedCode = submission.competentAgencyCode;
  const counter = { ...receiving, level: receiving.level, validFrom: today, validTo: null, successorIds: [] };
  const known = await listCandidates(tx, codesInQuestion(content, namedCode));
  const competent = competentAgency({ content, receiving: counter, namedCode, today }, known);
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
  const faults = checkFiling(submission, actor);
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
