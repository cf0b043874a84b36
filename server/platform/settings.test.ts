import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { effectiveSettings, SETTINGS, unknownSettings } from "./settings.ts";

test("every setting that is read is in the table, and the table names no other", () => {
  const read = new Set<string>();
  for (const file of ["config.ts", "files/file-settings.ts"]) {
    const source = readFileSync(new URL(file, import.meta.url), "utf8");
    for (const [, name = ""] of source.matchAll(/\b(?:get\(|limit\(|readSecret\(read, )"([A-Z_0-9]+)"/g))
      read.add(name);
  }
  expect(SETTINGS.map(({ name }) => name).toSorted(byText)).toEqual([...read].toSorted(byText));
});

test("what is in force, masked where it is secret", () => {
  const env = { DATABASE_URL: "postgres://u:p@h/d", MOTCUA_CLAMAV: "/run/clamd.ctl" };
  const settings = effectiveSettings(readConfig(env), env);
  const of = (name: string) => settings.find((one) => one.name === name);
  expect(of("DATABASE_URL")).toEqual({ name: "DATABASE_URL", value: "••••••", source: "environment", file: null });
  expect(of("MOTCUA_CLAMAV")?.value).toBe("/run/clamd.ctl");
  expect(of("MOTCUA_S3_BUCKET")).toMatchObject({ value: null, source: "default" });
});

test("a name that is nearly one of ours is told", () => {
  expect(unknownSettings({ MOTCUA_CLAMVA: "x", MOTCUA_CLAMAV_FILE: "x", PATH: "x" })).toEqual(["MOTCUA_CLAMVA"]);
});

const byText = (a: string, b: string): number => (a < b ? -1 : 1);
