// A process of its own: people who read, each waiting for his answer before he asks again.
import { createConnection } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { exchange } from "../harness/exchange.ts";
import { percentile } from "../harness/judge.ts";

export interface Reading {
  readonly path: string;
  readonly cookie: string;
}

export interface ReadOrder {
  readonly port: number;
  /** Asked for in turn, from the first again after the last. */
  readonly readings: readonly Reading[];
  readonly clients: number;
  readonly seconds: number;
  /** Every answer counts as that much later: the spoilt run. */
  readonly lateMs: number;
}

export interface ReadResult {
  readonly perSecond: number;
  /** Of the times until the whole answer had come, in milliseconds. */
  readonly median: number;
  readonly p95: number;
}

const order = JSON.parse(process.argv[2] ?? "") as ReadOrder;
const begun = performance.now();
const times: number[] = [];
let asked = 0;
await Promise.all(Array.from({ length: order.clients }, readOn));
const seconds = (performance.now() - begun) / 1000;
const result: ReadResult = {
  perSecond: times.length / seconds,
  median: percentile(times, 0.5),
  p95: percentile(times, 0.95),
};
console.log(JSON.stringify(result));

async function readOn(): Promise<void> {
  const socket = createConnection({ host: "127.0.0.1", port: order.port, noDelay: true });
  while (performance.now() - begun < order.seconds * 1000) {
    const { path, cookie } = order.readings[asked % order.readings.length] ?? { path: "/", cookie: "" };
    asked += 1;
    const from = performance.now();
    const { status } = await exchange(socket, `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\n\r\n`);
    if (order.lateMs > 0) await sleep(order.lateMs);
    times.push(performance.now() - from);
    if (status !== 200) throw new Error(`${path} was answered with ${status}`);
  }
  socket.destroy();
}
