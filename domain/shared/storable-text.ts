const UNSTORABLE = /[\0\p{Cs}]/u;

/** Whether a database can keep the text: no NUL, no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** The text with U+FFFD for what no database keeps, at most `most` characters long: to say what was seen. */
export function seenText(text: string, most: number): string {
  return text.slice(0, most).replaceAll(new RegExp(UNSTORABLE, "gu"), "\uFFFD");
}
