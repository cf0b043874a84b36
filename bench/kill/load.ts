// Files dossiers and acts on them from several clients at once, each command under a key of its own and sent again until
// it is acknowledged; writes every command down before it is sent and when it is acknowledged. Ends once its input is
// closed and nothing is open any more. A process of its own, so that nothing that is killed and no killer holds it up.
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { submission } from "../submit/submission.ts";
import type { LedgerLine } from "./ledger.ts";

export interface LoadOrder {
  readonly baseUrl: string;
  readonly ledger: string;
  readonly clients: number;
  readonly cookies: { readonly receiver: string; readonly leader: string };
  readonly handlerId: string;
  /** The spoilt run: each time it is sent again the command has another key, as from a client that knows of none. */
  readonly freshKeys: boolean;
}

const order = JSON.parse(process.argv[2] ?? "") as LoadOrder;
const PATIENCE_MS = 8000;
const PAUSE_MS = 100;
const ASSIGNMENTS = 3;

const load = { ending: false };
process.stdin.on("end", () => (load.ending = true)).resume();
await Promise.all(Array.from({ length: order.clients }, client));

async function client(): Promise<void> {
  while (!load.ending) await oneDossier();
}

/** One dossier from its filing to its third handler; once begun it is gone through to the end. */
async function oneDossier(): Promise<void> {
  const { receiver, leader } = order.cookies;
  const filed = await command("file", receiver, (mark) => ({
    path: "/api/v1/dossiers",
    body: { ...submission, answers: { ...submission.answers, site: `Thửa ${mark}` } },
  }));
  const id = String((filed as { id?: string } | undefined)?.id);
  const act = (cookie: string, action: (mark: string) => object): Promise<unknown> =>
    command("act", cookie, (mark) => ({
      path: `/api/v1/dossiers/${id}/actions`,
      body: { command: action(mark) },
    }));
  await act(receiver, () => ({ action: "receive" }));
  await act(receiver, (mark) => ({ action: "forward", next: null, note: mark }));
  for (let n = 0; n < ASSIGNMENTS; n += 1)
    await act(leader, (mark) => ({ action: "assign", officerId: order.handlerId, note: mark }));
}

interface Request {
  readonly path: string;
  readonly body: object;
}

/** Sends until there is an answer. What is refused counts as done and is noted with its status. */
async function command(kind: LedgerLine["kind"], cookie: string, say: (mark: string) => Request): Promise<unknown> {
  const mark = randomUUID();
  const { path, body } = say(mark);
  const payload = JSON.stringify(body);
  // What leaves no mark of its own is found by its dossier's version alone.
  const marked = payload.includes(mark);
  note({ step: "asked", kind, mark, marked, at: Date.now() });
  const since = performance.now();
  for (let tries = 1; ; tries += 1) {
    const askedAt = Date.now();
    const answer = await send(path, payload, { cookie, key: order.freshKeys && tries > 1 ? randomUUID() : mark });
    if (answer) {
      const waitedMs = Math.round(performance.now() - since);
      note({ step: "acknowledged", kind, mark, marked, at: askedAt, status: answer.status, tries, waitedMs });
      return answer.body;
    }
    await sleep(PAUSE_MS * (0.5 + Math.random()));
  }
}

async function send(
  path: string,
  body: string,
  { cookie, key }: { readonly cookie: string; readonly key: string },
): Promise<{ status: number; body: unknown } | undefined> {
  try {
    const response = await fetch(`${order.baseUrl}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, "idempotency-key": key },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    if (response.status >= 500) return undefined;
    return { status: response.status, body: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** On the disk's way before anything is sent. */
function note(line: LedgerLine): void {
  appendFileSync(order.ledger, `${JSON.stringify(line)}\n`);
}
