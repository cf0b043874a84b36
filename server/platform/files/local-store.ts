import { createReadStream, existsSync, mkdirSync } from "node:fs";
import { chmod, mkdir, opendir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { now } from "../clock.ts";
import { toEpoch } from "../../../domain/shared/moment.ts";
import { ApiError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { ByteStore, FileStore, ListedFile } from "./file-store.ts";
import { collect, isFull, prepareStaging, stageAndKeep, stageBytes, syncPath, verifying } from "./stage-bytes.ts";

const MARK = "motcua-files";

/** A store in a folder: bytes lie at `ab/cd/<sha256>`, written beside and moved in place once they are safe on disk. */
export function openLocalStore(folder: string): FileStore {
  const incoming = join(folder, "incoming");
  prepareStaging(incoming, toEpoch(now()));
  const bytes = bytesIn(folder);
  const mark = join(folder, MARK);
  const store: FileStore = {
    ...bytes,
    place: folder,
    quarantine: bytesIn(join(folder, "quarantine")),
    stage: (stream, limits) => stageBytes(incoming, stream, limits),
    put: (stream, limits) => stageAndKeep(store, stream, limits),
    readMark: () => readLocalMark(folder),
    async writeMark(text) {
      const whole = join(incoming, newId());
      await writeFile(whole, text, { flush: true });
      await rename(whole, mark);
      await syncPath(folder);
    },
    openUnchecked: (sha256) => createReadStream(pathIn(folder, sha256)),
    list: () => listFolder(folder),
    isEmpty: async () => !(await readdir(folder)).some((name) => /^[0-9a-f]{2}$/.test(name)),
  };
  return store;
}

const SETTLED_MS = 60_000;

async function* listFolder(folder: string): AsyncGenerator<ListedFile> {
  const apart = ["incoming", "quarantine"].map((name) => join(folder, name) + sep);
  for await (const entry of await opendir(folder, { recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path === join(folder, MARK) || apart.some((room) => path.startsWith(room))) continue;
    // What was put a moment ago may not be in the database yet.
    const made = (await stat(path).catch(() => undefined))?.mtimeMs;
    if (made === undefined || toEpoch(now()) - made < SETTLED_MS) continue;
    yield { name: relative(folder, path), sha256: path === pathIn(folder, entry.name) ? entry.name : null };
  }
}

const pathIn = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

function bytesIn(folder: string): ByteStore {
  const pathOf = (sha256: string): string => pathIn(folder, sha256);
  const open = (sha256: string) => verifying(createReadStream(pathOf(sha256)), sha256);
  return {
    async keep({ sha256, path }) {
      const target = pathOf(sha256);
      if (existsSync(target)) return;
      try {
        await chmod(path, 0o440);
        await makeFolder(dirname(target));
        await rename(path, target);
        await syncPath(dirname(target));
      } catch (error) {
        throw isFull(error) ? new ApiError(507, "storage-full") : error;
      }
    },
    open,
    read: (sha256) => collect(open(sha256)),
    has: async (sha256) => existsSync(pathOf(sha256)),
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true });
      if (existsSync(dirname(pathOf(sha256)))) await syncPath(dirname(pathOf(sha256)));
    },
  };
}

/** Makes the folder, and waits until each new name in the folders above is safe on disk. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (!existsSync(above)) await makeFolder(above);
  await mkdir(folder, { recursive: true });
  await syncPath(above);
}

/** Where a province's files lie inside the data folder: each province has a store of its own. */
export function folderOf(dataDir: string, schema: string): string {
  return join(dataDir, schema === "motcua" ? "files" : `files-${schema}`);
}

/** What the marker in the folder says, or undefined where there is none; makes nothing. */
export async function readLocalMark(folder: string): Promise<string | undefined> {
  const mark = join(folder, MARK);
  return existsSync(mark) ? readFile(mark, "utf8") : undefined;
}

/** That folder, made when there is none. */
export function localFolder(dataDir: string, schema: string): string {
  const folder = folderOf(dataDir, schema);
  mkdirSync(folder, { recursive: true });
  return folder;
}
