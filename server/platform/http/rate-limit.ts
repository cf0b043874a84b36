import type { FastifyRequest } from "fastify";
import { tooMany } from "../errors.ts";

interface Counted {
  readonly actor?: { readonly id: string } | null;
}

/**
 * A route's limit of so many requests a minute: of one account where somebody is signed in, because whole offices share
 * an address, else from one address. Counted by each process for itself, so with several web processes it is that many times as much.
 */
export function perMinute(max: number) {
  return {
    rateLimit: {
      max,
      timeWindow: "1 minute",
      keyGenerator: (request: FastifyRequest & Counted) => request.actor?.id ?? request.ip,
      errorResponseBuilder: tooMany,
    },
  };
}
