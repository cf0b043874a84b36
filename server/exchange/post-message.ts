import type { TakenMessage } from "./exchange.queries.ts";

export type Outcome = { readonly kind: "delivered" } | { readonly kind: "down" | "refused"; readonly reason: string };

/** Where the partner, its address or our leave to speak with it is at fault, and the next message would fare no better. */
const PARTNER_AT_FAULT: ReadonlySet<number> = new Set([401, 407, 408, 425, 429]);

/** Sends once. The key lets the partner know a message again that it took without our hearing of it. */
export async function postMessage(
  url: string,
  { id, topic, stream, payload, createdAt }: TakenMessage,
  timeoutMs: number,
): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": String(id) },
      body: JSON.stringify({ id, topic, stream, createdAt, payload }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    // An answer that is never read would keep its connection.
    await response.body?.cancel();
    const { status } = response;
    if (status >= 200 && status < 300) return { kind: "delivered" };
    const refused = status >= 400 && status < 500 && !PARTNER_AT_FAULT.has(status);
    return { kind: refused ? "refused" : "down", reason: `HTTP ${status}` };
  } catch (error) {
    return { kind: "down", reason: networkReason(error, timeoutMs) };
  }
}

function networkReason(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.name === "TimeoutError") return `no answer within ${timeoutMs / 1000} s`;
  return (error.cause as { code?: string } | undefined)?.code ?? error.name;
}
