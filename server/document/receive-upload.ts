import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { cleanFileName, MAX_FILE_BYTES, nameWithEnding } from "../../domain/document/document-type.ts";
import { ApiError } from "../platform/errors.ts";
import type { StagedFile } from "../platform/files/file-store.ts";
import { newId } from "../platform/ids.ts";
import { listDocuments, type DocumentSummary } from "./document.queries.ts";
import { runInspection } from "./inspection/inspector.ts";
import { keepDocuments } from "./keep-documents.ts";
import type { Receiving } from "./receiving.ts";
import { scanUpload } from "./scan-upload.ts";

export interface Upload {
  readonly actorId: string;
  readonly stream: Readable;
  readonly fileName: string;
  /** Under which it is known from now on; a new one where it is left out. */
  readonly id?: string;
  /** What the sender says that the bytes give. */
  readonly sha256?: string;
}

/**
 * Takes in one file: streamed to disk while hashing, looked at by its bytes, a photo made into a PDF as well.
 * Throws 422 with the code of the refusal, 503 `scanner-unavailable`; a refused file leaves neither row nor bytes.
 */
export async function receiveUpload(receiving: Receiving, upload: Upload): Promise<DocumentSummary> {
  const { db, files } = receiving;
  const staged = await files.stage(upload.stream, { maxBytes: MAX_FILE_BYTES });
  const pdfPath = `${staged.path}.pdf`;
  try {
    if (upload.sha256 !== undefined && upload.sha256 !== staged.sha256)
      throw new ApiError(422, "file-changed-underway", { seen: staged.sha256, expected: upload.sha256 });
    const { id } = await takeIn(receiving, { ...upload, staged, pdfPath });
    const [summary] = await listDocuments(db, [id]);
    if (!summary) throw new Error("The document was not there after it was stored.");
    return summary;
  } finally {
    await staged.drop();
    await rm(pdfPath, { force: true });
  }
}

interface TakingIn extends Upload {
  readonly staged: StagedFile;
  /** Where the PDF of a photo is made. */
  readonly pdfPath: string;
}

async function takeIn(
  receiving: Receiving,
  { staged, pdfPath, actorId, fileName, id = newId() }: TakingIn,
): Promise<{ readonly id: string }> {
  const cleaned = cleanFileName(fileName);
  const inspected = await runInspection({ kind: "inspect", path: staged.path, pdfPath });
  if (!inspected.ok) throw new ApiError(422, inspected.reason, { file: cleaned });
  const { mediaType, pages } = inspected;
  await scanUpload(receiving, { staged, name: cleaned, actorId, settings: receiving.config.files });
  const name = nameWithEnding(cleaned, mediaType);
  const original = { id, name, staged, mediaType, pages, sources: [] };
  if (mediaType === "application/pdf") {
    await keepDocuments(receiving, { uploadedBy: actorId, documents: [original] });
    return { id };
  }
  const pdf = await receiving.files.stage(createReadStream(pdfPath), { maxBytes: MAX_FILE_BYTES });
  try {
    const pdfName = `${name.replace(/\.[^.]+$/, "")}.pdf`;
    const made = { id: newId(), name: pdfName, staged: pdf, mediaType: "application/pdf", pages: 1, sources: [id] };
    await keepDocuments(receiving, { uploadedBy: actorId, documents: [original, made] });
  } finally {
    await pdf.drop();
  }
  return { id };
}
