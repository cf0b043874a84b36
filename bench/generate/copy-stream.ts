import { EventEmitter, once } from "node:events";
import type pg from "pg";

/** Rows on their way into one table. */
export interface CopyStream {
  write(row: Row): Promise<void>;
  /** Sends what is left and waits until the server has all of it. Answers with the number of rows. */
  end(): Promise<number>;
}

export type Row = readonly (string | number | null)[];

const CHUNK = 256 * 1024;

interface Connection {
  readonly stream: { once(event: "drain", then: () => void): void; readonly writableNeedDrain: boolean };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Opens a COPY into the columns of a table on a connection of its own, whose settings the caller has made. */
export async function openCopy(client: pg.Client, table: string, columns: readonly string[]): Promise<CopyStream> {
  const { connection } = client as unknown as { connection: Connection };
  let buffered: string[] = [];
  let length = 0;
  let count = 0;
  const { ready, done } = submitCopy(client, connection, `copy ${table} (${columns.join(", ")}) from stdin`);
  await ready;
  const flush = async (): Promise<void> => {
    if (length === 0) return;
    connection.sendCopyFromChunk(Buffer.from(buffered.join("")));
    buffered = [];
    length = 0;
    // Never more in memory than the socket takes at a time.
    if (connection.stream.writableNeedDrain)
      await Promise.race([new Promise<void>((drained) => connection.stream.once("drain", drained)), done]);
  };
  return {
    async write(row) {
      const line = `${row.map(field).join("\t")}\n`;
      buffered.push(line);
      length += line.length;
      count += 1;
      if (length >= CHUNK) await flush();
    },
    async end() {
      await flush();
      connection.endCopyFrom();
      await done;
      return count;
    },
  };
}

function submitCopy(client: pg.Client, connection: Connection, text: string) {
  const events = new EventEmitter();
  const ready = once(events, "ready");
  const done = once(events, "done");
  // Whoever waits for the one is told; the other must not end the process.
  ready.catch(() => undefined);
  done.catch(() => undefined);
  // What pg asks of anything that is queued on a connection; its own queries know no COPY.
  const copy = {
    submit: () => connection.query(text),
    handleCopyInResponse: () => events.emit("ready"),
    handleError: (error: Error) => events.emit("error", error),
    handleCommandComplete: () => undefined,
    handleReadyForQuery: () => events.emit("done"),
  };
  client.query(copy as unknown as pg.Submittable);
  return { ready, done };
}

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPED: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function field(value: string | number | null): string {
  if (value === null) return String.raw`\N`;
  if (typeof value === "number") return String(value);
  return SPECIAL.test(value) ? value.replaceAll(SPECIAL, (found) => ESCAPED[found] ?? found) : value;
}
