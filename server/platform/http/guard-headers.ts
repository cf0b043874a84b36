import type { FastifyReply, FastifyRequest } from "fastify";

/** What no page here needs: it stays shut even for what a page would one day include by mistake. */
const NOTHING_OF_THE_DEVICE = [
  "accelerometer",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "microphone",
  "midi",
  "payment",
  "usb",
]
  .map((feature) => `${feature}=()`)
  .join(", ");

/** Names the answer by the number that its error page and the log show, and shuts what no page needs. */
export async function nameAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  void reply.header("x-request-id", request.id).header("permissions-policy", NOTHING_OF_THE_DEVICE);
}

/**
 * Whatever may be about one person is kept nowhere on the way, nor on a shared computer's disk; only what anybody may
 * see and asks for without a cookie may be kept, and is asked after each time. An answer that says otherwise keeps its word.
 */
export async function keepNothing(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (reply.hasHeader("cache-control")) return;
  const anybodys = request.method === "GET" && request.headers.cookie === undefined && !reply.hasHeader("set-cookie");
  void reply.header("cache-control", anybodys ? "no-cache" : "no-store");
}

/** For an address that the router itself refuses, before any hook has run. */
export function guardRefused(request: FastifyRequest, reply: FastifyReply): void {
  void nameAnswer(request, reply);
  void reply.headers({
    "content-security-policy":
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
  });
}
