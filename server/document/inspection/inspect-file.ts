import { EncryptedPDFError, PDFDocument } from "@cantoo/pdf-lib";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import {
  isAcceptedType,
  MAX_IMAGE_PIXELS,
  MAX_PDF_PAGES,
  type AcceptedType,
  type FileRefusal,
} from "../../../domain/document/document-type.ts";
import { isPolyglot } from "./find-polyglot.ts";
import { hasActiveContent, scanPdf } from "./scan-pdf.ts";

export type Inspection =
  | { readonly ok: true; readonly mediaType: AcceptedType; readonly pages: number }
  | { readonly ok: false; readonly reason: FileRefusal };

/** What the bytes really are, whatever the name says, and whether they can be opened. */
export async function inspectFile(bytes: Buffer): Promise<Inspection> {
  const found = await fileTypeFromBuffer(bytes);
  if (!isAcceptedType(found?.mime)) return { ok: false, reason: "file-type-unknown" };
  if (isPolyglot(bytes, found.mime)) return { ok: false, reason: "file-mixed" };
  return found.mime === "application/pdf" ? inspectPdf(bytes) : inspectImage(bytes, found.mime);
}

async function inspectPdf(bytes: Buffer): Promise<Inspection> {
  const refusal = await scanPdf(bytes);
  if (refusal) return { ok: false, reason: refusal };
  const pages = await countPages(bytes);
  if (typeof pages === "string") return { ok: false, reason: pages };
  if (pages === 0) return { ok: false, reason: "file-damaged" };
  return pages > MAX_PDF_PAGES
    ? { ok: false, reason: "pdf-too-many-pages" }
    : { ok: true, mediaType: "application/pdf", pages };
}

/** Pages, or why they cannot be read. What only forbids printing or copying opens without a password and is taken. */
async function countPages(bytes: Buffer): Promise<number | FileRefusal> {
  const quiet = { updateMetadata: false } as const;
  try {
    return (await PDFDocument.load(bytes, { ...quiet, throwOnInvalidObject: true })).getPageCount();
  } catch (error) {
    if (!(await isEncrypted(bytes, error))) return "file-damaged";
  }
  try {
    const opened = await PDFDocument.load(bytes, { ...quiet, password: "" });
    const objects = opened.context.enumerateIndirectObjects();
    return objects.some(([, object]) => hasActiveContent(object.toString()))
      ? "pdf-active-content"
      : opened.getPageCount();
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

/** Only its head is read here: whether all of it arrived is seen when it is made into a PDF. */
async function inspectImage(bytes: Buffer, mediaType: AcceptedType): Promise<Inspection> {
  try {
    const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height * pages > MAX_IMAGE_PIXELS) return { ok: false, reason: "image-too-large" };
    return { ok: true, mediaType, pages: 1 };
  } catch {
    return { ok: false, reason: "file-damaged" };
  }
}
