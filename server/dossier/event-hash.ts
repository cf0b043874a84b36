import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type { DossierEvent } from "../../domain/dossier/event.ts";

// The package's own types name a default export that its CommonJS file does not have.
const canonicalize = createRequire(import.meta.url)("canonicalize") as (value: unknown) => string;

/** What the first event of a chain is linked to. */
export const CHAIN_START = "0".repeat(64);

/** What is hashed of an event: its canonical JSON (RFC 8785) with the hash before it. */
export function hashedText(event: DossierEvent, previousHash: string): string {
  return canonicalize({ ...event, previousHash });
}

/** SHA-256 over the hashed text, so that with one changed byte the chain breaks. */
export function eventHash(event: DossierEvent, previousHash: string): string {
  return createHash("sha256").update(hashedText(event, previousHash)).digest("hex");
}
