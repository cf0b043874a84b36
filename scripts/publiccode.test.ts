import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readYaml } from "../testing/read-yaml.ts";

const [document] = readYaml(readFileSync("publiccode.yaml", "utf8"));
const project = JSON.parse(readFileSync("package.json", "utf8"));

test("publiccode.yaml says what package.json says, in the form of version 0.4", () => {
  expect(document).toMatchObject({
    publiccodeYmlVersion: "0.4",
    softwareVersion: project.version,
    legal: { license: project.license },
    developmentStatus: expect.stringMatching(/^(concept|development|beta|stable|obsolete)$/),
    softwareType: "standalone/web",
    maintenance: { type: expect.stringMatching(/^(internal|contract|community|none)$/) },
    localisation: { localisationReady: false, availableLanguages: ["vi"] },
  });
});

test.each(["en", "vi"])("its description in %s keeps to the lengths of the standard", (language) => {
  const { description } = document as {
    description: Record<string, { shortDescription: string; longDescription: string; features: string[] }>;
  };
  const { shortDescription = "", longDescription = "", features = [] } = description[language] ?? {};
  expect(shortDescription.length).toBeLessThanOrEqual(150);
  expect(longDescription.length).toBeGreaterThanOrEqual(150);
  expect(longDescription.length).toBeLessThanOrEqual(10_000);
  expect(features.length).toBeGreaterThan(0);
});

test("it names no address of a repository that package.json does not know", () => {
  expect((document as { url?: string }).url).toBe(project.repository?.url);
});
