/** How the words are chosen where usage differs between regions and offices. */
export interface AmountWording {
  /** The empty tens before a unit: `một trăm lẻ năm` or `một trăm linh năm`. */
  readonly zeroTens?: "lẻ" | "linh";
  readonly thousand?: "nghìn" | "ngàn";
  readonly billion?: "tỷ" | "tỉ";
}

const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"] as const;

/**
 * A whole amount in Vietnamese words, lower case and without the currency: 1205021 is
 * `một triệu hai trăm lẻ năm nghìn không trăm hai mươi mốt`.
 * @throws RangeError when the amount is negative, has a fraction or is past the safe integers.
 */
export function amountInWords(amount: number, wording: AmountWording = {}): string {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`Not a whole amount of money: ${amount}`);
  return amount === 0 ? DIGITS[0] : wholeInWords(amount, wording, false).join(" ");
}

// Thousands repeat within each billion: 10^12 is "một nghìn tỷ", so billions are read as a number of their own.
function wholeInWords(amount: number, wording: AmountWording, padded: boolean): string[] {
  if (amount >= 1_000_000_000) {
    const above = wholeInWords(Math.floor(amount / 1_000_000_000), wording, padded);
    return [...above, wording.billion ?? "tỷ", ...wholeInWords(amount % 1_000_000_000, wording, true)];
  }
  const words: string[] = [];
  const groups: readonly (readonly [number, string])[] = [
    [Math.floor(amount / 1_000_000), "triệu"],
    [Math.floor(amount / 1000) % 1000, wording.thousand ?? "nghìn"],
    [amount % 1000, ""],
  ];
  for (const [group, name] of groups) {
    if (group === 0) continue;
    words.push(...groupInWords(group, wording, padded || words.length > 0));
    if (name !== "") words.push(name);
  }
  return words;
}

function groupInWords(group: number, wording: AmountWording, padded: boolean): string[] {
  const hundreds = Math.floor(group / 100);
  const tens = Math.floor(group / 10) % 10;
  const units = group % 10;
  const words: string[] = [];
  if (hundreds > 0 || padded) words.push(digit(hundreds), "trăm");
  if (tens === 0 && units > 0 && words.length > 0) words.push(wording.zeroTens ?? "lẻ");
  if (tens === 1) words.push("mười");
  if (tens > 1) words.push(digit(tens), "mươi");
  if (units > 0) words.push(unitInWords(units, tens));
  return words;
}

// After tens, five is "lăm"; after "mươi", one is "mốt" and four is "tư".
function unitInWords(units: number, tens: number): string {
  if (units === 5 && tens > 0) return "lăm";
  if (units === 1 && tens > 1) return "mốt";
  if (units === 4 && tens > 1) return "tư";
  return digit(units);
}

function digit(value: number): string {
  return DIGITS[value] ?? "";
}
