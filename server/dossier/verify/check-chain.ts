import { createHash, hash as hashOnce } from "node:crypto";
import type { DossierEvent, DossierFact } from "../../../domain/dossier/event.ts";
import { bytesToText, copiedBytes } from "../../platform/copy-out.ts";
import { CHAIN_START, chainTextAround, factText } from "../event-hash.ts";
import type { FaultCode } from "../../evidence/index.ts";

/** Columns of an event in the order in which `readEventLine` takes them from a copied line. */
export const EVENT_COLUMNS =
  "dossier_id, version, hash, previous_hash, at, actor_kind, actor_id, actor_name, agency_id, due_before, due_after, type, fact";

/** One event as it is stored; texts are their bytes, one to a letter (`copyLines`), moments as they are hashed. */
export interface EventLine {
  readonly dossierId: string;
  readonly version: number;
  readonly hash: string;
  readonly previousHash: string;
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string };
  readonly agencyId: string | null;
  readonly dueBefore: string | null;
  readonly dueAfter: string | null;
  readonly type: string;
  readonly fact: string;
}

export interface ChainFault {
  readonly fault: FaultCode;
  readonly event: number;
  readonly expected: string;
  readonly seen: string;
}

/** Last event of a chain, as the next one must continue it. */
export interface ChainEnd {
  readonly version: number;
  readonly hash: string;
}

export const NO_EVENT: ChainEnd = { version: 0, hash: CHAIN_START };

const MOMENT_LENGTH = "2026-09-07 09:00:00+07".length;

/** Reads a line of `EVENT_COLUMNS`. */
export function readEventLine(line: string): EventLine {
  const fields = line.split("\t") as FieldsOfLine;
  return {
    dossierId: fields[0],
    version: Number(fields[1]),
    hash: fields[2],
    previousHash: fields[3],
    at: momentOf(fields[4]) ?? "",
    actor: { kind: fields[5], id: copiedBytes(fields[6]) ?? "", name: copiedBytes(fields[7]) ?? "" },
    agencyId: copiedBytes(fields[8]),
    dueBefore: momentOf(fields[9]),
    dueAfter: momentOf(fields[10]),
    type: fields[11],
    fact: copiedBytes(fields[12]) ?? "null",
  };
}

type FieldsOfLine = [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

/** As the moment was written when it was hashed. One that has become finer than a second stays odd, so it is found. */
function momentOf(field: string): string | null {
  if (field === "\\N") return null;
  return field.length === MOMENT_LENGTH ? `${field.slice(0, 10)}T${field.slice(11)}:00` : field;
}

/** Whether the event is the one that follows `end`, with the content that was hashed. */
export function continues(line: EventLine, end: ChainEnd): boolean {
  return line.version === end.version + 1 && line.previousHash === end.hash && hashOf(line) === line.hash;
}

/** What is wrong with an event that does not continue the chain: its number, its link or its content. */
export function chainFaults(line: EventLine, end: ChainEnd): readonly ChainFault[] {
  const { version: event, previousHash, hash } = line;
  const number = end.version + 1;
  const faults: ChainFault[] = [];
  const found = (fault: FaultCode, expected: string, seen: string): void =>
    void faults.push({ fault, event: fault === "event-missing" ? number : event, expected, seen });
  if (event > number) found("event-missing", String(number), String(event));
  else if (event < number) found("event-extra", String(number), String(event));
  else if (previousHash !== end.hash) found("event-unlinked", end.hash, previousHash);
  const made = hashOf(line);
  if (made !== hash) found("event-altered", hash, made);
  return faults;
}

/** Hash of the event as it is stored. */
function hashOf(line: EventLine): string {
  const { before, after } = chainTextAround(line, line.previousHash);
  const made = sha256(before + line.fact + after);
  if (made === line.hash) return made;
  // Rows from before the fact was kept in its canonical text.
  const canonical = Buffer.from(factText(factOf(line))).toString("latin1");
  return canonical === line.fact ? made : sha256(before + canonical + after);
}

// Node's own types do not know the method that `write` comes down to, at twice its time.
const arena = Buffer.allocUnsafe(1 << 20) as Buffer & { latin1Write(text: string, offset: number): number };

function sha256(bytes: string): string {
  if (bytes.length > arena.length) return createHash("sha256").update(bytes, "latin1").digest("hex");
  // Copied into one place and hashed in one call: half of what a hash object of its own costs.
  return hashOnce("sha256", arena.subarray(0, arena.latin1Write(bytes, 0)));
}

function factOf({ fact }: EventLine): DossierFact {
  return JSON.parse(bytesToText(fact)) as DossierFact;
}

/** The event that the line holds. */
export function eventOf(line: EventLine): DossierEvent {
  const { dossierId, version, at, actor, agencyId, dueBefore, dueAfter } = line;
  const who = { kind: actor.kind, id: bytesToText(actor.id), name: bytesToText(actor.name) };
  return { dossierId, version, at, actor: who, agencyId, dueBefore, dueAfter, fact: factOf(line) } as DossierEvent;
}
