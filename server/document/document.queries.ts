import { sql } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";

export interface DocumentSummary {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly pages: number | null;
  readonly size: number;
  readonly sha256: string;
  /** The PDF that was made last from a photo, alone or with others; shown instead of it, while the photo is kept. */
  readonly pdfId: string | null;
}

export interface NewDocument {
  readonly id: string;
  readonly file: { readonly sha256: string; readonly size: number; readonly mediaType: string; readonly pages: number };
  readonly name: string;
  /** Documents it was made from, in the order of its pages. */
  readonly sources: readonly string[];
  readonly uploadedBy: string;
  readonly now: Moment;
}

export async function insertDocument(tx: Db, { id, file, name, sources, uploadedBy, now }: NewDocument): Promise<void> {
  const { sha256, size, mediaType, pages } = file;
  await tx
    .insertInto("stored_file")
    .values({ sha256, size, media_type: mediaType, pages, created_at: now })
    .onConflict((oc) => oc.column("sha256").doNothing())
    .execute();
  await tx.insertInto("document").values({ id, sha256, name, uploaded_by: uploadedBy, uploaded_at: now }).execute();
  if (sources.length === 0) return;
  await tx
    .insertInto("document_source")
    .values(sources.map((sourceId, position) => ({ document_id: id, source_id: sourceId, position })))
    .execute();
}

export async function listDocuments(db: Db, ids: readonly string[]): Promise<readonly DocumentSummary[]> {
  if (ids.length === 0) return [];
  return summaries(db)
    .where("d.id", "in", [...ids])
    .orderBy("d.id")
    .execute();
}

/** The photos that each of these documents was bound from, in the order of its pages; whoever may see it may see them. */
export async function listOriginals(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly DocumentSummary[]>> {
  if (ids.length === 0) return new Map();
  const rows = await summaries(db)
    .innerJoin("document_source as o", "o.source_id", "d.id")
    .select("o.document_id as boundId")
    .where("o.document_id", "in", [...ids])
    .orderBy("o.position")
    .execute();
  const originals = new Map<string, DocumentSummary[]>();
  for (const { boundId, ...photo } of rows) originals.set(boundId, [...(originals.get(boundId) ?? []), photo]);
  return originals;
}

/** The person's own documents among these, in the order asked for. */
export async function listOwnDocuments(
  db: Db,
  ids: readonly string[],
  uploadedBy: string,
): Promise<readonly DocumentSummary[]> {
  const own = await db
    .selectFrom("document as d")
    .select("d.id")
    .where("d.id", "in", [...ids])
    .where("d.uploaded_by", "=", uploadedBy)
    .execute();
  const found = new Map(
    (
      await listDocuments(
        db,
        own.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}

const summaries = (db: Db) =>
  db
    .selectFrom("document as d")
    .innerJoin("stored_file as f", "f.sha256", "d.sha256")
    .select(["d.id", "d.name", "f.media_type as mediaType", "f.pages", "f.size", "d.sha256"])
    .select((eb) =>
      eb
        .selectFrom("document_source as s")
        .select("s.document_id")
        .whereRef("s.source_id", "=", "d.id")
        .orderBy("s.document_id", "desc")
        .limit(1)
        .as("pdfId"),
    );

export interface Naming {
  readonly ids: readonly string[];
  readonly actorId: string;
  readonly dossierId: string | null;
}

/** Those of the documents that the person may name in a form: his own, and the dossier's. */
export async function listUsableDocuments(
  db: Db,
  { ids, actorId, dossierId }: Naming,
): Promise<readonly DocumentSummary[]> {
  if (ids.length === 0) return [];
  return summaries(db)
    .where("d.id", "in", [...ids])
    .where((eb) =>
      eb.or([
        eb("d.uploaded_by", "=", actorId),
        eb.exists(
          eb
            .selectFrom("dossier_document as l")
            .select("l.document_id")
            .whereRef("l.document_id", "=", "d.id")
            .where("l.dossier_id", "=", dossierId),
        ),
      ]),
    )
    .orderBy("d.id")
    .execute();
}

export interface Adoption {
  readonly from: string;
  readonly to: string;
  /** These alone, with what was made from them; all where it is left out. */
  readonly only?: readonly string[];
  readonly now: Moment;
}

/** The same files once more as the person's own, photos with their PDFs; answers with the new id of each. */
export async function adoptDocuments(tx: Db, { from, to, only, now }: Adoption): Promise<ReadonlyMap<string, string>> {
  let wanted = tx.selectFrom("document as d").select(["d.id", "d.sha256", "d.name"]).where("d.uploaded_by", "=", from);
  if (only) {
    if (only.length === 0) return new Map();
    const made = tx
      .selectFrom("document_source as s")
      .select("s.document_id")
      .where("s.source_id", "in", [...only]);
    wanted = wanted.where((eb) => eb.or([eb("d.id", "in", [...only]), eb("d.id", "in", made)]));
  }
  const found = await wanted.orderBy("d.id").execute();
  const ids = new Map(found.map(({ id }) => [id, newId()]));
  const idOf = (id: string): string => ids.get(id) ?? id;
  if (found.length === 0) return ids;
  const copies = found.map(({ id, sha256, name }) => ({
    id: idOf(id),
    sha256,
    name,
    uploaded_by: to,
    uploaded_at: now,
  }));
  await tx.insertInto("document").values(copies).execute();
  const sources = await tx
    .selectFrom("document_source as s")
    .selectAll("s")
    .where("s.document_id", "in", [...ids.keys()])
    .execute();
  if (sources.length === 0) return ids;
  await tx
    .insertInto("document_source")
    .values(sources.map((row) => ({ ...row, document_id: idOf(row.document_id), source_id: idOf(row.source_id) })))
    .execute();
  return ids;
}

export interface Linking {
  readonly dossierId: string;
  readonly documentIds: readonly string[];
  readonly actorId: string;
}

/** Ties documents to a dossier. Throws 422 `document-unknown` for one that is neither the actor's own nor there already. */
export async function linkDocuments(tx: Db, linking: Linking): Promise<void> {
  await checkDocuments(tx, linking);
  await tieDocuments(tx, linking);
}

/** Whether the actor may tie the documents to the dossier, which need not exist yet. Throws 422 `document-unknown`. */
export async function checkDocuments(tx: Db, { dossierId, documentIds, actorId }: Linking): Promise<void> {
  const wanted = [...new Set(documentIds)];
  if (wanted.length === 0) return;
  const allowed = await tx
    .selectFrom("document as d")
    .leftJoin("dossier_document as l", (join) =>
      join.onRef("l.document_id", "=", "d.id").on("l.dossier_id", "=", dossierId),
    )
    .select("d.id")
    .where("d.id", "in", wanted)
    .where((eb) => eb.or([eb("d.uploaded_by", "=", actorId), eb("l.dossier_id", "is not", null)]))
    .execute();
  if (allowed.length < wanted.length) throw new ApiError(422, "document-unknown");
}

/** Ties documents that were checked before. */
export async function tieDocuments(
  tx: Db,
  { dossierId, documentIds }: Pick<Linking, "dossierId" | "documentIds">,
): Promise<void> {
  if (documentIds.length === 0) return;
  await tx
    .insertInto("dossier_document")
    .values([...new Set(documentIds)].map((documentId) => ({ dossier_id: dossierId, document_id: documentId })))
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export interface OpenableDocument {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
  readonly uploadedBy: string;
  /** Dossiers that it belongs to: itself, as a photo under a bound paper, or as the PDF of photos that are all there. */
  readonly dossierIds: readonly string[];
}

export async function findDocument(db: Db, id: string): Promise<OpenableDocument | undefined> {
  const row = await db
    .selectFrom("document as d")
    .innerJoin("stored_file as f", "f.sha256", "d.sha256")
    .select(["d.name", "f.media_type as mediaType", "d.sha256", "f.size", "d.uploaded_by as uploadedBy"])
    .where("d.id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { rows: links } = await sql<{ dossier_id: string }>`
    select l.dossier_id from dossier_document l where l.document_id = ${id}::uuid
    union
    select l.dossier_id from document_source s join dossier_document l on l.document_id = s.document_id
    where s.source_id = ${id}::uuid
    union
    select l.dossier_id from document_source s join dossier_document l on l.document_id = s.source_id
    where s.document_id = ${id}::uuid
    group by l.dossier_id
    having count(*) = (select count(*) from document_source c where c.document_id = ${id}::uuid)`.execute(db);
  return { ...row, dossierIds: links.map(({ dossier_id }) => dossier_id) };
}

export interface View {
  readonly actorKind: string;
  readonly actorId: string;
  readonly documentId: string;
  readonly purpose: string;
}

export async function logView(db: Db, { actorKind, actorId, documentId, purpose }: View): Promise<void> {
  await db
    .insertInto("access_log")
    .values({ actor_kind: actorKind, actor_id: actorId, object_kind: "document", object_id: documentId, purpose })
    .execute();
}
