import type { Applicant, Authorisation, DossierPaper } from "../../../domain/dossier/dossier.ts";
import { AUTHORISATION, type FilingFor } from "../../../domain/dossier/filing-for.ts";
import type { CitizenActor } from "../../../domain/identity/actor.ts";
import { RESULT_PLACE } from "../../../web/dossier/dossier-text.ts";
import { findAccount, type Account } from "../../identity/index.ts";
import { isForCase } from "../../../domain/procedure/procedure.ts";
import { getVersion, type ProcedureVersion } from "../../procedure/index.ts";
import type { Db } from "../../platform/database.ts";
import { ApiError, notFound } from "../../platform/errors.ts";
import { once } from "../../platform/idempotency.ts";
import type { UseCase } from "../../platform/use-case.ts";
import { deleteDraft, findDraft, type Draft } from "./draft.queries.ts";
import type { Submission } from "./submission.ts";
import { submitDossier } from "./submit-dossier.ts";

interface Sending {
  readonly draftId: string;
  /** What a page has asked besides the procedure's own rules; absent: nothing. */
  readonly isSound?: (version: ProcedureVersion, draft: Draft) => boolean;
}

/**
 * Files the person's draft and forgets it; sent twice it is filed once and answers the same dossier. What the draft
 * leaves open is taken from the account. Throws 404 for somebody else's, 422 with every fault while it is incomplete.
 */
export async function submitDraft(
  { db, actor, now }: UseCase<CitizenActor>,
  { draftId, isSound }: Sending,
): Promise<{ id: string }> {
  return db.transaction().execute((tx) =>
    once(tx, { key: `draft-${draftId}`, actorId: actor.id, request: draftId }, async () => {
      const draft = await findDraft(tx, draftId, actor.id);
      if (!draft) throw notFound();
      if (!draft.place) throw new ApiError(422, "draft-place-missing");
      const version = await getVersion(tx, draft.procedureVersionId);
      if (isSound && !isSound(version, draft)) throw new ApiError(422, "filing-incomplete");
      const submission = await submissionOf(tx, { draft, version, citizen: actor });
      await deleteDraft(tx, draftId);
      return submitDossier({ db: tx, actor, now }, submission);
    }),
  );
}

interface Filled {
  readonly draft: Draft;
  readonly version: ProcedureVersion;
  readonly citizen: CitizenActor;
}

async function submissionOf(tx: Db, { draft, version, citizen }: Filled): Promise<Submission> {
  const { filingFor, papers } = draft;
  const account = await findAccount(tx, citizen.id);
  const authorisation = authorisationOf(filingFor, papers, { citizen, account });
  return {
    competentAgencyCode: null,
    channel: authorisation ? "authorised-online" : "self-online",
    authorisation,
    caseName: draft.caseName || null,
    resultPlace: RESULT_PLACE,
    links: [],
    applicant: applicantOf(filingFor, { citizen, account }),
    ...draft.submission,
    procedureCode: version.code,
    receivingAgencyCode: draft.place,
    answers: draft.answers,
    papers: papersOfCase(version, draft),
  };
}

/** What was attached for another case, before this one was chosen, is not sent. */
function papersOfCase({ content }: ProcedureVersion, { papers, caseName }: Draft): Draft["papers"] {
  const others = new Set(
    content.components.filter((component) => !isForCase(component, caseName)).map(({ code }) => code),
  );
  return papers.filter(({ componentCode }) => !others.has(componentCode));
}

interface Known {
  readonly citizen: CitizenActor;
  readonly account: Account | undefined;
}

/** Who the dossier stands for. Of somebody else only what was declared is known. */
function applicantOf({ kind, name, identityNumber }: FilingFor, { citizen, account }: Known): Applicant {
  const { address = "", phone = "", email = "" } = account ?? {};
  if (kind === "self")
    return { kind: "person", name: citizen.name, identityNumber: citizen.identityNumber, address, phone, email };
  const kindOf = kind === "organisation" ? "organisation" : "person";
  return { kind: kindOf, name, identityNumber, address: "", phone, email };
}

function authorisationOf(
  { kind, powerId }: FilingFor,
  papers: readonly DossierPaper[],
  { citizen, account }: Known,
): Authorisation | null {
  if (kind !== "other") return null;
  const { address = "", phone = "", email = "" } = account ?? {};
  const paper = papers.find(({ componentCode }) => componentCode === AUTHORISATION)?.name ?? "";
  const attorney = { name: citizen.name, identityNumber: citizen.identityNumber, phone, email, address, paper };
  return powerId === undefined ? attorney : { ...attorney, powerId };
}
