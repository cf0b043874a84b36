import { sql } from "kysely";
import type { DossierStatus } from "../../../domain/dossier/status.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import type { Db } from "../../platform/database.ts";

export interface AlikeQuestion {
  readonly procedureId: string;
  readonly identityNumber: string;
  /** Digests of the files that are, or are about to be, handed in. */
  readonly digests: readonly string[];
  /** The dossier itself, when it has been filed already. */
  readonly exceptId: string | null;
  readonly now: Moment;
}

interface Likeness {
  readonly samePerson: boolean;
  readonly sameFile: boolean;
}

/** One within the reader's scope; of the others nothing is told but how they are alike. */
export type AlikeRow = AlikeSeen | (Likeness & { readonly inScope: false });

export interface AlikeSeen extends Likeness {
  readonly inScope: true;
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedureName: string;
  readonly submittedAt: Moment;
}

/**
 * Dossiers that look like the one in question, the newest first: of the same person and procedure in 180 days, or
 * with a file of the same bytes. What was refused, withdrawn or stopped is no duplicate. In scope is what the reader of `db` sees.
 */
export async function listAlike(db: Db, question: AlikeQuestion): Promise<readonly AlikeRow[]> {
  const { procedureId, identityNumber, digests, exceptId, now } = question;
  const { rows } = await sql<AlikeRow>`
    select a.id, a.code, a.status, a.procedure_name as "procedureName", a.submitted_at as "submittedAt",
      a.same_person as "samePerson", a.same_file as "sameFile", a.in_scope as "inScope"
    from dossiers_alike(${identityNumber}, ${procedureId}::uuid, ${[...digests]}::text[],
      ${exceptId}::uuid, ${now}::timestamptz) a`.execute(db);
  return rows;
}

/**
 * Digests of documents that the officer uploaded or that belong to the dossier, and of the photos they were bound from;
 * others are not his to compare.
 */
export async function listDigests(
  db: Db,
  { documentIds, actorId, dossierId }: { documentIds: readonly string[]; actorId: string; dossierId: string | null },
): Promise<readonly string[]> {
  const { rows } = await sql<{ sha256: string }>`
    with named as (
      select f.id from document f where f.id = any(${[...documentIds]}::uuid[]) and f.uploaded_by = ${actorId}
      union
      select l.document_id from dossier_document l where l.dossier_id = ${dossierId}::uuid
    )
    select f.sha256 from named n join document f on f.id = n.id
    union
    select f.sha256 from named n join document_source s on s.document_id = n.id join document f on f.id = s.source_id`.execute(
    db,
  );
  return rows.map(({ sha256 }) => sha256);
}

/** The procedure of a version. */
export async function findProcedureId(db: Db, versionId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("procedure_version as v")
    .select("v.procedure_id")
    .where("v.id", "=", versionId)
    .executeTakeFirst();
  return row?.procedure_id;
}
