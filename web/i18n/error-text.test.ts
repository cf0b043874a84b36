import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorSentence, SENTENCES_BY_MODULE } from "./error-text.ts";

const ROOT = join(import.meta.dirname, "../..");
const THROWN = /new ApiError\(\s*[\w.]+,\s*"([^"]+)"/g;

/** The codes that the source of the server names where it refuses, each with the file. */
function thrownCodes(): readonly { readonly code: string; readonly file: string }[] {
  return readdirSync(join(ROOT, "server"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .flatMap((file) => {
      const source = readFileSync(join(ROOT, "server", file), "utf8");
      return [...source.matchAll(THROWN)].map(([, code = ""]) => ({ code, file }));
    });
}

test("every code that the server refuses with has a sentence of its own", () => {
  const thrown = thrownCodes();
  expect(new Set(thrown.map(({ code }) => code)).size).toBeGreaterThan(40);
  const known = new Set(Object.values(SENTENCES_BY_MODULE).flatMap((sentences) => Object.keys(sentences)));
  expect(thrown.filter(({ code }) => !known.has(code))).toEqual([]);
});

test("a code stands in one module alone, in small letters, and says one or more whole sentences", () => {
  const codes = Object.values(SENTENCES_BY_MODULE).flatMap((sentences) => Object.keys(sentences));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  expect(codes.filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  const sentences = Object.values(SENTENCES_BY_MODULE).flatMap((one) => Object.values(one));
  expect(sentences.filter((sentence) => !/^\p{Lu}.*\.$/u.test(sentence))).toEqual([]);
  expect(sentences.filter((sentence) => sentence !== sentence.normalize("NFC"))).toEqual([]);
});

test("every file of sentences is joined in", () => {
  const files = readdirSync(join(import.meta.dirname, "errors")).map((file) => file.replace(/\.ts$/, ""));
  expect(Object.keys(SENTENCES_BY_MODULE).toSorted()).toEqual(files.toSorted());
});

test("an unknown code is answered as a fault of the system, also one named like a part of the language", () => {
  expect(errorSentence("no-such-code")).toBe(errorSentence("internal"));
  expect(errorSentence("constructor")).toBe(errorSentence("internal"));
});
