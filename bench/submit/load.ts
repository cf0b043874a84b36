// Submits dossiers over HTTP from so many clients at once, each waiting for its answer; prints {"done":n,"seconds":s}.
// A process of its own, because the measured server must not pay for its clients.
import { createConnection } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { exchange } from "../harness/exchange.ts";

export interface LoadOrder {
  readonly port: number;
  readonly cookie: string;
  readonly body: string;
  readonly clients: number;
  readonly seconds: number;
  /** Each client rests so long after every answer: the spoilt run. */
  readonly restMs: number;
  /** Beginning of the idempotency keys, new for every run. */
  readonly keys: string;
}

const order = JSON.parse(process.argv[2] ?? "") as LoadOrder;
const begun = performance.now();
const counts = await Promise.all(Array.from({ length: order.clients }, (_none, index) => run(index)));
const done = counts.reduce((sum, count) => sum + count, 0);
console.log(JSON.stringify({ done, seconds: (performance.now() - begun) / 1000 }));

async function run(client: number): Promise<number> {
  const socket = createConnection({ host: "127.0.0.1", port: order.port, noDelay: true });
  let count = 0;
  while (performance.now() - begun < order.seconds * 1000) {
    const { status } = await exchange(socket, request(`${order.keys}-${client}-${count}`));
    if (status !== 201) throw new Error(`A submission was answered with ${status}`);
    count += 1;
    if (order.restMs > 0) await sleep(order.restMs);
  }
  socket.destroy();
  return count;
}

function request(key: string): string {
  const head =
    `POST /api/v1/dossiers HTTP/1.1\r\nhost: 127.0.0.1:${order.port}\r\ncontent-type: application/json\r\n` +
    `cookie: ${order.cookie}\r\nidempotency-key: ${key}\r\ncontent-length: ${Buffer.byteLength(order.body)}\r\n\r\n`;
  return head + order.body;
}
