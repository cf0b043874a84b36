import { readFileSync } from "node:fs";
import type { LedgerLine } from "../kill/ledger.ts";

/** When the client was told of each command that it is done, in milliseconds since 1970, in order. */
export function acknowledgements(file: string): readonly number[] {
  const lines = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as LedgerLine);
  const askedAt = new Map(lines.filter(({ step }) => step === "asked").map(({ mark, at }) => [mark, at]));
  return lines
    .filter(({ step }) => step === "acknowledged")
    .map(({ mark, at, waitedMs = 0 }) => (askedAt.get(mark) ?? at) + waitedMs)
    .toSorted((a, b) => a - b);
}

/** The longest time without an acknowledgement that touches what lies between the two moments. */
export function longestGap(acknowledged: readonly number[], from: number, to: number): number {
  let longest = 0;
  for (let index = 1; index < acknowledged.length; index += 1) {
    const before = acknowledged[index - 1] ?? 0;
    const after = acknowledged[index] ?? 0;
    if (after >= from && before <= to) longest = Math.max(longest, after - before);
  }
  const last = acknowledged.at(-1) ?? from;
  return last < to ? Math.max(longest, to - last) : longest;
}
