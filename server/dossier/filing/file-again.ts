import type { Dossier } from "../../../domain/dossier/dossier.ts";
import { FOR_SELF, type FilingFor } from "../../../domain/dossier/filing-for.ts";
import type { LinkKind } from "../../../domain/dossier/link-kind.ts";
import type { CitizenActor } from "../../../domain/identity/actor.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { listUsableDocuments } from "../../document/index.ts";
import { listAgencies } from "../../organisation/index.ts";
import { caseNames } from "../../../domain/procedure/procedure.ts";
import { findCurrentVersion, getVersion, type ProcedureVersion } from "../../procedure/index.ts";
import type { Db } from "../../platform/database.ts";
import { ApiError } from "../../platform/errors.ts";
import type { UseCase } from "../../platform/use-case.ts";
import { saveDraft, type Draft } from "./draft.queries.ts";

/** How a new filing would stand to the dossier; null while the old one runs or did what it was filed for. */
export function againKind({ status, result }: Pick<Dossier, "status" | "result">): LinkKind | null {
  if (status === "refused" || status === "withdrawn" || status === "stopped") return "replaces";
  return (status === "finished" || status === "returned") && result?.granted === false ? "follows" : null;
}

/**
 * Begins a draft with what the closed dossier said, tied to it, under today's version of the procedure. Sent twice
 * with one id it is one draft. Throws 409 `not-to-file-again` for any other dossier, `procedure-not-fileable`.
 */
export async function fileAgain(
  { db, actor, now }: UseCase<CitizenActor>,
  { dossier, draftId }: { readonly dossier: Dossier; readonly draftId: string },
): Promise<void> {
  const kind = againKind(dossier);
  if (!kind) throw new ApiError(409, "not-to-file-again");
  const { code } = await getVersion(db, dossier.procedureVersionId);
  const version = await findCurrentVersion(db, code, dateOf(now));
  if (!version) throw new ApiError(409, "procedure-not-fileable");
  const agencyId = version.content.competence === "commune" ? dossier.resolvingAgencyId : dossier.receivingAgencyId;
  const place = (await listAgencies(db, dateOf(now))).find(({ id }) => id === agencyId)?.code ?? "";
  const draft: Draft = {
    id: draftId,
    procedureVersionId: version.id,
    caseName: caseIn(version, dossier),
    filingFor: filedFor(dossier, actor),
    answers: dossier.answers,
    papers: await ownPapers(db, dossier, actor),
    place,
    submission: { links: [{ kind, code: dossier.code ?? dossier.submissionCode }] },
    dossierId: null,
  };
  await saveDraft(db, draft, { owner: { accountId: actor.id }, now });
}

function caseIn({ content }: ProcedureVersion, { caseName }: Dossier): string | null {
  if (content.cases.length === 0) return null;
  return caseNames(content).find((one) => one === (caseName ?? "")) ?? null;
}

function filedFor({ applicant }: Dossier, { identityNumber }: CitizenActor): FilingFor {
  if (applicant.kind === "person" && applicant.identityNumber === identityNumber) return FOR_SELF;
  const kind = applicant.kind === "organisation" ? "organisation" : "other";
  return { kind, name: applicant.name, identityNumber: applicant.identityNumber };
}

/** Files that he brought himself; those that a counter scanned are the counter's. */
async function ownPapers(db: Db, { papers }: Dossier, actor: CitizenActor): Promise<Draft["papers"]> {
  const ids = papers.flatMap(({ documentIds }) => documentIds);
  const own = new Set((await listUsableDocuments(db, { ids, actorId: actor.id, dossierId: null })).map(({ id }) => id));
  return papers
    .map((paper) => ({ ...paper, keptOriginals: 0, documentIds: paper.documentIds.filter((id) => own.has(id)) }))
    .filter(({ documentIds }) => documentIds.length > 0);
}
