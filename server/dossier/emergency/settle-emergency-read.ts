import {
  EMERGENCY_REASON,
  mayOverseeEmergencyReads,
  mayReviewEmergencyReads,
} from "../../../domain/dossier/emergency-read.ts";
import type { OfficerActor } from "../../../domain/identity/actor.ts";
import { seenText } from "../../../domain/shared/storable-text.ts";
import { normalise } from "../../../domain/shared/vietnamese-text.ts";
import { ApiError, notFound } from "../../platform/errors.ts";
import { isId } from "../../platform/ids.ts";
import type { UseCase } from "../../platform/use-case.ts";
import { addStep, findGrant, type GrantRow, type NewStep } from "./emergency.queries.ts";

interface Settling {
  readonly id: string;
  readonly note: string;
}

/** The control office looked into it; said twice, the first counts. Throws 403, 404 beyond scope and for his own. */
export async function reviewEmergencyRead(context: UseCase<OfficerActor>, { id, note }: Settling): Promise<GrantRow> {
  if (!mayReviewEmergencyReads(context.actor)) throw new ApiError(403, "not-your-role");
  return settle(context, { id, note, kind: "reviewed" }, (grant) => grant.officerId !== context.actor.id);
}

/** Ends it before its time: whoever reads himself, or whoever oversees the dossier. Throws 404 for everybody else. */
export async function endEmergencyRead(context: UseCase<OfficerActor>, { id, note }: Settling): Promise<GrantRow> {
  const { actor } = context;
  return settle(
    context,
    { id, note, kind: "ended" },
    ({ officerId }) => officerId === actor.id || mayOverseeEmergencyReads(actor),
  );
}

async function settle(
  { db, actor, now }: UseCase<OfficerActor>,
  { id, note, kind }: Settling & Pick<NewStep, "kind">,
  may: (grant: GrantRow) => boolean,
): Promise<GrantRow> {
  const words = seenText(normalise(note).trim(), EMERGENCY_REASON.most);
  return db.transaction().execute(async (tx) => {
    const grant = isId(id) ? await findGrant(tx, id, actor.id) : undefined;
    if (!grant || !may(grant)) throw notFound();
    // What has run out by itself needs no end.
    if (kind === "reviewed" || grant.open)
      await addStep(tx, { grantId: id, kind, at: now, officer: actor, note: words });
    return (await findGrant(tx, id, actor.id)) ?? grant;
  });
}
