import { isPlainDate } from "../shared/plain-date.ts";
import type { FieldFormat } from "./eform.ts";

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** A 12-digit personal number: province or country, century and sex, year, six more (TT 07/2016/TT-BCA art. 7). */
export function isIdentityNumber(text: string): boolean {
  return /^\d{12}$/.test(text) && text.slice(0, 3) !== "000";
}

/** A tax code of 10 digits with its check digit, or 13 for a branch. */
export function isTaxCode(text: string): boolean {
  const [, digits] = /^(\d{10})(-?\d{3})?$/.exec(text) ?? [];
  if (!digits) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (10 - (sum % 11)) % 11 === Number(digits[9]);
}

/** A Vietnamese telephone number with its spaces, dots and +84 taken out. */
export function normalPhone(text: string): string {
  return text.replaceAll(/[\s.()-]/g, "").replace(/^(\+|00)84/, "0");
}

/** Whether the text has the format; an empty text is a matter of `required`, not of format. */
export function hasFormat(text: string, format: FieldFormat): boolean {
  switch (format) {
    case "date":
      return isPlainDate(text);
    case "identity-number":
      return isIdentityNumber(text);
    case "tax-code":
      return isTaxCode(text) || isIdentityNumber(text);
    case "phone":
      return /^0[235789]\d{8}$/.test(normalPhone(text));
    case "email":
      return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);
    case "full-name":
      return /^[\p{L}\p{M}'’.\- ]{2,120}$/u.test(text);
    case "money":
      return /^\d{1,15}$/.test(text);
    case "long-text":
      return true;
  }
}
