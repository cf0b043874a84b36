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
  const pages = await countPages(bytes);
  if (typeof pages === "string") return { ok: false, reason: pages };
  if (pages === 0) return { ok: false, reason: "file-damaged" };
  return pages > MAX_PDF_PAGES
    ? { ok: false, reason: "pdf-too-many-pages" }
    : { ok: true, mediaType: "application/pdf", pages };
}

/** Pages, or why they cannot be read. What only forbids printing or copying opens without a password and is taken. */
async function countPages(bytes: Buffer): Promise<number | "pdf-password-protected" | "file-damaged"> {
  const quiet = { updateMetadata: false } as const;
  try {
    return (await PDFDocument.load(bytes, { ...quiet, throwOnInvalidObject: true })).getPageCount();
  } catch (error) {
    if (!(await isEncrypted(bytes, error))) return "file-damaged";
  }
  try {
    return (await PDFDocument.load(bytes, { ...quiet, password: "" })).getPageCount();
  } catch {
    return "pdf-password-protected";
  }
}

/** The strict reader stumbles over some encrypted objects before it has seen that the whole is encrypted. */
async function isEncrypted(bytes: Buffer, error: unknown): Promise<boolean> {
  if (error instanceof EncryptedPDFError) return true;
  return PDFDocument.load(bytes, { updateMetadata: false }).then(
    () => false,
    (second: unknown) => second instanceof EncryptedPDFError,
  );
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
