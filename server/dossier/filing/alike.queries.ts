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

export interface AlikeRow {
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedureName: string;
  readonly submittedAt: Moment;
  readonly samePerson: boolean;
  readonly sameFile: boolean;
  /** Whether the officer may see it; the others are only counted. */
  readonly inScope: boolean;
}

/**
 * Dossiers that look like the one in question, the newest first: of the same person and procedure in 180 days, or
 * with a file of the same bytes. What was refused, withdrawn or stopped is no duplicate.
 */
export async function listAlike(db: Db, officerId: string, question: AlikeQuestion): Promise<readonly AlikeRow[]> {
  const { procedureId, identityNumber, digests, exceptId, now } = question;
  const { rows } = await sql<AlikeRow>`
    with person as (
      select d.id from dossier d join procedure_version v on v.id = d.procedure_version_id
      where d.applicant_identity = ${identityNumber} and d.submitted_at >= ${now}::timestamptz - interval '180 days' and v.procedure_id = ${procedureId}::uuid
    ), file as (
      select l.dossier_id as id from document f join dossier_document l on l.document_id = f.id
      where f.sha256 = any(${[...digests]}::text[])
      union
      select l.dossier_id from document f join document_source s on s.source_id = f.id
        join dossier_document l on l.document_id = s.document_id
      where f.sha256 = any(${[...digests]}::text[])
    )
    select d.id, coalesce(d.code, d.submission_code) as code, d.status, v.name as "procedureName", d.submitted_at as "submittedAt",
      d.id in (select p.id from person p) as "samePerson", d.id in (select f.id from file f) as "sameFile",
      exists (select from dossier_agency x join user_scope s on s.agency_id = x.agency_id where x.dossier_id = d.id and s.officer_id = ${officerId}) as "inScope"
    from dossier d join procedure_version v on v.id = d.procedure_version_id
    where d.id in (select p.id from person p union select f.id from file f)
      and d.status not in ('refused', 'withdrawn', 'stopped') and d.id is distinct from ${exceptId}::uuid
    order by d.submitted_at desc, d.id limit 100`.execute(db);
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
