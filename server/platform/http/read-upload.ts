import type { Readable } from "node:stream";
import { ApiError } from "../errors.ts";

/** For reading the request: without a size of its own the parser would stop at that of ordinary requests. */
export const UPLOAD_LIMITS = { files: 1, fileSize: Number.POSITIVE_INFINITY } as const;

/** What may be brought in. */
interface Expected<Mode extends string> {
  /** The first is meant when none is named. */
  readonly modes: readonly [Mode, ...Mode[]];
  readonly mostBytes: number;
  /** The code of the refusal of a larger file. */
  readonly tooBig: string;
}

interface Upload<Mode extends string> {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly mode: Mode;
}

/** The parts of a multipart request, as far as they are needed here. */
type Part =
  | { readonly type: "file"; readonly fieldname: string; readonly filename: string; readonly file: Readable }
  | { readonly type: "field"; readonly fieldname: string; readonly value: unknown };

/** The file and the mode out of a multipart request. Throws 422 `file-empty`, `import-mode-unknown`, 413 as asked. */
export async function readUpload<Mode extends string>(
  parts: AsyncIterable<Part>,
  expected: Expected<Mode>,
): Promise<Upload<Mode>> {
  let bytes: Buffer | undefined;
  let fileName = "";
  let [mode] = expected.modes;
  for await (const part of parts) {
    if (part.type === "field") {
      if (part.fieldname === "mode") mode = readMode(part.value, expected);
    } else if (part.fieldname === "file") {
      bytes = await collect(part.file, expected);
      fileName = part.filename;
    } else part.file.resume();
  }
  if (!bytes || bytes.length === 0) throw new ApiError(422, "file-empty");
  return { bytes, fileName, mode };
}

function readMode<Mode extends string>(value: unknown, { modes }: Expected<Mode>): Mode {
  const mode = modes.find((one) => one === value);
  if (mode) return mode;
  throw new ApiError(422, "import-mode-unknown", { seen: value, expected: modes });
}

async function collect(
  stream: Readable,
  { mostBytes, tooBig }: Pick<Expected<string>, "mostBytes" | "tooBig">,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new ApiError(413, tooBig, { expected: mostBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
