import type { OfficerActor } from "../../domain/identity/actor.ts";
import { seenText } from "../../domain/shared/storable-text.ts";
import { requireProvinceAdministrator } from "../organisation/index.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import type { FileStore } from "../platform/files/file-store.ts";
import { isId } from "../platform/ids.ts";
import type { UseCase } from "../platform/use-case.ts";
import { holdDigests } from "./arrival.queries.ts";
import { logView } from "./document.queries.ts";
import { listHeld, lockHeld, saveDecision, type HeldFile } from "./held-file.queries.ts";

/** Files of every agency lie in quarantine, so only administrators of the province itself may look. */
type Deciding = UseCase<OfficerActor>;

/** What lies in quarantine, what waits for a decision first. Throws 403. */
export async function readQuarantine(deciding: Deciding): Promise<readonly HeldFile[]> {
  await requireProvinceAdministrator(deciding);
  return listHeld(deciding.db);
}

interface Verdict {
  readonly id: string;
  readonly decision: "released" | "deleted";
  readonly reason: string;
}

/**
 * Releases or deletes a held file, with a reason that is kept and logged. Released bytes may be brought in again and are
 * served where they were taken in; deleted ones are gone. Throws 403, 404, 409 `held-file-decided`, 422 `reason-missing`.
 */
export async function decideHeld(
  { files, ...deciding }: Deciding & { readonly files: FileStore },
  { id, decision, reason }: Verdict,
): Promise<void> {
  await requireProvinceAdministrator(deciding);
  const { db, actor, now } = deciding;
  const why = seenText(reason.trim(), 500);
  await db.transaction().execute(async (tx) => {
    const file = isId(id) ? await lockHeld(tx, id) : undefined;
    if (!file) throw notFound();
    if (file.state !== "held" && file.state !== "unscanned") throw new ApiError(409, "held-file-decided");
    if (why === "") throw new ApiError(422, "reason-missing");
    await holdDigests(tx, [file.sha256]);
    await saveDecision(tx, { sha256: file.sha256, state: decision, by: actor.name, reason: why, now });
    await logView(tx, { actorKind: actor.kind, actorId: actor.id, documentId: id, purpose: `quarantine: ${decision}` });
    await files.quarantine.remove(file.sha256);
    if (decision === "deleted") await files.remove(file.sha256);
  });
}
