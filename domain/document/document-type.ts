/** Types that people may hand in; phones give JPEG and WebP, scanners PDF and PNG. */
export const ACCEPTED_TYPES = ["application/pdf", "image/jpeg", "image/png", "image/webp"] as const;
export type AcceptedType = (typeof ACCEPTED_TYPES)[number];

/** Bytes of one file. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_PDF_PAGES = 1000;
/** A photo of more pixels than any phone takes is a trap for the decoder. */
export const MAX_IMAGE_PIXELS = 60_000_000;

/** Why a file is refused; each has its own sentence that says what to do. */
export type FileRefusal =
  | "file-type-unknown"
  | "file-damaged"
  | "pdf-password-protected"
  | "pdf-too-many-pages"
  | "image-too-large";

export function isAcceptedType(type: string | undefined): type is AcceptedType {
  return ACCEPTED_TYPES.some((accepted) => accepted === type);
}

/** The name that people gave the file, without the folders some browsers send and without control characters. */
export function cleanFileName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  return (
    last
      .replaceAll(/[\p{Cc}"<>|:*?]/gu, "")
      .trim()
      .slice(0, 200) || "tai-lieu"
  );
}
