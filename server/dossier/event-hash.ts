import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type { DossierEvent, DossierFact } from "../../domain/dossier/event.ts";

// The package's own types name a default export that its CommonJS file does not have.
const canonicalize = createRequire(import.meta.url)("canonicalize") as (value: unknown) => string;

/** What the first event of a chain is linked to. */
export const CHAIN_START = "0".repeat(64);

/** The fact as canonical JSON (RFC 8785): how it is stored, and how it stands in the hashed text. */
export function factText(fact: DossierFact): string {
  return canonicalize(fact);
}

/** An event without its fact, as it is hashed. */
export interface EventFrame extends Omit<DossierEvent, "fact" | "actor" | "at" | "dueBefore" | "dueAfter"> {
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string };
  readonly at: string;
  readonly dueBefore: string | null;
  readonly dueAfter: string | null;
}

// Nearly no text needs escaping, and quoting it is far cheaper.
const ESCAPED = /["\\]|[^\u0020-\ud7ff\ue000-\uffff]/;
const asJson = (text: string): string => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);
const quoted = (text: string | null): string => (text === null ? "null" : `"${text}"`);

/**
 * What stands before and after the fact in the hashed text of an event. The keys are written out in the order that
 * RFC 8785 asks for, because sorting them for every event again would take longer than the hash.
 */
export function chainTextAround(
  { dossierId, version, at, actor, agencyId, dueBefore, dueAfter }: EventFrame,
  previousHash: string,
): { readonly before: string; readonly after: string } {
  const who = `{"id":${asJson(actor.id)},"kind":"${actor.kind}","name":${asJson(actor.name)}}`;
  return {
    before: `{"actor":${who},"agencyId":${quoted(agencyId)},"at":"${at}","dossierId":"${dossierId}","dueAfter":${quoted(dueAfter)},"dueBefore":${quoted(dueBefore)},"fact":`,
    after: `,"previousHash":"${previousHash}","version":${version}}`,
  };
}

/** SHA-256 over the event's canonical JSON with the hash before it, so that with one changed byte the chain breaks. */
export function eventHash(event: DossierEvent, previousHash: string): string {
  const { before, after } = chainTextAround(event, previousHash);
  return createHash("sha256")
    .update(`${before}${factText(event.fact)}${after}`)
    .digest("hex");
}
