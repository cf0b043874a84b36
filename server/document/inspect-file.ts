import { EncryptedPDFError, PDFDocument } from "@cantoo/pdf-lib";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import {
  isAcceptedType,
  MAX_IMAGE_PIXELS,
  MAX_PDF_PAGES,
  type AcceptedType,
  type FileRefusal,
} from "../../domain/document/document-type.ts";

export type Inspection =
  | { readonly ok: true; readonly mediaType: AcceptedType; readonly pages: number }
  | { readonly ok: false; readonly reason: FileRefusal };

/** What the bytes really are, whatever the name says, and whether they can be opened. */
export async function inspectFile(bytes: Buffer): Promise<Inspection> {
  const found = await fileTypeFromBuffer(bytes);
  if (!isAcceptedType(found?.mime)) return { ok: false, reason: "file-type-unknown" };
  return found.mime === "application/pdf" ? inspectPdf(bytes) : inspectImage(bytes, found.mime);
}

async function inspectPdf(bytes: Buffer): Promise<Inspection> {
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    const pages = pdf.getPageCount();
    if (pages === 0) return { ok: false, reason: "file-damaged" };
    return pages > MAX_PDF_PAGES
      ? { ok: false, reason: "pdf-too-many-pages" }
      : { ok: true, mediaType: "application/pdf", pages };
  } catch (error) {
    return { ok: false, reason: error instanceof EncryptedPDFError ? "pdf-password-protected" : "file-damaged" };
  }
}

async function inspectImage(bytes: Buffer, mediaType: AcceptedType): Promise<Inspection> {
  try {
    const image = sharp(bytes, { limitInputPixels: false, failOn: "truncated" });
    const { width, height } = await image.metadata();
    if (width * height > MAX_IMAGE_PIXELS) return { ok: false, reason: "image-too-large" };
    // Only decoding every line shows whether a photo arrived whole.
    await image.stats();
    return { ok: true, mediaType, pages: 1 };
  } catch {
    return { ok: false, reason: "file-damaged" };
  }
}
