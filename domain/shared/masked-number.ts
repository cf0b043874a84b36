/** Stands for whatever is hidden, however long it is. */
export const MASK = "•••••";

/** Twelve digits that stand for themselves: no part of a longer number, an id or a code. */
const IN_TEXT = /(?<![\p{L}\d_.-])\d{12}(?![\p{L}\d_-])/gu;
const OLD_OR_PASSPORT = /^(\d{9}|[A-Z]{1,2}\d{6,8})$/i;
/** Fields that hold the number of a person, or the tax code of an organisation. */
const NUMBER_FIELDS: ReadonlySet<string> = new Set(["identityNumber", "receiverIdentity"]);

/** A person's number as it is shown to whoever does not need it: `0790•••••123`. Shorter ones show less of themselves. */
export function maskNumber(number: string): string {
  const [head, tail] = number.length >= 12 ? [4, 3] : [2, 2];
  return number.length <= head + tail ? MASK : `${number.slice(0, head)}${MASK}${number.slice(-tail)}`;
}

/** Whether it is a tax code, which is public: ten digits, or thirteen for a branch. */
function isPublic(number: string): boolean {
  return /^\d{10}(-?\d{3})?$/.test(number);
}

/**
 * The same data without any person's number: masked are the fields that hold one, those written in a text, and answers
 * of a form that are an old number of nine digits or a passport's.
 */
export function withoutNumbers<T>(data: T): T {
  return masked(data, "") as T;
}

/** `path` names the fields around it, as `.answers.mother`. */
function masked(data: unknown, path: string): unknown {
  if (typeof data === "string") return maskedText(data, path);
  if (Array.isArray(data)) return data.map((one) => masked(one, path));
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, masked(value, `${path}.${name}`)]));
}

function maskedText(text: string, path: string): string {
  if (NUMBER_FIELDS.has(path.slice(path.lastIndexOf(".") + 1)))
    return text === "" || isPublic(text) ? text : maskNumber(text);
  if (path.includes(".answers.") && OLD_OR_PASSPORT.test(text.trim())) return maskNumber(text.trim());
  return text.replaceAll(IN_TEXT, maskNumber);
}
