import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { ApiError } from "../platform/errors.ts";
import { listOwnDocuments } from "./document.queries.ts";
import { receiveUpload } from "./receive-upload.ts";
import type { Receiving } from "./receiving.ts";
import { addPart, endUpload, readParts, type OpenUpload } from "./upload.queries.ts";

const PART_BYTES = 1024 * 1024;

/** What bytes must give. */
export interface Checksum {
  readonly algorithm: "sha1" | "sha256";
  readonly digest: Buffer;
}

interface Arriving {
  readonly upload: OpenUpload;
  /** Where the sender believes the upload stands. */
  readonly offset: number;
  readonly bytes: Readable;
  /** Null when the sender does not say. */
  readonly checksum: Checksum | null;
}

/**
 * Takes what arrives into the upload, part by part, and answers with where it stands. The last part is kept by becoming
 * the document, so that an upload is either unfinished or a document. Throws 409 `upload-offset`, 460
 * `upload-checksum`, and as `receiveUpload` does, after which the upload is over.
 */
export async function continueUpload(
  receiving: Receiving,
  { upload, offset, bytes, checksum }: Arriving,
): Promise<number> {
  if (upload.state === "refused") throw new ApiError(422, upload.refusal ?? "file-damaged");
  if (offset !== upload.received) throw new ApiError(409, "upload-offset", { expected: upload.received, seen: offset });
  if (upload.state === "done") return upload.size;
  let position = offset;
  const most = upload.size - offset;
  for await (const part of checksum ? inOne(bytes, most, checksum) : inParts(bytes, most)) {
    if (position + part.length === upload.size) {
      await finish(receiving, upload, part);
      return upload.size;
    }
    if (!(await addPart(receiving.db, { id: upload.id, position, bytes: part })))
      throw new ApiError(409, "upload-offset");
    position += part.length;
  }
  return position;
}

/** Full parts as soon as they are there, and what is left at the end, also when the sender breaks off. */
async function* inParts(bytes: Readable, most: number): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  let left = most;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      left -= chunk.length;
      if (left < 0) throw new ApiError(413, "file-too-big");
      waiting = Buffer.concat([waiting, chunk]);
      for (; waiting.length >= PART_BYTES; waiting = waiting.subarray(PART_BYTES))
        yield waiting.subarray(0, PART_BYTES);
    }
  } catch (error) {
    if (error instanceof ApiError) throw error;
  }
  if (waiting.length > 0) yield waiting;
}

/** Of a part whose digest is told nothing is kept before it is known to be right. */
async function* inOne(bytes: Readable, most: number, checksum: Checksum): AsyncGenerator<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > Math.min(most, PART_BYTES)) throw new ApiError(413, "upload-part-too-big", { expected: PART_BYTES });
    chunks.push(chunk);
  }
  const part = Buffer.concat(chunks);
  if (!createHash(checksum.algorithm).update(part).digest().equals(checksum.digest))
    throw new ApiError(460, "upload-checksum");
  if (length > 0) yield part;
}

async function finish(receiving: Receiving, upload: OpenUpload, last: Buffer): Promise<void> {
  const { db } = receiving;
  const { id, owner, name, sha256 } = upload;
  const whole = async function* (): AsyncGenerator<Buffer> {
    yield* readParts(db, id);
    yield last;
  };
  try {
    const stream = Readable.from(whole());
    await receiveUpload(receiving, { id, actorId: owner, fileName: name, stream, ...(sha256 && { sha256 }) });
  } catch (error) {
    // The answer was lost after the document was made, or somebody sends the end twice: it is there once.
    const [made] = await listOwnDocuments(db, [id], owner);
    if (!made) {
      if (error instanceof ApiError && error.status === 422) await endUpload(db, upload, error.code);
      throw error;
    }
  }
  await endUpload(db, upload, null);
}
