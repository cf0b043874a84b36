import type { Dossier } from "../../../domain/dossier/dossier.ts";
import type { OfficerActor } from "../../../domain/identity/actor.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { findCurrentVersion } from "../../procedure/index.ts";
import { ApiError } from "../../platform/errors.ts";
import type { UseCase } from "../../platform/use-case.ts";
import { findProcedureId, listAlike, listDigests, type AlikeRow, type AlikeSeen } from "./alike.queries.ts";

export interface AlikeDossiers {
  readonly items: readonly AlikeSeen[];
  /** How many more there are that the officer may not see. */
  readonly hidden: number;
}

export interface Intended {
  readonly procedureCode: string;
  readonly identityNumber: string;
  readonly documentIds: readonly string[];
}

/** Duplicates of a filing that is about to be made at the counter. Throws 404 `procedure-unknown`. */
export async function findAlikeBefore(
  { db, actor, now }: UseCase<OfficerActor>,
  { procedureCode, identityNumber, documentIds }: Intended,
): Promise<AlikeDossiers> {
  const version = await findCurrentVersion(db, procedureCode, dateOf(now));
  const procedureId = version && (await findProcedureId(db, version.id));
  if (!procedureId) throw new ApiError(404, "procedure-unknown");
  const digests = await listDigests(db, { documentIds, actorId: actor.id, dossierId: null });
  const question = { procedureId, identityNumber, digests, exceptId: null, now };
  return told(await listAlike(db, question));
}

/** Duplicates of a dossier that has been filed, for the warning before it is received. */
export async function findAlike({ db, actor, now }: UseCase<OfficerActor>, dossier: Dossier): Promise<AlikeDossiers> {
  const procedureId = await findProcedureId(db, dossier.procedureVersionId);
  if (!procedureId) throw new ApiError(404, "procedure-unknown");
  const digests = await listDigests(db, { documentIds: [], actorId: actor.id, dossierId: dossier.id });
  const { identityNumber } = dossier.applicant;
  const question = { procedureId, identityNumber, digests, exceptId: dossier.id, now };
  return told(await listAlike(db, question));
}

function told(rows: readonly AlikeRow[]): AlikeDossiers {
  const seen = rows.filter((row) => row.inScope);
  return { items: seen, hidden: rows.length - seen.length };
}
