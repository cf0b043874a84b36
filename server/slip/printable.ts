import { normalise } from "../../domain/shared/vietnamese-text.ts";

// Letters that every style of Tinos holds: Latin with all Vietnamese letters, Greek capitals and small letters,
// Cyrillic, combining marks, punctuation and signs.
const HELD =
  /[\n\u0020-\u007E\u00A0-\u02FF\u0391-\u03A1\u03A3-\u03C9\u0400-\u052F\u1E00-\u1EFF\u2010-\u2027\u2030-\u205E]|[\u2074-\u208E\u20A0-\u20BE\u2100-\u214F\u25A1]|[\u0300-\u036F]/u;

/**
 * The same value with every text in NFC and every character the font lacks as `□`: PDF/A refuses a missing glyph,
 * and one emoji in a name must not keep a receipt from being printed.
 */
export function printable(value: unknown): unknown {
  if (typeof value === "string") return printableText(value);
  if (Array.isArray(value)) return value.map(printable);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, printable(inner)]));
  }
  return value;
}

function printableText(text: string): string {
  return Array.from(normalise(text).replaceAll(/\r\n?|\t/g, " "), (letter) => (HELD.test(letter) ? letter : "□")).join(
    "",
  );
}
