// Submits dossiers over HTTP from so many clients at once, each waiting for its answer; prints a LoadResult.
// A process of its own, because the measured server must not pay for its clients.
import { createConnection } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { exchange } from "../harness/exchange.ts";
import { percentile } from "../harness/judge.ts";

export interface LoadOrder {
  readonly port: number;
  readonly cookie: string;
  readonly body: string;
  readonly clients: number;
  readonly seconds: number;
  /** Each client takes every answer so much later: the spoilt run. */
  readonly lateMs: number;
  /** Beginning of the idempotency keys, new for every run. */
  readonly keys: string;
}

export interface LoadResult {
  readonly done: number;
  readonly seconds: number;
  /** So long did all but one in a hundred take at most, from sending to the answer. */
  readonly p99: number;
}

const order = JSON.parse(process.argv[2] ?? "") as LoadOrder;
const begun = performance.now();
const taken = (await Promise.all(Array.from({ length: order.clients }, (_none, index) => run(index)))).flat();
const result: LoadResult = {
  done: taken.length,
  seconds: (performance.now() - begun) / 1000,
  p99: percentile(taken, 0.99),
};
console.log(JSON.stringify(result));

async function run(client: number): Promise<readonly number[]> {
  const socket = createConnection({ host: "127.0.0.1", port: order.port, noDelay: true });
  const times: number[] = [];
  while (performance.now() - begun < order.seconds * 1000) {
    const sent = performance.now();
    const { status } = await exchange(socket, request(`${order.keys}-${client}-${times.length}`));
    if (status !== 201) throw new Error(`A submission was answered with ${status}`);
    if (order.lateMs > 0) await sleep(order.lateMs);
    times.push(performance.now() - sent);
  }
  socket.destroy();
  return times;
}

function request(key: string): string {
  const head =
    `POST /api/v1/dossiers HTTP/1.1\r\nhost: 127.0.0.1:${order.port}\r\ncontent-type: application/json\r\n` +
    `cookie: ${order.cookie}\r\nidempotency-key: ${key}\r\ncontent-length: ${Buffer.byteLength(order.body)}\r\n\r\n`;
  return head + order.body;
}
