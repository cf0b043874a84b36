import { sql } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

/**
 * Documents that no dossier and no draft names, neither itself nor one it was made from or into, all of them older than
 * the moment.
 */
const orphans = (before: Moment) => sql`
  with named as (
    select l.document_id as id from dossier_document l
    union
    select (jsonb_array_elements_text(p.paper -> 'documentIds'))::uuid
    from draft r, jsonb_array_elements(r.papers) as p(paper)
  )
  select d.id from document d
  where d.uploaded_at < ${before}
    and not exists (select from named n where n.id = d.id)
    and not exists (
      select from document_source s
      join document o on o.id = case when s.document_id = d.id then s.source_id else s.document_id end
      where d.id in (s.document_id, s.source_id)
        and (o.uploaded_at >= ${before} or exists (select from named n where n.id = o.id)))`;

/** Some of them, to be asked for again until there are none. */
export async function listOrphans(db: Db, before: Moment, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`${orphans(before)} order by d.id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Deletes those of the documents that are still orphans once nobody can name them any more; answers with the digests
 * of their bytes. They are held first: whoever is naming one ends before, and whoever comes later finds none.
 */
export async function deleteOrphans(tx: Db, ids: readonly string[], before: Moment): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  await sql`
    select pg_advisory_xact_lock(hashtextextended(current_schema() || o.id, 0))
    from unnest(${[...ids].toSorted()}::text[]) as o(id)`.execute(tx);
  const { rows: still } = await sql<{ id: string }>`
    select o.id from (${orphans(before)}) o where o.id = any(${[...ids]}::uuid[])`.execute(tx);
  const sure = still.map(({ id }) => id);
  if (sure.length === 0) return [];
  await tx
    .deleteFrom("document_source")
    .where((eb) => eb.or([eb("document_id", "in", sure), eb("source_id", "in", sure)]))
    .execute();
  const gone = await tx.deleteFrom("document").where("id", "in", sure).returning("sha256").execute();
  return gone.map(({ sha256 }) => sha256);
}

/** Digests whose bytes were going to be kept before the moment and may have been left by a crash. */
export async function listOldArrivals(db: Db, before: Moment): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("arriving_file as a")
    .select("a.sha256")
    .distinct()
    .where("a.since", "<", before)
    .execute();
  return rows.map(({ sha256 }) => sha256);
}

/** Forgets the digest when nothing needs its bytes; answers whether they may be removed. The digest must be held. */
export async function forgetBytes(tx: Db, sha256: string, before: Moment): Promise<boolean> {
  await tx.deleteFrom("arriving_file").where("sha256", "=", sha256).where("since", "<", before).execute();
  const { rows } = await sql<{ needed: boolean }>`
    select exists (select from document d where d.sha256 = ${sha256})
      or exists (select from procedure_import i where i.sha256 = ${sha256})
      or exists (select from arriving_file a where a.sha256 = ${sha256}) as needed`.execute(tx);
  if (rows[0]?.needed !== false) return false;
  await tx.deleteFrom("stored_file").where("sha256", "=", sha256).execute();
  return true;
}

/** Those of the documents that are there, which stay until the transaction ends. */
export async function lockDocuments(tx: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  await sql`
    select pg_advisory_xact_lock_shared(hashtextextended(current_schema() || o.id, 0))
    from unnest(${[...ids].toSorted()}::text[]) as o(id)`.execute(tx);
  const { rows } = await sql<{ id: string }>`
    select d.id from document d where d.id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
