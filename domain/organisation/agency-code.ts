const CODE = /^[A-Y]\d{2}(\.[A-Z0-9]+)*$/;
const LONGEST = 35;
const LEGACY = /^(\d{3})\.(\d{2})\.(\d{2})\.([A-Y]\d{2})$/;

/**
 * Whether the text is an agency code of QĐ 20/2020/QĐ-TTg art. 4: a letter A–Y and two digits, then groups of A–Z and
 * 0–9 behind dots, at most 35 characters. Deeper groups need not repeat the parent's: the decision leaves that open.
 */
export function isAgencyCode(text: string): boolean {
  return text.length <= LONGEST && CODE.test(text);
}

/** Whether the text is a code of QCVN 102:2016, which reads from the smallest unit to the largest: `000.01.15.H26`. */
export function isLegacyCode(text: string): boolean {
  return LEGACY.test(text);
}

/** The old code of a new one, or null where the old form has no room for it: `H26.15.01` → `000.01.15.H26`. */
export function toLegacyCode(code: string): string | null {
  const [top = "", second = "00", third = "00", fourth = "000", ...more] = code.split(".");
  const legacy = [fourth, third, second, top].join(".");
  return more.length === 0 && isLegacyCode(legacy) ? legacy : null;
}

/** The new code that an old one stands for: groups of zeros at its start name no unit. Null for another text. */
export function fromLegacyCode(legacy: string): string | null {
  const groups = LEGACY.exec(legacy)?.slice(1).toReversed();
  if (!groups) return null;
  while (groups.length > 1 && /^0+$/.test(groups.at(-1) ?? "")) groups.pop();
  return groups.join(".");
}
