/** Types that people may hand in; phones give JPEG and WebP, scanners PDF and PNG. */
export const ACCEPTED_TYPES = ["application/pdf", "image/jpeg", "image/png", "image/webp"] as const;
export type AcceptedType = (typeof ACCEPTED_TYPES)[number];

/** Bytes of one file. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_PDF_PAGES = 1000;
/** A photo of more pixels than any phone takes is a trap for the decoder. */
export const MAX_IMAGE_PIXELS = 50_000_000;

/** Why a file is refused; each has its own sentence that says what to do. */
export type FileRefusal =
  | "file-type-unknown"
  | "file-damaged"
  | "pdf-password-protected"
  | "pdf-too-many-pages"
  | "pdf-active-content"
  | "file-too-complex"
  | "file-mixed"
  | "image-too-large";

export function isAcceptedType(type: string | undefined): type is AcceptedType {
  return ACCEPTED_TYPES.some((accepted) => accepted === type);
}

const ENDINGS: Readonly<Record<AcceptedType, readonly [string, ...string[]]>> = {
  "application/pdf": ["pdf"],
  "image/jpeg": ["jpg", "jpeg", "jpe", "jfif"],
  "image/png": ["png"],
  "image/webp": ["webp"],
};

/** The name with an ending of what the file really is, so that no computer takes it for something else. */
export function nameWithEnding(name: string, type: AcceptedType): string {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return ENDINGS[type].includes(ending) ? name : `${name}.${ENDINGS[type][0]}`;
}

/**
 * The name that people gave the file, without the folders some browsers send and without characters that cannot be
 * seen: those that turn the direction of the writing make `gpj.exe` look like `exe.jpg`.
 */
export function cleanFileName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  return (
    last
      .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"<>|:*?]/gu, "")
      .trim()
      .slice(0, 200) || "tai-lieu"
  );
}

const PAPER_NAME_LENGTH = 80;

/** A file name, without ending, from the title of a paper: one part, cut between words where the title runs on. */
export function paperFileName(title: string): string {
  const name = cleanFileName(title.replaceAll(/\s*[/\\]\s*/g, "-").replaceAll(/\s+/g, " "));
  if (name.length <= PAPER_NAME_LENGTH) return name;
  const cut = name.slice(0, PAPER_NAME_LENGTH + 1);
  const whole = cut.includes(" ") ? cut.slice(0, cut.lastIndexOf(" ")) : cut.slice(0, PAPER_NAME_LENGTH);
  return whole.replace(/[\s,;.–-]+$/u, "");
}
