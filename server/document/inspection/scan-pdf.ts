import { Readable } from "node:stream";
import { createInflate, inflateSync } from "node:zlib";
import type { FileRefusal } from "../../../domain/document/document-type.ts";

/** More than a thousand pages of a tagged document need; parsing this many takes about a second. */
const MOST_OBJECTS = 60_000;
const MOST_STREAMS = 20_000;
/** Bytes that all streams but pictures may unpack to; a drawing of a building takes about 30 MB. */
const MOST_UNPACKED = 150 * 1024 * 1024;
const MOST_OBJECT_STREAM = 4 * 1024 * 1024;
const MOST_PICTURE_PIXELS = 100_000_000;

const ACTIVE = /\/(?:JS|JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|XFA)(?![A-Za-z0-9_-])/;
const FLATE = /\/(?:FlateDecode|Fl)(?![A-Za-z])/g;

interface PdfStream {
  /** What stands before it, since the end of the stream before. */
  readonly before: string;
  readonly data: Buffer;
}

/**
 * Looks at a PDF without parsing it: how many objects, what its streams would unpack to, and whether it holds scripts,
 * programs to start, files or forms of other programs. Answers with the refusal, or null.
 */
export async function scanPdf(bytes: Buffer): Promise<FileRefusal | null> {
  let objects = 0;
  let streams = 0;
  let unpacked = 0;
  for (const { before, data } of parts(bytes)) {
    objects += before.split(/\d\s+obj\b/).length - 1;
    if (hasActiveContent(before)) return "pdf-active-content";
    const dictionary = before.slice(before.lastIndexOf("obj"));
    streams += 1;
    if (streams > MOST_STREAMS || objects > MOST_OBJECTS) return "file-too-complex";
    const filters = dictionary.match(FLATE)?.length ?? 0;
    // Packed twice over, a thousand times becomes a million times.
    if (filters > 1) return "file-too-complex";
    if (/\/Subtype\s*\/Image\b/.test(dictionary)) {
      if (pixels(dictionary) > MOST_PICTURE_PIXELS) return "file-too-complex";
    } else if (filters === 1) {
      const isObjects = /\/Type\s*\/ObjStm\b/.test(dictionary);
      const size = isObjects ? objectStream(data) : await unpackedSize(data, MOST_UNPACKED - unpacked);
      if (typeof size !== "number") {
        if (size.refusal) return size.refusal;
        objects += Number(/\/N\s+(\d+)/.exec(dictionary)?.[1] ?? 0);
        unpacked += size.text.length;
        if (hasActiveContent(size.text)) return "pdf-active-content";
      } else unpacked += size;
      if (unpacked > MOST_UNPACKED || objects > MOST_OBJECTS) return "file-too-complex";
    }
  }
  return null;
}

/** Whether names of active content stand in the text of objects, also where letters are written as `#4a`. */
export function hasActiveContent(text: string): boolean {
  const plain = text.includes("#")
    ? text.replaceAll(/#([0-9a-fA-F]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
  return ACTIVE.test(plain);
}

function* parts(bytes: Buffer): Generator<PdfStream> {
  let at = 0;
  while (at < bytes.length) {
    const begin = bytes.indexOf("stream", at, "latin1");
    const end = begin < 0 ? -1 : bytes.indexOf("endstream", begin, "latin1");
    if (begin < 0 || end < 0) {
      yield* tail(bytes, at);
      return;
    }
    const from = begin + "stream".length + (bytes[begin + 6] === 0x0d ? 2 : 1);
    yield { before: bytes.toString("latin1", at, begin), data: bytes.subarray(from, end) };
    at = end + "endstream".length;
  }
}

/** What is left, in pieces: a million small objects are one long text. */
function* tail(bytes: Buffer, start: number): Generator<PdfStream> {
  const piece = 1024 * 1024;
  for (let at = start; at < bytes.length; at += piece)
    yield { before: bytes.toString("latin1", Math.max(start, at - 32), at + piece), data: Buffer.alloc(0) };
}

function pixels(dictionary: string): number {
  const side = (name: string): number => Number(new RegExp(`/${name}\\s+(\\d+)`).exec(dictionary)?.[1] ?? 0);
  return side("Width") * side("Height");
}

function objectStream(data: Buffer): { readonly text: string; readonly refusal: FileRefusal | null } {
  try {
    return { text: inflateSync(data, { maxOutputLength: MOST_OBJECT_STREAM }).toString("latin1"), refusal: null };
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    // Of an encrypted file it cannot be unpacked here; it is looked at once it has been opened.
    return { text: "", refusal: tooLong ? "file-too-complex" : null };
  }
}

async function unpackedSize(data: Buffer, most: number): Promise<number> {
  let size = 0;
  const inflate = createInflate({ chunkSize: 256 * 1024 });
  try {
    for await (const chunk of Readable.from([data]).pipe(inflate) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) break;
    }
  } catch {
    // A reader stops at the fault as well; what was unpacked until there counts.
  }
  inflate.destroy();
  return size;
}
