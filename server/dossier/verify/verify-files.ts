import { createHash } from "node:crypto";
import type { FileStore } from "../../platform/files/file-store.ts";
import type { SnapshotReader } from "../../platform/snapshot.ts";
import type { Report } from "../../evidence/index.ts";
import { knownFiles, listKeptFiles, type KeptFile } from "./verify.queries.ts";

export interface FilesOrder {
  readonly snapshots: SnapshotReader;
  readonly files: FileStore;
  readonly report: Report;
  readonly progress?: (done: { readonly files: number; readonly bytes: number }) => void;
}

export interface CountedFiles {
  readonly files: number;
  readonly bytes: number;
}

const PAGE = 500;

/** Reads every file that a document stands on and compares digest and size; then looks for files nobody knows. */
export async function verifyFiles({ snapshots, files, report, progress }: FilesOrder): Promise<CountedFiles> {
  let done = { files: 0, bytes: 0 };
  let after = "";
  for (;;) {
    const from = after;
    const page = await snapshots.read((snapshot) => listKeptFiles(snapshot, from, PAGE));
    for (const file of page) {
      const bytes = await checkFile(files, file, report);
      done = { files: done.files + 1, bytes: done.bytes + bytes };
    }
    progress?.(done);
    if (page.length < PAGE) break;
    after = page.at(-1)?.sha256 ?? after;
  }
  await findStrange({ snapshots, files, report });
  return done;
}

async function checkFile(files: FileStore, { sha256, size, belongs }: KeptFile, report: Report): Promise<number> {
  const where = belongs ? `${sha256} (${belongs})` : sha256;
  const hash = createHash("sha256");
  let seen = 0;
  try {
    for await (const chunk of files.openUnchecked(sha256) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      seen += chunk.length;
    }
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    report({ fault: "file-missing", where, event: null, expected: `${size} byte`, seen: why });
    return seen;
  }
  const digest = hash.digest("hex");
  if (digest !== sha256) report({ fault: "file-altered", where, event: null, expected: sha256, seen: digest });
  if (seen !== size)
    report({ fault: "file-size-wrong", where, event: null, expected: `${size} byte`, seen: `${seen} byte` });
  return seen;
}

async function findStrange({ snapshots, files, report }: Omit<FilesOrder, "progress">): Promise<void> {
  let batch: { name: string; sha256: string | null }[] = [];
  const look = async (): Promise<void> => {
    const digests = batch.flatMap(({ sha256 }) => sha256 ?? []);
    const known = await snapshots.read((snapshot) => knownFiles(snapshot, digests));
    for (const { name, sha256 } of batch) {
      if (sha256 === null || !known.has(sha256))
        report({ fault: "file-strange", where: name, event: null, expected: "", seen: "" });
    }
    batch = [];
  };
  for await (const file of files.list()) {
    batch.push(file);
    if (batch.length >= PAGE) await look();
  }
  await look();
}
