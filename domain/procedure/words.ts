import { fold } from "../shared/vietnamese-text.ts";

/** Words of a table that people fill in: the first of each is written, every one is read, with accents or without. */
export type Words<T extends string> = Readonly<Record<T, readonly [written: string, ...others: string[]]>>;

/** What a word means, or null when it is none of them. */
export function meant<T extends string>(words: Words<T>, text: string): T | null {
  const key = fold(text);
  const keys = Object.keys(words) as T[];
  return keys.find((one) => one === key || words[one].some((word) => fold(word) === key)) ?? null;
}
