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
  readonly purpose: string;
}

/** Who opened the dossier's documents or took its evidence, oldest first. */
export async function listLoggedReads(db: Db, dossierId: string, documentIds: readonly string[]) {
  const { rows } = await sql<LoggedRead>`
    select a.at, a.actor_kind as "actorKind", a.actor_id as "actorId", a.object_kind as "objectKind",
      a.object_id as "objectId", a.purpose
    from access_log a
    where (a.object_kind = 'dossier' and a.object_id = ${dossierId})
      or (a.object_kind = 'document' and a.object_id = any(${documentIds}))
    order by a.id`.execute(db);
  return rows;
}

/** Writes down that somebody took the dossier's evidence. */
export async function logTaken(
  db: Db,
  { dossierId, actor, purpose }: { dossierId: string; actor: { kind: string; id: string }; purpose: string },
): Promise<void> {
  await db
    .insertInto("access_log")
    .values({ actor_kind: actor.kind, actor_id: actor.id, object_kind: "dossier", object_id: dossierId, purpose })
    .execute();
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
