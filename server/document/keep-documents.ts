import type { FileStore, StagedFile } from "../platform/files/file-store.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { inTransaction, type Db } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { announceArrival, endArrival, holdDigests } from "./arrival.queries.ts";
import { insertDocument } from "./document.queries.ts";

interface Keeping {
  readonly uploadedBy: string;
  /** In the order in which each may name those before it as its sources. */
  readonly documents: readonly {
    readonly id: string;
    readonly name: string;
    readonly staged: StagedFile;
    readonly mediaType: string;
    readonly pages: number;
    readonly sources: readonly string[];
  }[];
}

/**
 * Puts staged bytes into the store with their rows. The digests are held meanwhile, so that cleaning up cannot remove
 * what is being kept; what a crash leaves in the store without a row is found by its arrival.
 */
export async function keepDocuments(
  { db, files, now }: { readonly db: Db; readonly files: FileStore; readonly now: Moment },
  { uploadedBy, documents }: Keeping,
): Promise<void> {
  const arrival = newId();
  const digests = documents.map(({ staged }) => staged.sha256);
  await announceArrival(db, { arrival, digests, now });
  await inTransaction(db, async (tx) => {
    await holdDigests(tx, digests);
    for (const { staged, mediaType, pages, ...document } of documents) {
      const { sha256, size } = staged;
      await files.keep(staged);
      await insertDocument(tx, { ...document, file: { sha256, size, mediaType, pages }, uploadedBy, now });
    }
    await endArrival(tx, arrival);
  });
}
