import type pg from "pg";

/** What of pg's connection a statement of its own kind uses; its types do not know it. */
interface Connection {
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
    const statement = {
      submit: (connection: Connection) => connection.query(`copy (${select}) to stdout`),
      handleCopyData({ chunk }: { chunk: Buffer }) {
        // After a failure the rest of the rows runs out unread.
        if (failed) return;
        try {
          onLine(chunk.toString("latin1", 0, chunk.length - 1));
        } catch (error) {
          failed = error;
        }
      },
      handleError(error: unknown) {
        failed ??= error;
        reject(failed);
      },
      handleReadyForQuery: () => (failed ? reject(failed) : resolve()),
      handleRowDescription: ignore,
      handleDataRow: ignore,
      handleCommandComplete: ignore,
      handleEmptyQuery: ignore,
      handlePortalSuspended: ignore,
      handleCopyInResponse: ignore,
    };
    client.query(statement as unknown as pg.Submittable);
  });
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
