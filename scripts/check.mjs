// Everything CI checks besides the tests. Prints each step's verdict and time; any failure fails the whole.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const bin = (name) => `node_modules/.bin/${name}`;
const native = "node_modules/typescript-7/bin/tsc";

const STEPS = [
  ["types", process.execPath, [native, "-p", "tsconfig.json"]],
  ["types of the rules", process.execPath, [native, "-p", "domain"]],
  ["lint", bin("oxlint"), ["--type-aware", "--deny-warnings"]],
  ["format", bin("oxfmt"), ["--check"]],
  ["layers", bin("depcruise"), ["domain", "server", "web", "cli", "demo", "testing", "bench"]],
  ["dead code", bin("knip"), []],
  ["schema and generated types", bin("tsx"), ["scripts/generate-database-types.ts", "--check"]],
];

let failed = 0;
for (const [name, command, args] of STEPS) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  if (status !== 0) {
    failed += 1;
    console.log(`${stdout ?? ""}${stderr ?? ""}`.trim());
  }
}
process.exitCode = failed === 0 ? 0 : 1;
