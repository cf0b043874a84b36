import type { Applicant } from "../../domain/dossier/dossier.ts";
import type { FilingFor } from "../../domain/dossier/filing-for.ts";
import type { CitizenActor } from "../../domain/identity/actor.ts";
import { findAccount, type Account } from "../identity/index.ts";
import { getVersion, type ProcedureVersion } from "../procedure/index.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { once } from "../platform/idempotency.ts";
import type { UseCase } from "../platform/use-case.ts";
import { deleteDraft, findDraft, type Draft } from "./draft.queries.ts";
import { submitDossier } from "./submit-dossier.ts";

interface Sending {
  readonly draftId: string;
  /** Whether nothing is missing or wrong any more. */
  readonly isSound: (version: ProcedureVersion, draft: Draft) => boolean;
}

/** Sends the draft once, however often the button is pressed. Throws 422 `filing-incomplete`, 404. */
export async function sendDraft(
  { db, actor, now }: UseCase<CitizenActor>,
  { draftId, isSound }: Sending,
): Promise<string> {
  const account = await findAccount(db, actor.id);
  const { id } = await db.transaction().execute((tx) =>
    once(tx, { key: `draft-${draftId}`, actorId: actor.id, request: draftId }, async () => {
      const draft = await findDraft(tx, draftId, actor.id);
      if (!draft) throw notFound();
      const version = await getVersion(tx, draft.procedureVersionId);
      if (!isSound(version, draft)) throw new ApiError(422, "filing-incomplete");
      const dossier = await submitDossier(
        { db: tx, actor, now },
        {
          procedureCode: version.code,
          receivingAgencyCode: draft.place,
          channel: draft.filingFor.kind === "other" ? "authorised-online" : "self-online",
          applicant: applicantOf(draft.filingFor, actor, account),
          caseName: draft.caseName || null,
          answers: draft.answers,
          papers: draft.papers,
          resultPlace: "Tại bộ phận một cửa",
        },
      );
      await deleteDraft(tx, draftId);
      return { id: dossier.id };
    }),
  );
  return id;
}

/** Who the dossier stands for. Of somebody else only what was declared is known. */
function applicantOf(
  { kind, name, identityNumber }: FilingFor,
  citizen: CitizenActor,
  account: Account | undefined,
): Applicant {
  const { address = "", phone = "", email = "" } = account ?? {};
  if (kind === "self")
    return { kind: "person", name: citizen.name, identityNumber: citizen.identityNumber, address, phone, email };
  const kindOf = kind === "organisation" ? "organisation" : "person";
  return { kind: kindOf, name, identityNumber, address: "", phone, email };
}
