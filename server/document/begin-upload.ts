import { createHash } from "node:crypto";
import { cleanFileName, MAX_FILE_BYTES } from "../../domain/document/document-type.ts";
import { fromEpoch, toEpoch, type Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { insertUpload, sumOpen } from "./upload.queries.ts";

/** How long an upload that is not finished may be gone on with. */
const HOURS = 24;
const MIB = 1024 * 1024;
/** What may be arriving at a time; an address is shared by all who sit in one office. */
const MOST = { owner: { count: 50, bytes: 300 * MIB }, address_hash: { count: 500, bytes: 3000 * MIB } } as const;

interface Beginning {
  readonly owner: string;
  readonly address: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string | null;
}

/**
 * Begins an upload that arrives in parts. Throws 413 `file-too-big`, 422 `file-empty`, 429 `upload-quota-reached` when
 * too much is arriving from the same person or address already.
 */
export async function beginUpload(
  { db, now }: { readonly db: Db; readonly now: Moment },
  { address, size, name, ...upload }: Beginning,
): Promise<{ readonly id: string; readonly expiresAt: Moment }> {
  if (size > MAX_FILE_BYTES) throw new ApiError(413, "file-too-big", { maxBytes: MAX_FILE_BYTES });
  if (size === 0) throw new ApiError(422, "file-empty");
  const addressHash = createHash("sha256").update(address).digest("hex");
  for (const [column, value] of [
    ["owner", upload.owner],
    ["address_hash", addressHash],
  ] as const) {
    const { count, bytes } = await sumOpen(db, { column, value, now });
    if (count >= MOST[column].count || bytes + size > MOST[column].bytes)
      throw new ApiError(429, "upload-quota-reached");
  }
  const id = newId();
  const expiresAt = fromEpoch(toEpoch(now) + HOURS * 3_600_000);
  await insertUpload(db, { ...upload, id, size, addressHash, now, expiresAt, name: cleanFileName(name) });
  return { id, expiresAt };
}
