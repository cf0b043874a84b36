import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorSentence, SENTENCES_BY_MODULE } from "./error-text.ts";

const ROOT = join(import.meta.dirname, "../..");
const THROWN = /new ApiError\(\s*[\w.]+,\s*"([^"]+)"/g;
/** How rules refuse: a type of reasons, or one that is given at the place. */
const REASONS = /(?:type \w*(?:Fault|Reason|Refusal) =|readonly (?:code|reason):)\s*((?:\s*\|?\s*"[a-z0-9-]+")+);/g;
const REFUSED = /(?:\b(?:no|fault|parentFault)\(|\b(?:code|reason): )"([a-z]+(?:-[a-z]+)+)"/g;
/** What a route lists for the description of the API is no refusal. */
const LISTED = /\b[45]\d\d: \[[^\]]*\]/g;
const KNOWN = new Set(Object.values(SENTENCES_BY_MODULE).flatMap((sentences) => Object.keys(sentences)));

/** The source below some folders, without tests. */
function sourcesOf(...folders: readonly string[]): readonly { readonly file: string; readonly source: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test(data)?\.tsx?$/.test(file))
      .map((file) => ({ file: join(folder, file), source: readFileSync(join(ROOT, folder, file), "utf8") })),
  );
}

/** The codes that the source of the server names where it refuses, each with the file. */
function thrownCodes(): readonly { readonly code: string; readonly file: string }[] {
  return sourcesOf("server").flatMap(({ file, source }) =>
    [...source.matchAll(THROWN)].map(([, code = ""]) => ({ code, file })),
  );
}

/** The codes with which the rules refuse, each with the file. */
function refusedCodes(): readonly { readonly code: string; readonly file: string }[] {
  return sourcesOf("domain").flatMap(({ file, source }) => {
    const typed = [...source.matchAll(REASONS)].flatMap(([, union = ""]) => [...union.matchAll(/"([a-z0-9-]+)"/g)]);
    return [...typed, ...source.matchAll(REFUSED)].map(([, code = ""]) => ({ code, file }));
  });
}

test("every code that a rule refuses with has a sentence of its own, here or beside the page that shows it", () => {
  const refused = refusedCodes();
  expect(refused.length).toBeGreaterThan(120);
  const texts = sourcesOf("web").filter(({ file }) => file.endsWith("-text.ts"));
  const shown = (code: string): boolean =>
    KNOWN.has(code) || texts.some(({ source }) => source.includes(`"${code}":`) || source.includes(`  ${code}:`));
  expect(refused.filter(({ code }) => !shown(code))).toEqual([]);
});

test("every code that has a sentence is one that something refuses with", () => {
  const sources = sourcesOf("domain", "server", "cli").map(({ source }) => source.replaceAll(LISTED, ""));
  const named = new Set(sources.flatMap((source) => [...source.matchAll(/"([a-z0-9-]+)"/g)].map(([, code]) => code)));
  expect([...KNOWN].filter((code) => !named.has(code))).toEqual([]);
});

test("every code that the server refuses with has a sentence of its own", () => {
  const thrown = thrownCodes();
  expect(new Set(thrown.map(({ code }) => code)).size).toBeGreaterThan(40);
  expect(thrown.filter(({ code }) => !KNOWN.has(code))).toEqual([]);
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
