import type { Readable } from "node:stream";
import { ApiError } from "../platform/errors.ts";
import type { ImportMode } from "../platform/sheet/import-sheet.ts";
import type { BroughtSheet } from "./run-import.ts";

const MOST_BYTES = 10 * 1024 * 1024;

/** For reading the request: without a size of its own the parser would stop at that of ordinary requests. */
export const UPLOAD_LIMITS = { files: 1, fileSize: Number.POSITIVE_INFINITY } as const;

/** The parts of a multipart request, as far as they are needed here. */
type Part =
  | { readonly type: "file"; readonly fieldname: string; readonly filename: string; readonly file: Readable }
  | { readonly type: "field"; readonly fieldname: string; readonly value: unknown };

/** The table and the mode out of a multipart request. Throws 422 `file-empty`, 413 `sheet-too-big`. */
export async function readUpload(parts: AsyncIterable<Part>): Promise<BroughtSheet> {
  let bytes: Buffer | undefined;
  let fileName = "";
  let mode: ImportMode = "good-rows";
  for await (const part of parts) {
    if (part.type === "field") {
      if (part.fieldname === "mode") mode = readMode(part.value);
    } else if (part.fieldname === "file") {
      bytes = await collect(part.file);
      fileName = part.filename;
    } else part.file.resume();
  }
  if (!bytes || bytes.length === 0) throw new ApiError(422, "file-empty");
  return { bytes, fileName, mode };
}

function readMode(value: unknown): ImportMode {
  if (value === "good-rows" || value === "all-or-nothing") return value;
  throw new ApiError(422, "import-mode-unknown", { seen: value, expected: ["good-rows", "all-or-nothing"] });
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new ApiError(413, "sheet-too-big", { expected: MOST_BYTES });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
