import { Readable } from "node:stream";
import { cleanFileName, MAX_FILE_BYTES } from "../../domain/document/document-type.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import type { FileStore } from "../platform/files/file-store.ts";
import { newId } from "../platform/ids.ts";
import { insertDocument, listDocuments, type DocumentSummary } from "./document.queries.ts";
import { inspectFile } from "./inspect-file.ts";
import { photosToPdf } from "./photos-to-pdf.ts";

export interface Upload {
  readonly actorId: string;
  readonly stream: Readable;
  readonly fileName: string;
}

interface Receiving {
  readonly db: Db;
  readonly files: FileStore;
  readonly now: Moment;
}

/**
 * Takes in one file: streamed to disk while hashing, looked at by its bytes, a photo made into a PDF as well.
 * Throws 422 with the code of the refusal; a refused file leaves no row.
 */
export async function receiveUpload({ db, files, now }: Receiving, upload: Upload): Promise<DocumentSummary> {
  const { sha256, size } = await files.put(upload.stream, { maxBytes: MAX_FILE_BYTES });
  const bytes = await files.read(sha256);
  const inspected = await inspectFile(bytes);
  const name = cleanFileName(upload.fileName);
  if (!inspected.ok) throw new ApiError(422, inspected.reason, { file: name });
  const { mediaType, pages } = inspected;
  const id = newId();
  const original = {
    id,
    name,
    file: { sha256, size, mediaType, pages },
    sources: [],
    uploadedBy: upload.actorId,
    now,
  };
  const pdf = mediaType === "application/pdf" ? null : await photosToPdf([bytes]);
  const stored = pdf && (await files.put(Readable.from([pdf]), { maxBytes: MAX_FILE_BYTES }));
  await db.transaction().execute(async (tx) => {
    await insertDocument(tx, original);
    if (!stored) return;
    const file = { ...stored, mediaType: "application/pdf", pages: 1 };
    await insertDocument(tx, {
      ...original,
      id: newId(),
      name: `${name.replace(/\.[^.]+$/, "")}.pdf`,
      file,
      sources: [id],
    });
  });
  const [summary] = await listDocuments(db, [id]);
  if (!summary) throw new Error("The document was not there after it was stored.");
  return summary;
}
