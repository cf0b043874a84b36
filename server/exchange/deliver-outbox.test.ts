import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../testing/database.ts";
import { testDeps } from "../../testing/deps.ts";
import { addToOutbox } from "./add-to-outbox.ts";
import { deliverOutbox } from "./deliver-outbox.job.ts";
import { DELIVERY, deliverMessages, type Delivery as Manner } from "./deliver-messages.ts";

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
  await sql`truncate outbox, partner_circuit`.execute(database.ownerDb);
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
  readonly state: "delivered" | "dead" | "sending" | "waiting";
  readonly attempts: number;
  readonly error: string | null;
}

async function outbox(): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select (payload ->> 'n')::int as n, attempts, last_error as error,
      case when delivered_at is not null then 'delivered' when dead_at is not null then 'dead'
        when leased_until > clock_timestamp() then 'sending' else 'waiting' end as state
    from outbox order by id`.execute(database.db);
  return rows;
}

const states = async (): Promise<string> => (await outbox()).map(({ n, state }) => `${n} ${state}`).join(", ");

const answering =
  (status: number, to: (delivery: Delivery) => boolean = () => true) =>
  (delivery: Delivery, response: ServerResponse): void => {
    response.writeHead(to(delivery) ? status : 204).end();
  };

/** As in earnest, but quick enough for a test. */
const quick: Manner = { ...DELIVERY, timeoutMs: 150, leaseMs: 400, pauseMs: { first: 40, message: 80, partner: 80 } };

const partner = { partner: "state-feed", url: "" };
const deliverQuickly = (manner: Partial<Manner> = {}, to = url): Promise<void> =>
  deliverMessages(database.db, { ...partner, url: to }, { delivery: { ...quick, ...manner } });

test("messages of a stream reach the partner in order, each once, with its own key", async () => {
  await write(["a", 1], ["b", 2], ["a", 3], ["a", 4]);
  await deliver();
  await deliver();
  expect(received.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  expect(received.filter(({ stream }) => stream === "a").map(({ n }) => n)).toEqual([1, 3, 4]);
  expect(new Set(received.map(({ key }) => key)).size).toBe(4);
  expect((await outbox()).every(({ state, attempts }) => state === "delivered" && attempts === 1)).toBe(true);
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
  expect([received, await outbox()]).toEqual([[], [{ n: 1, state: "waiting", attempts: 0, error: null }]]);
});

describe("a partner in trouble", () => {
  test.each([[500], [503], [429], [401], [302]])("that answers %i is asked again later, in order", async (status) => {
    answer = answering(status, ({ n }) => n === 1);
    await write(["a", 1], ["b", 2], ["a", 3]);
    await deliver();
    expect(received.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([1, 2]);
    expect((await outbox())[0]).toEqual({ n: 1, state: "waiting", attempts: 1, error: `HTTP ${status}` });
    const { rows } = await sql`
      select from graphile_worker.jobs where key = 'motcua:later:state-feed' and run_at > now()`.execute(
      database.ownerDb,
    );
    expect(rows).toHaveLength(1);
    answer = answering(204);
    await expect.poll(() => deliver().then(states), { timeout: 5000 }).toBe("1 delivered, 2 delivered, 3 delivered");
    expect(received.filter(({ stream }) => stream === "a").map(({ n }) => n)).toEqual([1, 1, 3]);
    expect(received.filter(({ n }) => n === 1).map(({ key }) => key)[1]).toBe(received.find(({ n }) => n === 1)?.key);
    expect((await outbox()).map(({ error }) => error)).toEqual([null, null, null]);
  });

  test("that hangs is given up after the time-out and asked again", async () => {
    answer = () => undefined;
    await write(["a", 1]);
    await deliverQuickly();
    expect(await outbox()).toEqual([{ n: 1, state: "waiting", attempts: 1, error: "no answer within 0.15 s" }]);
  });

  test("that is not there is named by the network's own code", async () => {
    await write(["a", 1]);
    await deliver(await closedPort());
    expect((await outbox())[0]?.error).toBe("ECONNREFUSED");
  });

  test("that is down for long costs no message its attempts, and gets all once it is well", async () => {
    answer = answering(503);
    await write(["a", 1], ["b", 2], ["c", 3], ["d", 4], ["e", 5], ["f", 6], ["a", 7]);
    for (let round = 0; round < 20; round += 1) {
      await deliverQuickly({ attempts: 3 });
      await new Promise((done) => setTimeout(done, 30));
    }
    expect((await outbox()).every(({ state }) => state === "waiting")).toBe(true);
    // One at a time and with pauses, not all of them twenty times.
    expect(received.length).toBeLessThan(7 + 20);
    answer = answering(204);
    await expect
      .poll(() => deliverQuickly().then(async () => (await outbox()).every(({ state }) => state === "delivered")))
      .toBe(true);
  });

  test("does not hold up another partner's messages", async () => {
    await write(["a", 1], ["b", 2]);
    await sql`update outbox set partner = 'other' where stream = 'b'`.execute(database.ownerDb);
    answer = (delivery, response) => void (delivery.n === 2 && response.end());
    await Promise.all([
      deliverMessages(database.db, { partner: "state-feed", url }, { delivery: quick }),
      deliverMessages(database.db, { partner: "other", url }, { delivery: quick }),
    ]);
    expect(await states()).toBe("1 waiting, 2 delivered");
  });
});

describe("a message that fails for good", () => {
  test("is dead at once when the partner refuses it, holds up its own dossier and no other", async () => {
    answer = answering(422, ({ stream }) => stream === "bad");
    await write(["bad", 1], ["good", 2], ["bad", 3]);
    await deliver();
    await deliver();
    expect(received.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([1, 2]);
    expect(await states()).toBe("1 dead, 2 delivered, 3 waiting");
  });

  test("is dead after its attempts while the partner answers others, and is never sent by itself again", async () => {
    answer = answering(500, ({ stream }) => stream === "bad");
    for (let n = 1; n <= 12; n += 1) {
      await write([n === 1 ? "bad" : `good${n}`, n]);
      await deliverQuickly({ attempts: 3 });
      await new Promise((done) => setTimeout(done, 50));
    }
    expect((await outbox()).map(({ state }) => state)).toEqual(["dead", ...Array<string>(11).fill("delivered")]);
    expect(received.filter(({ n }) => n === 1)).toHaveLength(3);
  });

  test("is dead when the process dies in its middle every time", async () => {
    await write(["a", 1]);
    await sql`update outbox set attempts = 20, lease = gen_random_uuid(), leased_until = now() - interval '1 s'`.execute(
      database.ownerDb,
    );
    await deliver();
    expect([received, await outbox()]).toEqual([[], [{ n: 1, state: "dead", attempts: 20, error: "killed" }]]);
  });
});

test("two runs at once share the messages and send none twice", async () => {
  await write(...Array.from({ length: 60 }, (_none, n) => [`s${n % 30}`, n] as [string, number]));
  await Promise.all([deliver(), deliver(), deliver()]);
  expect(received).toHaveLength(60);
  expect(new Set(received.map(({ key }) => key)).size).toBe(60);
});

const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);

describe("a delivery that ends between sending and writing it down", () => {
  test("killed, it is sent again under the same number once its time has run out", async () => {
    answer = () => undefined;
    await write(["a", 1], ["a", 2]);
    const code = `
      const { openDatabase, WORKER_ROLE } = await import(${module("../platform/database.ts")});
      const { deliverMessages, DELIVERY } = await import(${module("deliver-messages.ts")});
      const db = openDatabase({ url: ${JSON.stringify(database.url)}, schema: "motcua", role: WORKER_ROLE, max: 2 });
      await deliverMessages(db, { partner: "state-feed", url: ${JSON.stringify(url)} },
        { delivery: { ...DELIVERY, leaseMs: 1500 } });`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      stdio: ["ignore", "inherit", "inherit"],
    });
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1);
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
    expect(await states()).toBe("1 sending, 2 waiting");
    answer = (_delivery, response) => response.end();
    await deliverQuickly();
    expect(await states()).toBe("1 sending, 2 waiting");
    await expect.poll(() => deliverQuickly().then(states), { timeout: 5000 }).toBe("1 delivered, 2 delivered");
    expect(received.map(({ n }) => n)).toEqual([1, 1, 2]);
    expect(received[1]?.key).toBe(received[0]?.key);
  });

  test("frozen, another takes over, and what it says when it wakes changes nothing but that it arrived", async () => {
    const answers: (() => void)[] = [];
    answer = (_delivery, response) => void answers.push(() => void response.writeHead(503).end());
    await write(["a", 1]);
    const frozen = deliverQuickly({ timeoutMs: 5000, leaseMs: 100 });
    await expect.poll(() => received.length).toBe(1);
    answer = (_delivery, response) => response.end();
    await expect.poll(() => deliverQuickly().then(states)).toBe("1 delivered");
    answers[0]?.();
    await frozen;
    expect(await outbox()).toEqual([{ n: 1, state: "delivered", attempts: 2, error: null }]);
  });
});
