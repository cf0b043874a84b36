import type { Socket } from "node:net";
import type pg from "pg";

/** What of pg's connection a statement of its own kind uses; its types do not know it. */
interface Connection {
  readonly stream: Socket;
  query(text: string): void;
}

const ignore = (): void => undefined;

/**
 * Sends `copy (select) to stdout` and gives each row as a line of tab-separated fields, as it arrives: nothing is kept.
 * Each letter of a line is one byte of the row's UTF-8, which costs a fraction of reading it; `copiedBytes` and `bytesToText` read a field.
 * The select stands as it is written, so no input may be part of it.
 */
export function copyLines(client: pg.Client, select: string, onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: unknown;
    let stop = ignore;
    // After a failure the rest of the rows runs out unread.
    const take = (line: string): void => {
      if (failed) return;
      try {
        onLine(line);
      } catch (error) {
        failed = error;
      }
    };
    const statement = {
      submit(connection: Connection) {
        stop = takeRows(connection.stream, take);
        connection.query(`copy (${select}) to stdout`);
      },
      handleError(error: unknown) {
        failed ??= error;
        stop();
        reject(failed);
      },
      handleReadyForQuery() {
        stop();
        return failed ? reject(failed) : resolve();
      },
      handleRowDescription: ignore,
      handleDataRow: ignore,
      handleCopyData: ignore,
      handleCommandComplete: ignore,
      handleEmptyQuery: ignore,
      handlePortalSuspended: ignore,
      handleCopyInResponse: ignore,
    };
    client.query(statement as unknown as pg.Submittable);
  });
}

const COPY_DATA = "d".charCodeAt(0);
/** A letter and four bytes of length, which count themselves. */
const HEAD = 5;

/**
 * Takes the rows out of what the server sends before pg reads it, a whole chunk at once: as messages of their own they
 * would cost more than what is done with them. Everything else goes on to pg. Answers with what ends it.
 */
function takeRows(stream: Socket, onLine: (line: string) => void): () => void {
  const readers = stream.listeners("data") as ((bytes: Buffer) => void)[];
  let rest: Buffer | undefined;
  const read = (chunk: Buffer): void => {
    const bytes = rest ? Buffer.concat([rest, chunk]) : chunk;
    const text = bytes.toString("latin1");
    let at = 0;
    while (at + HEAD <= bytes.length) {
      const end = at + 1 + bytes.readUInt32BE(at + 1);
      if (end > bytes.length) break;
      if (bytes[at] === COPY_DATA) onLine(text.slice(at + HEAD, end - 1));
      else for (const reader of readers) reader.call(stream, bytes.subarray(at, end));
      at = end;
    }
    rest = at < bytes.length ? bytes.subarray(at) : undefined;
  };
  stream.on("data", read);
  for (const reader of readers) stream.off("data", reader);
  return () => {
    if (!stream.listeners("data").includes(read)) return;
    for (const reader of readers) stream.on("data", reader);
    stream.off("data", read);
  };
}

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** The bytes of a field of such a line, one to a letter, as they are in the database; null is SQL's null. */
export function copiedBytes(field: string): string | null {
  if (field === "\\N") return null;
  return field.includes("\\")
    ? field.replaceAll(/\\(.)/gs, (_whole, letter: string) => ESCAPES[letter] ?? letter)
    : field;
}

/** The text of such bytes. */
export function bytesToText(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}
