/** Encodings of before 2001 whose letters, read as Unicode, are nonsense (TCVN 6909:2001 made Unicode the rule). */
export type LegacyEncoding = "TCVN3" | "VNI";

// In TCVN3 these signs are letters, so they stand inside words; in Unicode text they hardly ever do.
const TCVN3_SIGN = /[µ¸¶·¹¨»¾¼½©®¬¡¢£¤¥¦§«\u00AD×÷]/gu;
// VNI writes the accent as a letter of its own after the vowel, ñ for đ and ö for ư.
const VNI_SIGN = /[øûïåäëüñö]|[aeo]â|aê|[ae][áàéèùúãõ]/giu;

/**
 * The legacy encoding that a text was written in, or null. Both stay within Latin-1 and Vietnamese Unicode text soon
 * leaves it; two signs are wanted, so that one foreign letter passes.
 */
export function detectLegacyEncoding(text: string): LegacyEncoding | null {
  if (/[\u0100-\u{10FFFF}]/u.test(text)) return null;
  const tcvn3 = text.match(TCVN3_SIGN)?.length ?? 0;
  const vni = text.match(VNI_SIGN)?.length ?? 0;
  if (tcvn3 + vni < 2) return null;
  return tcvn3 > 0 ? "TCVN3" : "VNI";
}
