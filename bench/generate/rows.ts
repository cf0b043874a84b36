import { involvedAgencies, type Dossier } from "../../domain/dossier/dossier.ts";
import type { DossierEvent } from "../../domain/dossier/event.ts";
import { isClosed, NATIONAL_STATE } from "../../domain/dossier/status.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { dossierColumns } from "../../server/dossier/dossier.queries.ts";
import { CHAIN_START, eventHash } from "../../server/dossier/event-hash.ts";
import { slipsOf } from "../../server/dossier/slips/slip.queries.ts";
import type { Row } from "./copy-stream.ts";
import type { Life, Stage } from "./life.ts";

/** The tables that dossiers fill, with the columns in the order of their rows. */
export const TABLES = {
  dossier: [
    ["id", "submission_code", "procedure_version_id", "process_version_id", "channel", "applicant_name"],
    ["applicant_identity", "submitted_by", "receiving_agency_id", "resolving_agency_id", "submitted_at", "version"],
    ["status", "code", "custody_agency_id", "custody_to_agency_id", "supply_by", "received_at", "original_due_at"],
    ["due_at", "finished_at", "returned_at", "state", "last_hash"],
  ].flat(),
  dossier_event: [
    ["dossier_id", "version", "at", "actor_kind", "actor_id", "actor_name", "agency_id", "type", "due_before"],
    ["due_after", "fact", "previous_hash", "hash"],
  ].flat(),
  dossier_stay: ["dossier_id", "id", "step_key", "agency_id", "officer_id", "started_at", "due_at", "ended_at"],
  dossier_consultation: ["dossier_id", "id", "agency_id", "due_at", "answered_at"],
  dossier_agency: ["dossier_id", "agency_id", "status", "procedure_version_id", "submitted_at"],
  dossier_link: ["dossier_id", "other_id", "kind", "linked_at"],
  dossier_delta: ["agency_id", "procedure_version_id", "day", "channel", "measure", "amount"],
  slip: [
    ["id", "dossier_id", "kind", "slip_set", "number", "period", "agency_id", "issued_at", "issued_by"],
    ["dossier_version"],
  ].flat(),
  outbox: ["topic", "stream", "payload", "created_at", "delivered_at", "attempts"],
  stored_file: ["sha256", "size", "media_type", "pages", "created_at"],
  document: ["id", "sha256", "name", "uploaded_by", "uploaded_at"],
  dossier_document: ["dossier_id", "document_id"],
  number_series: ["kind", "agency_id", "period", "last"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Table = keyof typeof TABLES;
export type Emit = (table: Table, row: Row) => void;

export interface StoredPaper {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  readonly by: string;
  readonly at: Moment;
}

export interface Emitting {
  readonly emit: Emit;
  /** Keep only the rows that lists need of a dossier that is closed. */
  readonly brief: boolean;
  /** Messages from then on are still kept; older ones were delivered and cleared away. */
  readonly outboxSince: Moment;
  readonly newSlipId: (at: Moment) => string;
  readonly takeNumber: (kind: string, agencyId: string, period: string) => number;
}

/** Everything that the application would have written for this dossier. */
export function emitDossier(
  { dossier, events, stages }: Life,
  papers: readonly StoredPaper[],
  emitting: Emitting,
): void {
  const { emit } = emitting;
  const closed = isClosed(dossier.status) && dossier.status !== "finished";
  const hashes = chain(events);
  const { id, applicant, submittedBy } = dossier;
  const named: Readonly<Record<string, string | number | null>> = {
    ...dossierColumns(dossier, hashes.at(-1) ?? CHAIN_START),
    id,
    submission_code: dossier.submissionCode,
    procedure_version_id: dossier.procedureVersionId,
    process_version_id: dossier.processVersionId,
    channel: dossier.channel,
    applicant_name: applicant.name,
    applicant_identity: applicant.identityNumber,
    submitted_by: submittedBy.id,
    receiving_agency_id: dossier.receivingAgencyId,
    resolving_agency_id: dossier.resolvingAgencyId,
    submitted_at: dossier.submittedAt,
  };
  emit(
    "dossier",
    TABLES.dossier.map((column) => named[column] ?? null),
  );
  for (const agencyId of involvedAgencies(dossier))
    emit("dossier_agency", [id, agencyId, dossier.status, dossier.procedureVersionId, dossier.submittedAt]);
  if (closed && emitting.brief) return;
  emitWork(dossier, emit);
  emitPapers(id, papers, emit);
  emitEvents(events, hashes, emit);
  for (const [index, event] of events.entries())
    emitConsequences({ dossier, event, stage: stages[index] ?? dossier }, emitting);
}

function emitWork(dossier: Dossier, emit: Emit): void {
  const { id } = dossier;
  for (const s of dossier.stays)
    emit("dossier_stay", [id, s.id, s.stepKey, s.agencyId, s.officerId, s.startedAt, s.dueAt, s.endedAt]);
  for (const c of dossier.consultations) emit("dossier_consultation", [id, c.id, c.agencyId, c.dueAt, c.answeredAt]);
  for (const { kind, dossierId } of dossier.links) emit("dossier_link", [id, dossierId, kind, dossier.submittedAt]);
}

function emitPapers(dossierId: string, papers: readonly StoredPaper[], emit: Emit): void {
  for (const { id, sha256, size, name, by, at } of papers) {
    emit("stored_file", [sha256, size, "application/pdf", 1, at]);
    emit("document", [id, sha256, name, by, at]);
    emit("dossier_document", [dossierId, id]);
  }
}

function chain(events: readonly DossierEvent[]): readonly string[] {
  const hashes: string[] = [];
  for (const event of events) hashes.push(eventHash(event, hashes.at(-1) ?? CHAIN_START));
  return hashes;
}

function emitEvents(events: readonly DossierEvent[], hashes: readonly string[], emit: Emit): void {
  for (const [index, event] of events.entries()) {
    const { dossierId, version, at, actor, agencyId, fact, dueBefore, dueAfter } = event;
    emit("dossier_event", [
      dossierId,
      version,
      at,
      actor.kind,
      actor.id,
      actor.name,
      agencyId,
      fact.type,
      dueBefore,
      dueAfter,
      JSON.stringify(fact),
      hashes[index - 1] ?? CHAIN_START,
      hashes[index] ?? "",
    ]);
  }
}

interface Consequence {
  readonly dossier: Dossier;
  readonly event: DossierEvent;
  readonly stage: Stage;
}

/** Statistics, slips and the partners' message of one event. */
function emitConsequences({ dossier, event, stage }: Consequence, emitting: Emitting): void {
  const { emit, takeNumber, newSlipId, outboxSince } = emitting;
  const { at, fact, version, actor } = event;
  const { id, resolvingAgencyId, procedureVersionId, channel } = dossier;
  emit("dossier_delta", [resolvingAgencyId, procedureVersionId, dateOf(at), channel, fact.type, 1]);
  for (const { kind, set, agencyId, period } of slipsOf(dossier, event)) {
    const number = takeNumber(`slip-${kind}`, agencyId, period);
    emit("slip", [newSlipId(at), id, kind, set, number, period, agencyId, at, actor.name, version]);
  }
  if (at < outboxSince) return;
  const payload = { state: NATIONAL_STATE[stage.status], at, code: stage.code ?? dossier.submissionCode };
  emit("outbox", ["dossier-state", id, JSON.stringify(payload), at, at, 1]);
}
