import { createGunzip } from "node:zlib";
import { pipeline, Readable } from "node:stream";
import { ApiError } from "../platform/errors.ts";

const MOST_UNPACKED = 100 * 1024 * 1024;
const MOST_LINES = 20_000;
/** Characters; the longest row of the national catalogue has 93,000. */
const LONGEST_LINE = 2 * 1024 * 1024;

/**
 * The lines of a file of the national catalogue, plain or compressed by gzip, read as they come. Stops at the first
 * byte too many, however little the file was: throws 413 `catalogue-too-big`, 422 `catalogue-damaged`.
 */
export async function* catalogueLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let lines = 0;
  let rest = "";
  for await (const chunk of unpack(source)) {
    size += chunk.length;
    if (size > MOST_UNPACKED) throw tooBig("bytes", MOST_UNPACKED);
    const whole = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = whole.pop() ?? "";
    lines += whole.length;
    if (lines > MOST_LINES) throw tooBig("lines", MOST_LINES);
    if (rest.length > LONGEST_LINE) throw tooBig("characters-in-a-line", LONGEST_LINE);
    yield* whole;
  }
  rest += decoder.decode();
  if (rest) yield rest;
}

function tooBig(what: string, expected: number): ApiError {
  return new ApiError(413, "catalogue-too-big", { what, expected });
}

async function* unpack(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const all = chain(first.value, chunks);
  // By its first bytes, since a name says nothing for sure.
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) return yield* all;
  try {
    // A fault of either stream ends the reading below.
    yield* pipeline(Readable.from(all), createGunzip(), () => undefined) as AsyncIterable<Uint8Array>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code?.startsWith("Z_") ? new ApiError(422, "catalogue-damaged", { seen: code }) : error;
  }
}

async function* chain(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
