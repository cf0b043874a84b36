import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { MAX_FILE_BYTES, paperFileName } from "../../domain/document/document-type.ts";
import { ApiError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { listDocuments, listOwnDocuments, type DocumentSummary } from "./document.queries.ts";
import { runInspection } from "./inspection/inspector.ts";
import { keepDocuments } from "./keep-documents.ts";
import type { Receiving } from "./receiving.ts";

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
  receiving: Receiving,
  { actorId, documentIds, name }: Binding,
): Promise<DocumentSummary> {
  const { db, files } = receiving;
  const photos = await listOwnDocuments(db, documentIds, actorId);
  if (photos.length < documentIds.length) throw new ApiError(422, "document-unknown");
  const other = photos.find(({ mediaType }) => !mediaType.startsWith("image/"));
  if (other) throw new ApiError(422, "photos-only", { seen: other.name });
  const made: string[] = [];
  try {
    const pdfPath = await bind(receiving, photos, made);
    const staged = await files.stage(createReadStream(pdfPath), { maxBytes: MAX_FILE_BYTES });
    made.push(staged.path);
    const paper = {
      id: newId(),
      name: `${paperFileName(name.replace(/\.pdf$/i, ""))}.pdf`,
      staged,
      mediaType: "application/pdf",
      pages: photos.length,
      sources: documentIds,
    };
    await keepDocuments(receiving, { uploadedBy: actorId, documents: [paper] });
    const [summary] = await listDocuments(db, [paper.id]);
    if (!summary) throw new Error("The document was not there after it was stored.");
    return summary;
  } finally {
    for (const path of made) await rm(path, { force: true });
  }
}

/** Makes the PDF beside what is staged; every file that is made on the way is added to `made`. */
async function bind({ files }: Receiving, photos: readonly DocumentSummary[], made: string[]): Promise<string> {
  const paths: string[] = [];
  for (const { sha256 } of photos) {
    const { path } = await files.stage(files.open(sha256), { maxBytes: MAX_FILE_BYTES });
    const jpegPath = `${path}.jpg`;
    made.push(path, jpegPath);
    await inspected({ kind: "shrink", path, jpegPath });
    paths.push(jpegPath);
  }
  const pdfPath = `${paths[0] ?? ""}.pdf`;
  made.push(pdfPath);
  await inspected({ kind: "bind", paths, pdfPath });
  return pdfPath;
}

async function inspected(task: Parameters<typeof runInspection>[0]): Promise<void> {
  const answer = await runInspection(task);
  if (!answer.ok) throw new ApiError(422, answer.reason);
}
