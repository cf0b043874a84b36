// Writes the bill of materials of what production runs, as CycloneDX, into dist/ or the folder named.
// Out of package-lock.json alone, so for every platform and without an installation.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const args = ["sbom", "--sbom-format=cyclonedx", "--sbom-type=application", "--package-lock-only"];
const { status, stdout, stderr } = spawnSync(npm, args, {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
  shell: process.platform === "win32",
});
if (status !== 0) {
  console.error(`npm sbom failed (npm 9.5 or newer is needed):\n${stderr}`);
  process.exit(1);
}
const bill = JSON.parse(stdout);
// npm's own --omit=dev leaves out what production and development both use, so the lock file is asked.
const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const kept = new Set(
  Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .map(([path, one]) => `${one.name ?? path.slice(path.lastIndexOf("node_modules/") + 13)}@${one.version}`),
);
bill.components = bill.components.filter((one) => kept.has(`${one.name}@${one.version}`));
const refs = new Set([bill.metadata.component["bom-ref"], ...bill.components.map((one) => one["bom-ref"])]);
bill.dependencies = (bill.dependencies ?? [])
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }));
// npm names the folder.
bill.metadata.component.name = name;
const folder = process.argv[2] ?? join(root, "dist");
mkdirSync(folder, { recursive: true });
const file = join(folder, `${name}-${version}.cdx.json`);
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
console.log(`${file}: ${bill.components.length} packages`);
