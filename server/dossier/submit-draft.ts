import type { Applicant } from "../../domain/dossier/dossier.ts";
import type { CitizenActor } from "../../domain/identity/actor.ts";
import { findAccount } from "../identity/index.ts";
import { getVersion } from "../procedure/index.ts";
import type { Db } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { once } from "../platform/idempotency.ts";
import type { UseCase } from "../platform/use-case.ts";
import { deleteDraft, findDraft } from "./draft.queries.ts";
import { submitDossier } from "./submit-dossier.ts";

/**
 * Files the person's draft and forgets it; sent twice it is filed once and answers the same dossier. What the draft
 * leaves open is taken from the account. Throws 404 for somebody else's, 422 with every fault while it is incomplete.
 */
export async function submitDraft({ db, actor, now }: UseCase<CitizenActor>, draftId: string): Promise<{ id: string }> {
  return db.transaction().execute((tx) =>
    once(tx, { key: `draft-${draftId}`, actorId: actor.id, request: draftId }, async () => {
      const draft = await findDraft(tx, draftId, actor.id);
      if (!draft) throw notFound();
      if (!draft.place) throw new ApiError(422, "draft-place-missing");
      const { code } = await getVersion(tx, draft.procedureVersionId);
      const dossier = await submitDossier(
        { db: tx, actor, now },
        {
          competentAgencyCode: null,
          channel: "self-online",
          authorisation: null,
          caseName: null,
          resultPlace: "",
          links: [],
          ...draft.submission,
          applicant: draft.submission?.applicant ?? (await ownApplicant(tx, actor)),
          procedureCode: code,
          receivingAgencyCode: draft.place,
          answers: draft.answers,
          papers: draft.papers,
        },
      );
      await deleteDraft(tx, draftId);
      return { id: dossier.id };
    }),
  );
}

async function ownApplicant(tx: Db, { id, name, identityNumber }: CitizenActor): Promise<Applicant> {
  const account = await findAccount(tx, id);
  const { address = "", phone = "", email = "" } = account ?? {};
  return { kind: "person", name, identityNumber, address, phone, email };
}
