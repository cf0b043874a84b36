import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ApiError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { FileStore, StoredBytes } from "./file-store.ts";

/** A store in a folder: bytes lie at `ab/cd/<sha256>`, written beside and moved in place once they are safe on disk. */
export function openLocalStore(folder: string): FileStore {
  const incoming = join(folder, "incoming");
  mkdirSync(incoming, { recursive: true });
  writeFileSync(join(folder, "motcua-files"), "Kho tệp của Một Cửa. Không sửa, không xoá.\n");
  // What a killed process left half written was never confirmed to anybody.
  for (const name of readdirSync(incoming)) rmSync(join(incoming, name), { force: true });
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

  return {
    async put(bytes, { maxBytes }) {
      const temporary = join(incoming, newId());
      try {
        const stored = await writeHashed(bytes, temporary, maxBytes);
        const target = pathOf(stored.sha256);
        if (existsSync(target)) await rm(temporary);
        else {
          mkdirSync(join(target, ".."), { recursive: true });
          await rename(temporary, target);
        }
        return stored;
      } catch (error) {
        await rm(temporary, { force: true });
        if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw new ApiError(507, "storage-full");
        throw error;
      }
    },
    open: (sha256) => createReadStream(pathOf(sha256)),
    read: (sha256) => readFile(pathOf(sha256)),
  };
}

async function writeHashed(bytes: Readable, path: string, maxBytes: number): Promise<StoredBytes> {
  const hash = createHash("sha256");
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) return done(new ApiError(413, "file-too-big", { maxBytes }));
      hash.update(chunk);
      return done(null, chunk);
    },
  });
  await pipeline(bytes, meter, createWriteStream(path));
  if (size === 0) throw new ApiError(422, "file-empty");
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), size };
}
