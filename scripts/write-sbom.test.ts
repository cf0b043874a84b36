import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string };
    readonly expression?: string;
  }[];
}

const folder = mkdtempSync(join(tmpdir(), "motcua-sbom-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let told: readonly string[] = [];
let components: readonly Component[] = [];

beforeAll(() => {
  execFileSync(process.execPath, ["scripts/write-sbom.mjs", folder]);
  const [file = ""] = readdirSync(folder);
  const bill = JSON.parse(readFileSync(join(folder, file), "utf8"));
  told = [bill.bomFormat, bill.metadata.component.name];
  components = bill.components;
});

const licenceOf = ({ licenses = [] }: Component): string =>
  licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? "").join(" AND ");

test("the bill is CycloneDX and about this program", () => expect(told).toEqual(["CycloneDX", "motcua"]));

test("every package that production installs is in the bill", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const installed = Object.entries<{ version: string; dev?: boolean; name?: string }>(lock.packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .map(([path, { version, name }]) => `${name ?? path.slice(path.lastIndexOf("node_modules/") + 13)}@${version}`);
  expect(installed.length).toBeGreaterThan(100);
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  expect(installed.filter((one) => !listed.has(one))).toEqual([]);
});

test("each has a licence, and none is one that a province could not pass on freely", () => {
  expect(components.filter((one) => licenceOf(one) === "").map(({ name }) => name)).toEqual([]);
  const strict = components.filter((one) =>
    /(^|[^L])(A?GPL|SSPL|BUSL|UNLICENSED|Commons-Clause)/i.test(licenceOf(one)),
  );
  expect(strict.map((one) => `${one.name} ${licenceOf(one)}`)).toEqual([]);
});

test("the libraries under the LGPL are the one picture library that is replaced on its own", () => {
  const lesser = components.filter((one) => licenceOf(one).includes("LGPL")).map(({ name }) => name);
  expect(lesser.length).toBeGreaterThan(0);
  expect(lesser.filter((name) => !name.startsWith("@img/sharp"))).toEqual([]);
});
