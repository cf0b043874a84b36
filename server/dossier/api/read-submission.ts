import type Type from "typebox";
import type { SubmissionBody } from "./dossier.schemas.ts";
import type { Submission } from "../filing/submission.ts";

/** The submission that a request means: what it leaves out is not there. */
export function readSubmission(body: Type.Static<typeof SubmissionBody>): Submission {
  return {
    ...body,
    competentAgencyCode: body.competentAgencyCode ?? null,
    authorisation: body.authorisation ?? null,
    links: body.links ?? [],
  };
}
