import type { AcceptedType } from "../../../domain/document/document-type.ts";

const SCRIPT = /<(?:!doctype\s+html|html|script|svg|iframe|\?php)[\s>]/i;
/** Programs, archives and documents, by how they begin. */
const BEGINNINGS = [
  "PK\u0003\u0004",
  "MZ",
  "\u007fELF",
  "Rar!",
  "7z\u00bc\u00af",
  "%PDF-",
  "#!/",
  "\u00d0\u00cf\u0011\u00e0",
];
const NEAR = 64 * 1024;

/**
 * Whether the bytes are a second thing besides what they are taken for: an archive by its directory at the end, a page
 * or a program behind a photo's or a document's own end. Camera makers' own data behind a photo is none of these.
 */
export function isPolyglot(bytes: Buffer, mediaType: AcceptedType): boolean {
  if (hasArchiveDirectory(bytes)) return true;
  if (mediaType === "application/pdf" && SCRIPT.test(bytes.toString("latin1", 0, 1024))) return true;
  const behind = bytes.subarray(endOf(bytes, mediaType));
  const text = behind.toString("latin1", 0, NEAR);
  if (mediaType === "application/pdf" && text.trim().replaceAll("\0", "") !== "" && text.length > 1024) return true;
  return SCRIPT.test(text) || BEGINNINGS.some((beginning) => text.trimStart().startsWith(beginning));
}

/** A ZIP is read from its end, so anything may stand before it. */
function hasArchiveDirectory(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - 65_557);
  let at = bytes.indexOf("PK\u0005\u0006", from, "latin1");
  while (at >= 0 && at + 22 <= bytes.length) {
    if (at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return true;
    at = bytes.indexOf("PK\u0005\u0006", at + 1, "latin1");
  }
  return false;
}

function endOf(bytes: Buffer, mediaType: AcceptedType): number {
  switch (mediaType) {
    case "application/pdf":
      return bytes.lastIndexOf("%%EOF") + "%%EOF".length;
    case "image/png":
      return endOfPng(bytes);
    case "image/jpeg":
      return endOfJpeg(bytes);
    case "image/webp":
      return bytes.readUInt32LE(4) + 8;
  }
}

function endOfPng(bytes: Buffer): number {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const name = bytes.toString("latin1", at + 4, at + 8);
    at += 12 + bytes.readUInt32BE(at);
    if (name === "IEND") break;
  }
  return at;
}

/** Segments, which may hold a whole small photo of their own, then the picture until its end marker. */
function endOfJpeg(bytes: Buffer): number {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) at += 2 + bytes.readUInt16BE(at + 2);
  const end = bytes.indexOf(Buffer.from([0xff, 0xd9]), at);
  return end < 0 ? bytes.length : end + 2;
}
