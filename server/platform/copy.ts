import type { Socket } from "node:net";
import type pg from "pg";

/** One connection, on which statements follow each other. */
export type Connection = pg.Client;

/** Rows in PostgreSQL's COPY text form, each with its line end. */
export interface CopiedRows {
  readonly bytes: Buffer;
  readonly rows: number;
}

const BATCH_BYTES = 256 * 1024;
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

/** What pg's connection offers to a query of its own kind; its types leave it out. */
interface Wire {
  readonly stream: Socket;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** Runs `copy … to stdout` and yields its rows as they come; the server waits while nobody takes them. */
export async function* copyOut(client: pg.Client, text: string): AsyncGenerator<CopiedRows> {
  const waiting: CopiedRows[] = [];
  let batch: Buffer[] = [];
  let size = 0;
  let queued = 0;
  let state: { readonly done: true; readonly error: Error | undefined } | undefined;
  let wake = ignore;
  let paused: Socket | undefined;

  const flush = (): void => {
    if (batch.length > 0) waiting.push({ bytes: Buffer.concat(batch, size), rows: batch.length });
    queued += size;
    batch = [];
    size = 0;
    wake();
  };
  submit(client, text, {
    data(chunk, { stream }) {
      // The parser reuses its buffer, so the row is copied.
      batch.push(Buffer.from(chunk));
      size += chunk.length;
      if (size < BATCH_BYTES) return;
      flush();
      if (queued > MOST_WAITING_BYTES) (paused = stream).pause();
    },
    end(error) {
      if (!error) flush();
      state = { done: true, error };
      wake();
    },
  });
  for (;;) {
    const next = waiting.shift();
    if (next) {
      queued -= next.bytes.length;
      if (paused && queued < MOST_WAITING_BYTES / 2) {
        paused.resume();
        paused = undefined;
      }
      yield next;
    } else if (state) {
      if (state.error) throw state.error;
      return;
    } else {
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
}

/** Runs `copy … from stdin` with what the source yields. Throws the server's refusal, or the source's own failure. */
export async function copyIn(client: pg.Client, text: string, source: AsyncIterable<Buffer>): Promise<void> {
  let broken: unknown;
  let refused = false;
  const send = async (wire: Wire): Promise<void> => {
    try {
      for await (const chunk of source) {
        if (refused) return;
        wire.sendCopyFromChunk(chunk);
        if (wire.stream.writableLength > MOST_WAITING_BYTES) await drained(wire.stream);
      }
      wire.endCopyFrom();
    } catch (error) {
      broken = error;
      wire.sendCopyFail("the source failed");
    }
  };
  let sending: Promise<void> | undefined;
  const failure = await new Promise<Error | undefined>((resolve) => {
    submit(client, text, {
      ready: (wire) => void (sending = send(wire)),
      end(error) {
        refused = error !== undefined;
        resolve(error);
      },
    });
  });
  await sending;
  if (broken !== undefined) throw broken;
  if (failure) throw failure;
}

function drained(stream: Socket): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      stream.off("drain", go).off("close", go);
      resolve();
    };
    stream.on("drain", go).on("close", go);
  });
}

const ignore = (): void => undefined;

interface Handlers {
  readonly data?: (chunk: Buffer, wire: Wire) => void;
  readonly ready?: (wire: Wire) => void;
  readonly end: (error: Error | undefined) => void;
}

/** Hands pg a query of our own kind; its own kind throws copied rows away. */
function submit(client: pg.Client, text: string, { data, ready, end }: Handlers): void {
  const query = {
    submit: (wire: Wire) => wire.query(text),
    handleCopyData: ({ chunk }: { chunk: Buffer }, wire: Wire) => data?.(chunk, wire),
    handleCopyInResponse: (wire: Wire) => (ready ? ready(wire) : wire.sendCopyFail("nothing to send")),
    // After an error pg does not tell the query when the connection is ready again.
    handleError: (error: Error) => end(error),
    handleReadyForQuery: () => end(undefined),
    handleCommandComplete: ignore,
    handleRowDescription: ignore,
    handleDataRow: ignore,
    handlePortalSuspended: ignore,
    handleEmptyQuery: ignore,
  };
  client.query(query as unknown as pg.Submittable);
}
