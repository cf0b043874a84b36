import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const text = readFileSync("docs/security/asvs.md", "utf8");

interface Row {
  readonly id: string;
  readonly level: string;
  readonly state: string;
  readonly reason: string;
}

const rows: readonly Row[] = text.split("\n").flatMap((line): Row[] => {
  const [, id = "", level = "", , state = "", reason = ""] = line.split("|").map((cell) => cell.trim());
  return /^V\d+\.\d+\.\d+$/.test(id) ? [{ id, level, state, reason }] : [];
});

/** How many requirements of levels 1 and 2 each chapter of 5.0.0 has. */
const CHAPTERS = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

test("every requirement of levels 1 and 2 is there once", () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(rows.every(({ level }) => level === "1" || level === "2")).toBe(true);
  const counted = CHAPTERS.map((_count, at) => rows.filter(({ id }) => id.startsWith(`V${at + 1}.`)).length);
  expect(counted).toEqual(CHAPTERS);
  expect([1, 2].map((level) => rows.filter((row) => row.level === String(level)).length)).toEqual([70, 183]);
});

test("every file that is named is there", () => {
  const named = rows.flatMap(({ reason }) =>
    [...reason.matchAll(/`((?:server|domain|web|e2e|testing|cli|scripts|docs|deploy)\/[^`]+\.\w+)`/g)].map(
      ([, file = ""]) => file,
    ),
  );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});

test("each has a state with its reason, and the sums at the top are right", () => {
  expect(rows.filter(({ reason }) => reason.length < 5)).toEqual([]);
  const count = (state: string): number => rows.filter((row) => row.state === state).length;
  const states = ["met", "not applicable", "not yet"];
  expect(states.reduce((sum, state) => sum + count(state), 0)).toBe(rows.length);
  const sums = states.map((state) => `${count(state)} ${state}`).join(", ");
  expect(text).toContain(`${rows.length} requirements: ${sums}.`);
});
