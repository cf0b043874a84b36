import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../testing/database.ts";
import { testDeps } from "../../testing/deps.ts";
import { addToOutbox } from "./add-to-outbox.ts";
import { deliverOutbox } from "./deliver-outbox.job.ts";
import { exclusively } from "./exchange.queries.ts";

const database = useDatabase();

interface Delivery {
  readonly key: string | undefined;
  readonly stream: string;
  readonly n: number;
}

/** A partner over real HTTP whose mood the test sets. */
const received: Delivery[] = [];
let answer: (delivery: Delivery, response: ServerResponse) => void = (_delivery, response) => response.end();
let server: Server;
let url = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    void read(request).then((delivery) => {
      received.push(delivery);
      answer(delivery, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/states`;
});
afterAll(() => server.closeAllConnections());
afterAll(() => server.close());
afterEach(async () => {
  received.length = 0;
  answer = (_delivery, response) => response.end();
  await sql`truncate outbox`.execute(database.ownerDb);
  await sql`delete from graphile_worker._private_jobs`.execute(database.ownerDb);
});

async function read(request: IncomingMessage): Promise<Delivery> {
  const body = JSON.parse(Buffer.concat(await request.toArray()).toString()) as {
    stream: string;
    payload: { n: number };
  };
  return { key: request.headers["idempotency-key"] as string, stream: body.stream, n: body.payload.n };
}

async function write(...messages: readonly [stream: string, n: number][]): Promise<void> {
  await database.db.transaction().execute(async (tx) => {
    for (const [stream, n] of messages) await addToOutbox(tx, { topic: "dossier-state", stream, payload: { n } });
  });
}

const deliver = (stateFeedUrl: string | undefined = url): Promise<void> =>
  deliverOutbox.run(testDeps(database.db, { stateFeedUrl }), {});

/** An address at which nobody listens any more. */
async function closedPort(): Promise<string> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return `http://127.0.0.1:${port}/`;
}

interface Row {
  readonly n: number;
  readonly delivered: boolean;
  readonly attempts: number;
  readonly error: string | null;
}

async function outbox(): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select (payload ->> 'n')::int as n, delivered_at is not null as delivered, attempts, last_error as error
    from outbox order by id`.execute(database.db);
  return rows;
}

const answering =
  (status: number, to: (delivery: Delivery) => boolean = () => true) =>
  (delivery: Delivery, response: ServerResponse): void => {
    response.writeHead(to(delivery) ? status : 204).end();
  };

test("messages reach the partner in order, each once, with its own key", async () => {
  await write(["a", 1], ["b", 2], ["a", 3]);
  await deliver();
  await deliver();
  expect(received.map(({ n }) => n)).toEqual([1, 2, 3]);
  expect(new Set(received.map(({ key }) => key)).size).toBe(3);
  expect((await outbox()).every(({ delivered, attempts }) => delivered && attempts === 1)).toBe(true);
});

test("writing a message adds the one job that delivers it, in the same transaction", async () => {
  await write(["a", 1], ["a", 2]);
  const { rows } = await sql<{ name: string }>`select task_identifier as name from graphile_worker.jobs`.execute(
    database.ownerDb,
  );
  expect(rows).toEqual([{ name: "motcua:exchange.deliver-outbox" }]);
});

test("without a partner nothing is sent and nothing is lost", async () => {
  await write(["a", 1]);
  await deliverOutbox.run(testDeps(database.db, { stateFeedUrl: undefined }), {});
  expect([received, await outbox()]).toEqual([[], [{ n: 1, delivered: false, attempts: 0, error: null }]]);
});

describe("a partner in trouble", () => {
  test.each([[500], [503], [429]])("that answers %i is asked again later, from where it stopped", async (status) => {
    answer = answering(status, ({ n }) => n === 2);
    await write(["a", 1], ["b", 2], ["a", 3]);
    await expect(deliver()).rejects.toThrow(`The partner could not be reached: HTTP ${status}`);
    expect(received.map(({ n }) => n)).toEqual([1, 2]);
    expect((await outbox())[1]).toEqual({ n: 2, delivered: false, attempts: 1, error: `HTTP ${status}` });
    answer = answering(204);
    await deliver();
    expect(received.map(({ n }) => n)).toEqual([1, 2, 2, 3]);
    expect(received[1]?.key).toBe(received[2]?.key);
    expect((await outbox()).map(({ delivered, error }) => [delivered, error])).toEqual([
      [true, null],
      [true, null],
      [true, null],
    ]);
  });

  test("that hangs is given up after ten seconds and asked again", async () => {
    answer = () => undefined;
    await write(["a", 1]);
    await expect(deliver()).rejects.toThrow("no answer within 10 s");
    expect(await outbox()).toEqual([{ n: 1, delivered: false, attempts: 1, error: "no answer within 10 s" }]);
  });

  test("that is not there is named by the network's own code", async () => {
    await write(["a", 1]);
    await expect(deliver(await closedPort())).rejects.toThrow("ECONNREFUSED");
    expect((await outbox())[0]?.error).toBe("ECONNREFUSED");
  });

  test("that refuses one dossier's message still gets those of the others, and never the later ones of that", async () => {
    answer = answering(422, ({ stream }) => stream === "bad");
    await write(["bad", 1], ["good", 2], ["bad", 3]);
    await expect(deliver()).rejects.toThrow("The partner refused the next message of 1 streams");
    expect(received.map(({ n }) => n)).toEqual([1, 2]);
    expect((await outbox()).map(({ delivered }) => delivered)).toEqual([false, true, false]);
  });
});

test("two runs at once do not deliver twice", async () => {
  await write(["a", 1]);
  await exclusively(database.db, deliverOutbox.name, () => deliver());
  expect(received).toEqual([]);
  await deliver();
  expect(received.map(({ n }) => n)).toEqual([1]);
});
