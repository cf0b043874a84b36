// A process of its own: a thousand people with time to think. Each acts when his time has come, whether or not the
// answers before were quick (an open loop), and what he waits is counted from then.
import { readFileSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { exchange, type Answer } from "../harness/exchange.ts";
import { percentile } from "../harness/judge.ts";
import { randomOf } from "../generate/random.ts";
import { acting, type Ask, type Person } from "./person.ts";

export interface MixOrder {
  readonly port: number;
  /** File with the people, too many for an argument. */
  readonly people: string;
  readonly seconds: number;
  /** Mean time between two acts of one person. */
  readonly thinkSeconds: number;
  /** From when and how long everybody thinks a fifth as long; null: never. */
  readonly spike: { readonly from: number; readonly seconds: number } | null;
  readonly seed: string;
  /** Every request is sent so much after its time: the spoilt run. */
  readonly lateMs: number;
}

export interface MixResult {
  readonly asked: number;
  /** Times in milliseconds outside the spike. */
  readonly readP95: number;
  readonly writeP95: number;
  readonly spikeP95: number;
  /** Answers that were neither good nor to be asked again, and people whose connection broke for good. */
  readonly errors: number;
  /** Asked again after 429, 503 or a broken connection, and then answered. */
  readonly retried: number;
  /** Never answered. */
  readonly lost: number;
  readonly filed: number;
}

const TRIES = 8;
const SPIKE = 5;
const order = JSON.parse(process.argv[2] ?? "") as MixOrder;
const people = JSON.parse(readFileSync(order.people, "utf8")) as readonly Person[];
const times = { read: [] as number[], write: [] as number[], spike: [] as number[] };
const counts = { asked: 0, errors: 0, retried: 0, lost: 0, filed: 0 };
const begun = performance.now();
const elapsed = (): number => (performance.now() - begun) / 1000;
await Promise.all(people.map((person, index) => live(person, index)));
console.log(
  JSON.stringify({
    ...counts,
    readP95: percentile(times.read, 0.95),
    writeP95: percentile(times.write, 0.95),
    spikeP95: percentile(times.spike, 0.95),
  } satisfies MixResult),
);

async function live(person: Person, index: number): Promise<void> {
  const random = randomOf(`${order.seed}/${index}`);
  const next = acting(person, () => random.next());
  const line = openLine(order.port);
  let due = random.next() * order.thinkSeconds;
  while (due < order.seconds) {
    await sleep(Math.max(0, (due - elapsed()) * 1000 + order.lateMs));
    await ask(line, person, { ask: next(), due });
    // From the time that it was due, so that a slow answer makes nobody ask less.
    due += (-Math.log(1 - random.next()) * order.thinkSeconds) / (inSpike(due) ? SPIKE : 1);
  }
  line.close();
}

function inSpike(at: number): boolean {
  const { spike } = order;
  return spike !== null && at >= spike.from && at < spike.from + spike.seconds;
}

async function ask(
  line: Line,
  { cookie }: Person,
  { ask: asked, due }: { readonly ask: Ask; readonly due: number },
): Promise<void> {
  counts.asked += 1;
  const head = [
    `${asked.method} ${asked.path} HTTP/1.1`,
    "host: 127.0.0.1",
    `cookie: ${cookie}`,
    ...(asked.type ? [`content-type: ${asked.type}`] : []),
    ...(asked.key ? [`idempotency-key: ${asked.key}`] : []),
    ...(asked.body ? [`content-length: ${asked.body.length}`] : []),
  ].join("\r\n");
  const answer = await answered(line, Buffer.concat([Buffer.from(`${head}\r\n\r\n`), asked.body ?? Buffer.alloc(0)]));
  if (!answer) return void (counts.lost += 1);
  if (answer.status >= 300) {
    counts.errors += 1;
    console.error(`${asked.method} ${asked.path}: ${answer.status} ${answer.body.slice(0, 200)}`);
    return;
  }
  if (asked.files) counts.filed += 1;
  const waited = (elapsed() - due) * 1000;
  (inSpike(due) ? times.spike : asked.method === "GET" ? times.read : times.write).push(waited);
  asked.learn?.(answer.body);
}

/** The answer, asked for again where the server says that it is busy or the connection breaks. */
async function answered(line: Line, request: Buffer): Promise<Answer | null> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const answer = await line.send(request);
    if (answer && answer.status !== 429 && answer.status !== 503) {
      if (attempt > 0) counts.retried += 1;
      return answer;
    }
    const after = Number(/\r\nretry-after: (\d+)/i.exec(answer?.head ?? "")?.[1] ?? 1);
    await sleep(after * 1000);
  }
  return null;
}

interface Line {
  /** The answer, or null where the connection broke; the next one opens it anew. */
  readonly send: (request: Buffer) => Promise<Answer | null>;
  readonly close: () => void;
}

function openLine(port: number): Line {
  let socket: Socket | null = null;
  const close = (): void => {
    socket?.destroy();
    socket = null;
  };
  return {
    async send(request) {
      if (socket?.destroyed) socket = null;
      // One that breaks between two requests is found broken by the next.
      socket ??= createConnection({ host: "127.0.0.1", port, noDelay: true }).on("error", () => undefined);
      try {
        return await exchange(socket, request);
      } catch {
        close();
        return null;
      }
    },
    close,
  };
}
