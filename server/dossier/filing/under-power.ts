import { covers } from "../../../domain/identity/power.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { powerPaperText } from "../../../web/identity/power-text.ts";
import { holdPower } from "../../identity/index.ts";
import { ApiError } from "../../platform/errors.ts";
import type { UseCase } from "../../platform/use-case.ts";
import type { Submission } from "./submission.ts";

/**
 * The submission as its power of attorney allows it: it stands for the owner, as he is known here, and cannot be taken
 * back while it is filed. One without a power is left as it is. Throws 409 `power-not-in-force`, 422 `power-of-another`.
 */
export async function underPower({ db: tx, actor, now }: UseCase, submission: Submission): Promise<Submission> {
  const { authorisation, applicant, procedureCode } = submission;
  if (authorisation?.powerId === undefined) return submission;
  const asked = { accountId: actor.id, on: dateOf(now) };
  const power = actor.kind === "citizen" ? await holdPower(tx, authorisation.powerId, asked) : undefined;
  if (!power || !covers(power, procedureCode)) throw new ApiError(409, "power-not-in-force");
  if (applicant.identityNumber !== power.ownerIdentity) throw new ApiError(422, "power-of-another");
  return {
    ...submission,
    applicant: { ...applicant, kind: "person", name: power.ownerName },
    authorisation: { ...authorisation, paper: powerPaperText(power.madeAt) },
  };
}
