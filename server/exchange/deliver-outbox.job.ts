import Type from "typebox";
import type { Db } from "../platform/database.ts";
import { defineJob } from "../platform/jobs/job.ts";
import { exclusively, listWaiting, markDelivered, markFailed, type WaitingMessage } from "./exchange.queries.ts";

const TIMEOUT_MS = 10_000;
const BATCH = 100;

/**
 * Delivers waiting messages to the partner at `MOTCUA_STATE_FEED_URL`, each stream in its order. A partner that is down
 * is asked again by the queue's back-off and by the schedule, at least once a minute; nothing is ever given up.
 */
export const deliverOutbox = defineJob({
  name: "exchange.deliver-outbox",
  payload: Type.Object({}),
  cron: "* * * * *",
  async run({ db, config: { stateFeedUrl } }) {
    if (!stateFeedUrl) return;
    // Whoever holds the lock looks for more until there is none; what comes after that wakes the job again.
    await exclusively(db, "exchange.deliver-outbox", (connection) => deliverAll(connection, stateFeedUrl));
  },
});

async function deliverAll(db: Db, url: string): Promise<void> {
  const refused = new Set<string>();
  for (;;) {
    const waiting = await listWaiting(db, { without: refused, limit: BATCH });
    if (waiting.length === 0) break;
    for (const message of waiting) {
      if (refused.has(message.stream)) continue;
      const outcome = await post(url, message);
      if (outcome.kind === "delivered") await markDelivered(db, message.id);
      else await markFailed(db, message.id, outcome.reason);
      // A partner that is down or overloaded would say the same to every other message.
      if (outcome.kind === "down") throw new Error(`The partner could not be reached: ${outcome.reason}`);
      if (outcome.kind === "refused") refused.add(message.stream);
    }
  }
  if (refused.size > 0) throw new Error(`The partner refused the next message of ${refused.size} streams`);
}

type Outcome = { readonly kind: "delivered" } | { readonly kind: "down" | "refused"; readonly reason: string };

/** The key makes a message that was taken but not acknowledged harmless when it is sent again. */
async function post(url: string, { id, topic, stream, payload, createdAt }: WaitingMessage): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": String(id) },
      body: JSON.stringify({ id, topic, stream, createdAt, payload }),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // An answer that is never read would keep its connection.
    await response.body?.cancel();
    const { status } = response;
    if (status >= 200 && status < 300) return { kind: "delivered" };
    const busy = status >= 500 || status === 408 || status === 429;
    return { kind: busy ? "down" : "refused", reason: `HTTP ${status}` };
  } catch (error) {
    return { kind: "down", reason: networkReason(error) };
  }
}

function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1000} s`;
  return (error.cause as { code?: string } | undefined)?.code ?? error.name;
}
