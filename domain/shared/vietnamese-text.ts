/** Every text from outside is kept in NFC: Windows' own keyboard and macOS file names bring combining tones. */
export function normalise(text: string): string {
  return text.normalize("NFC");
}

// Old and new placing of the tone (hoà/hòa, thuỷ/thủy) are one word; `qu` is a consonant, so quý and quỳ stay.
const TONE_PLACEMENT: readonly (readonly [string, string])[] = [
  ["oà", "òa"],
  ["oá", "óa"],
  ["oả", "ỏa"],
  ["oã", "õa"],
  ["oạ", "ọa"],
  ["oè", "òe"],
  ["oé", "óe"],
  ["oẻ", "ỏe"],
  ["oẽ", "õe"],
  ["oẹ", "ọe"],
  ["uỳ", "ùy"],
  ["uý", "úy"],
  ["uỷ", "ủy"],
  ["uỹ", "ũy"],
  ["uỵ", "ụy"],
];
const TONE_PATTERN = new RegExp(`(?<!q)(${TONE_PLACEMENT.map(([old]) => old).join("|")})(?!\\p{L})`, "giu");
const NEW_PLACEMENT = new Map(TONE_PLACEMENT);

/** The text with every tone mark at its new place, for comparing: `Hoà` and `Hòa` become the same. */
export function canonicalTones(text: string): string {
  return normalise(text).replaceAll(TONE_PATTERN, (found) => {
    const replaced = NEW_PLACEMENT.get(found.toLowerCase()) ?? found;
    return found === found.toLowerCase() ? replaced : matchCase(replaced, found);
  });
}

function matchCase(replaced: string, found: string): string {
  return Array.from(replaced, (letter, index) =>
    found[index] === found[index]?.toUpperCase() ? letter.toUpperCase() : letter,
  ).join("");
}

/**
 * The key under which a text is searched: no tones, no accents, đ as d, lower case, single spaces.
 * SQL has the same function as `vn_fold(text)`; one table of vectors tests both.
 */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D")
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .trim();
}
