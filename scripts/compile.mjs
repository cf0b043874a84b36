// Makes one JavaScript program of our TypeScript, once per state of the sources: read file by file the code takes
// seconds, from the bundle a tenth of that. Plain JavaScript, because it runs before there is any other.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cache = join(root, "node_modules/.cache/motcua");
const SOURCES = ["cli", "demo", "domain", "server", "web"];
const ENTRY = "main.mjs";
/** Packages of many small modules, read as one with our own; the others stay where npm put them. */
const READ_AS_ONE = new Set(["@cantoo/pdf-lib", "kysely", "typebox"]);
const DAY_MS = 86_400_000;

/** Address of the program's first module, compiled anew only when a source or a package has changed. */
export async function compile() {
  const made = join(cache, fingerprint());
  if (!existsSync(made)) {
    const making = beginFolder();
    await bundle(making.folder);
    if (making.passing) return pathToFileURL(join(making.folder, ENTRY)).href;
    moveInPlace(making.folder, made);
    removeOld(made);
  }
  return pathToFileURL(join(made, ENTRY)).href;
}

/** Changes with the name, the size or the time of any source, with the packages and with Node.js. */
function fingerprint() {
  const hash = createHash("sha256").update(`${process.version}\n`);
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name)),
  ).filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
  for (const file of [
    ...files.toSorted((a, b) => (a < b ? -1 : 1)),
    join(root, "package-lock.json"),
    fileURLToPath(import.meta.url),
  ]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest("hex").slice(0, 32);
}

/** A folder beside the finished ones, or, where an installation may not be written to, one for this process alone. */
function beginFolder() {
  try {
    mkdirSync(cache, { recursive: true });
    return { folder: mkdtempSync(join(cache, "making-")), passing: false };
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS"].includes(error.code)) throw error;
  }
  const folder = mkdtempSync(join(tmpdir(), "motcua-code-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  return { folder, passing: true };
}

/** Two starts at once may make the same: the first one's stays. */
function moveInPlace(folder, made) {
  try {
    renameSync(folder, made);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!existsSync(made)) throw error;
  }
}

/** What was made more than a day ago: a program that runs has read all its code. Never this one, whatever the clocks say. */
function removeOld(current) {
  for (const folder of readdirSync(cache).map((name) => join(cache, name))) {
    if (folder === current) continue;
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - made > DAY_MS) rmSync(folder, { recursive: true, force: true });
  }
}

async function bundle(outdir) {
  const { build } = await import("esbuild");
  await build({
    entryPoints: { main: join(root, "cli/main.ts") },
    outdir,
    bundle: true,
    // What a command does not need is not read: each dynamic import is a file of its own.
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    jsx: "automatic",
    sourcemap: "linked",
    outExtension: { ".js": ".mjs" },
    plugins: [ownAddress, packagesApart],
    logLevel: "warning",
  });
}

/** A module finds its templates and styles beside its source, so its `import.meta.url` stays that of its source. */
const ownAddress = {
  name: "own-address",
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (!source.includes("import.meta.url")) return undefined;
      const contents = source.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
      return { contents, loader: path.endsWith("x") ? "tsx" : "ts" };
    });
  },
};

const packagesApart = {
  name: "packages-apart",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) => {
      if (kind === "entry-point" || importer.includes("node_modules")) return undefined;
      const parts = path.startsWith("@") ? 2 : 1;
      return READ_AS_ONE.has(path.split("/", parts).join("/")) ? undefined : { path, external: true };
    });
  },
};
