import { createHash, randomBytes } from "node:crypto";

/** Who tries something with a password, before it is known who that is. */
export interface Visitor {
  readonly address: string;
  readonly userAgent: string;
  /** The secret of the browser, kept in it since it first signed in; undefined in one that never did. */
  readonly browser: string | undefined;
}

/** A secret that only the browser keeps. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token here: a stolen table opens nothing. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
