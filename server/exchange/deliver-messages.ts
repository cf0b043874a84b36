import type { Db } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import {
  buryExhausted,
  markDead,
  markDelivered,
  markFailed,
  noteAnswer,
  noteFailure,
  readCircuit,
  takeMessages,
  type TakenMessage,
} from "./exchange.queries.ts";
import { postMessage } from "./post-message.ts";

export interface Partner {
  readonly partner: string;
  readonly url: string;
}

/** How messages are delivered; times in milliseconds. */
export interface Delivery {
  readonly timeoutMs: number;
  /** Longer than the time-out by enough to write down how it ended. */
  readonly leaseMs: number;
  /** Messages of so many streams are on the way at once. */
  readonly abreast: number;
  /** A message that fails so often while its partner answers others is dead. */
  readonly attempts: number;
  /** From so many failures in a row the partner is asked with one message at a time, after a pause. */
  readonly patience: number;
  /** The first pause, doubled each time, and the longest of a message and of a partner. */
  readonly pauseMs: { readonly first: number; readonly message: number; readonly partner: number };
}

export const DELIVERY: Delivery = {
  timeoutMs: 10_000,
  leaseMs: 20_000,
  abreast: 16,
  attempts: 20,
  patience: 5,
  // A partner that is well again is found out within ten seconds.
  pauseMs: { first: 1000, message: 600_000, partner: 8000 },
};

/** Delivers what is due, each stream in its order, until nothing is, the partner is silent or the worker stops. */
export async function deliverMessages(
  db: Db,
  partner: Partner,
  { delivery = DELIVERY, signal }: { readonly delivery?: Delivery; readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  await buryExhausted(db, { attempts: delivery.attempts, reason: "killed" });
  for (;;) {
    if (signal?.aborted) return;
    const { failures, open } = await readCircuit(db, partner.partner);
    if (open) return;
    const silent = failures >= delivery.patience;
    const lease = newId();
    const { leaseMs, abreast } = delivery;
    const taken = await takeMessages(db, { ...partner, lease, leaseMs, limit: silent ? 1 : abreast });
    if (taken.length === 0) return;
    await Promise.all(taken.map((message) => deliver(db, message, { partner, delivery, lease, failures })));
  }
}

interface Taken {
  readonly partner: Partner;
  readonly delivery: Delivery;
  readonly lease: string;
  /** Of the partner in a row, before this. */
  readonly failures: number;
}

async function deliver(db: Db, message: TakenMessage, { partner, delivery, lease, failures }: Taken): Promise<void> {
  const { id } = message;
  const outcome = await postMessage(partner.url, message, delivery.timeoutMs);
  if (outcome.kind !== "down") {
    if (outcome.kind === "delivered") await markDelivered(db, id);
    else await markDead(db, { id, lease, reason: outcome.reason });
    if (failures > 0) await noteAnswer(db, partner.partner);
    return;
  }
  const failure = { id, lease, reason: outcome.reason };
  const { first, message: longest, partner: longestSilence } = delivery.pauseMs;
  const inRow = await noteFailure(db, {
    partner: partner.partner,
    reason: outcome.reason,
    pauseMs: (times) => (times < delivery.patience ? 0 : pause(first, times - delivery.patience, longestSilence)),
  });
  const partnerIsDown = inRow >= delivery.patience;
  if (!partnerIsDown && message.attempts >= delivery.attempts) await markDead(db, failure);
  else
    await markFailed(db, failure, {
      pauseMs: partnerIsDown ? 0 : pause(first, message.attempts - 1, longest),
      counts: !partnerIsDown,
    });
}

/** Doubled each time, and of random length, so that many do not come back at once. */
function pause(firstMs: number, times: number, longestMs: number): number {
  return Math.min(firstMs * 2 ** Math.min(times, 20), longestMs) * (0.5 + Math.random() / 2);
}
