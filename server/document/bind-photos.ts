import { Readable } from "node:stream";
import { MAX_FILE_BYTES, paperFileName } from "../../domain/document/document-type.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import type { FileStore } from "../platform/files/file-store.ts";
import { newId } from "../platform/ids.ts";
import { insertDocument, listOwnDocuments, type DocumentSummary } from "./document.queries.ts";
import { photosToPdf } from "./photos-to-pdf.ts";

interface Binding {
  readonly actorId: string;
  /** Photos in the order of the pages. */
  readonly documentIds: readonly string[];
  /** Title of the paper; the file is named after it. */
  readonly name: string;
}

/**
 * One PDF from several photos of one paper; the photos are kept and shown by it from now on.
 * Throws 422 `document-unknown` for somebody else's, `photos-only` for a PDF among them, 413 for too large a whole.
 */
export async function bindPhotos(
  { db, files, now }: { readonly db: Db; readonly files: FileStore; readonly now: Moment },
  { actorId, documentIds, name }: Binding,
): Promise<DocumentSummary> {
  const photos = await listOwnDocuments(db, documentIds, actorId);
  if (photos.length < documentIds.length) throw new ApiError(422, "document-unknown");
  const other = photos.find(({ mediaType }) => !mediaType.startsWith("image/"));
  if (other) throw new ApiError(422, "photos-only", { seen: other.name });
  const pdf = await photosToPdf(await Promise.all(photos.map(({ sha256 }) => files.read(sha256))));
  const stored = await files.put(Readable.from([pdf]), { maxBytes: MAX_FILE_BYTES });
  const document = {
    id: newId(),
    name: `${paperFileName(name.replace(/\.pdf$/i, ""))}.pdf`,
    file: { ...stored, mediaType: "application/pdf", pages: photos.length },
    sources: documentIds,
    uploadedBy: actorId,
    now,
  };
  await db.transaction().execute((tx) => insertDocument(tx, document));
  const { id, file } = document;
  return { id, name: document.name, pdfId: null, ...file };
}
