// Makes a fresh clone ready: installs the exact packages of package-lock.json when they are absent or out of date.
// Plain JavaScript without any package, because it runs before there are any.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}/node_modules/.motcua-lock`;
const MINIMUM = [20, 19];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  console.error(
    `Node.js ${process.versions.node} is too old: Một Cửa needs ${MINIMUM.join(".")} or newer (24 LTS advised).`,
  );
  process.exit(1);
}

const lock = createHash("sha256")
  .update(readFileSync(`${root}/package-lock.json`))
  .digest("hex");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  console.log("Installing packages (once)…");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // Scripts of packages are never run: nothing here needs them, and npm 12 blocks them anyway.
  const { status } = spawnSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(
      "npm ci failed: see the lines above. Check the network to the npm registry, then run the command again.",
    );
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, lock);
}
