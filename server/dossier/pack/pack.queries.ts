import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";

export interface PackedDocument {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly uploadedAt: string;
}

/** Every document of the dossier, with the photos that papers were bound from. */
export async function listPackedDocuments(db: Db, dossierId: string): Promise<readonly PackedDocument[]> {
  const { rows } = await sql<PackedDocument>`
    with own as (
      select l.document_id as id from dossier_document l where l.dossier_id = ${dossierId}::uuid
      union
      select s.source_id from dossier_document l join document_source s on s.document_id = l.document_id
      where l.dossier_id = ${dossierId}::uuid
    )
    select d.id, d.name, d.sha256, f.size, f.media_type as "mediaType", d.uploaded_at as "uploadedAt"
    from own o join document d on d.id = o.id join stored_file f on f.sha256 = d.sha256 order by d.id`.execute(db);
  return rows;
}

export interface LoggedRead {
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly kind: string | null;
  readonly actorName: string | null;
  readonly purpose: string;
  /** Of an emergency reading. */
  readonly grantId: string | null;
}

/** Who saw the dossier, opened its documents or took its evidence, oldest first. */
export async function listLoggedReads(db: Db, dossierId: string, documentIds: readonly string[]) {
  const { rows } = await sql<LoggedRead>`
    select a.at, a.actor_kind as "actorKind", a.actor_id as "actorId", a.object_kind as "objectKind",
      a.object_id as "objectId", a.kind, a.actor_name as "actorName", a.purpose, a.grant_id as "grantId"
    from access_log a
    where a.dossier_id = ${dossierId}::uuid
      or (a.object_kind = 'document' and a.object_id = any(${documentIds}))
    order by a.id`.execute(db);
  return rows;
}

/** The dossier of that national or submission code. */
export async function findIdByCode(db: Db, code: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("dossier as d")
    .select("d.id")
    .where((eb) => eb.or([eb("d.code", "=", code), eb("d.submission_code", "=", code)]))
    .executeTakeFirst();
  return row?.id;
}
