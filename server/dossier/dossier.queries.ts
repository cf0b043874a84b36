import { sql } from "kysely";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import type { DossierEvent, DossierFact } from "../../domain/dossier/event.ts";
import type { Db } from "../platform/database.ts";
import { eventHash } from "./event-hash.ts";

export interface LockedDossier {
  readonly dossier: Dossier;
  readonly lastHash: string;
}

/** Reads the dossier and holds its row until the transaction ends, so that two people cannot both act on it. */
export async function lockDossier(tx: Db, id: string): Promise<LockedDossier | undefined> {
  const row = await tx
    .selectFrom("dossier")
    .select(["state", "last_hash"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && { dossier: row.state as Dossier, lastHash: row.last_hash };
}

/** The dossier if it is within the officer's scope; everybody else's does not exist. */
export async function findInScope(db: Db, id: string, officerId: string): Promise<Dossier | undefined> {
  const row = await db
    .selectFrom("dossier as d")
    .select("d.state")
    .where("d.id", "=", id)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("dossier_agency as x")
          .innerJoin("user_scope as s", "s.agency_id", "x.agency_id")
          .select("x.dossier_id")
          .whereRef("x.dossier_id", "=", "d.id")
          .where("s.officer_id", "=", officerId),
      ),
    )
    .executeTakeFirst();
  return row?.state as Dossier | undefined;
}

/** The dossier that the person filed or that is his own. */
export async function findOwn(
  db: Db,
  id: string,
  person: { id: string; identityNumber: string },
): Promise<Dossier | undefined> {
  const row = await db
    .selectFrom("dossier as d")
    .select("d.state")
    .where("d.id", "=", id)
    .where((eb) =>
      eb.or([eb("d.submitted_by", "=", person.id), eb("d.applicant_identity", "=", person.identityNumber)]),
    )
    .executeTakeFirst();
  return row?.state as Dossier | undefined;
}

/** By national or submission code and the last four digits of the applicant's number: what a person at home knows. */
export async function findByCode(db: Db, code: string, lastFour: string): Promise<Dossier | undefined> {
  const row = await db
    .selectFrom("dossier as d")
    .select("d.state")
    .where((eb) => eb.or([eb("d.code", "=", code), eb("d.submission_code", "=", code)]))
    .where(sql<boolean>`right(d.applicant_identity, 4) = ${lastFour}`)
    .executeTakeFirst();
  return row?.state as Dossier | undefined;
}

const columns = (dossier: Dossier, lastHash: string) => ({
  version: dossier.version,
  status: dossier.status,
  code: dossier.code,
  custody_agency_id: dossier.custodyAgencyId,
  received_at: dossier.receivedAt,
  original_due_at: dossier.originalDueAt,
  due_at: dossier.dueAt,
  finished_at: dossier.finishedAt,
  returned_at: dossier.returnedAt,
  state: JSON.stringify(dossier),
  last_hash: lastHash,
});

export async function insertDossier(tx: Db, dossier: Dossier, lastHash: string): Promise<void> {
  await tx
    .insertInto("dossier")
    .values({
      ...columns(dossier, lastHash),
      id: dossier.id,
      submission_code: dossier.submissionCode,
      procedure_version_id: dossier.procedureVersionId,
      process_version_id: dossier.processVersionId,
      channel: dossier.channel,
      applicant_name: dossier.applicant.name,
      applicant_identity: dossier.applicant.identityNumber,
      submitted_by: dossier.submittedBy.id,
      receiving_agency_id: dossier.receivingAgencyId,
      resolving_agency_id: dossier.resolvingAgencyId,
      submitted_at: dossier.submittedAt,
    })
    .execute();
  await saveAgencies(tx, dossier);
}

/** Saves the folded state with the rows that lists are read from. */
export async function saveDossier(tx: Db, dossier: Dossier, lastHash: string): Promise<void> {
  await tx.updateTable("dossier").set(columns(dossier, lastHash)).where("id", "=", dossier.id).execute();
  await saveStays(tx, dossier);
  await saveAgencies(tx, dossier);
}

async function saveStays(tx: Db, dossier: Dossier): Promise<void> {
  if (dossier.stays.length === 0) return;
  await tx
    .insertInto("dossier_stay")
    .values(
      dossier.stays.map((stay) => ({
        dossier_id: dossier.id,
        id: stay.id,
        step_key: stay.stepKey,
        agency_id: stay.agencyId,
        officer_id: stay.officerId,
        started_at: stay.startedAt,
        due_at: stay.dueAt,
        ended_at: stay.endedAt,
      })),
    )
    .onConflict((oc) =>
      oc.columns(["dossier_id", "id"]).doUpdateSet({
        officer_id: (eb) => eb.ref("excluded.officer_id"),
        ended_at: (eb) => eb.ref("excluded.ended_at"),
      }),
    )
    .execute();
}

async function saveAgencies(tx: Db, dossier: Dossier): Promise<void> {
  const ids = new Set([
    dossier.receivingAgencyId,
    dossier.resolvingAgencyId,
    ...dossier.stays.map(({ agencyId }) => agencyId),
    ...dossier.consultations.map(({ agencyId }) => agencyId),
  ]);
  await tx
    .insertInto("dossier_agency")
    .values([...ids].map((agencyId) => ({ dossier_id: dossier.id, agency_id: agencyId })))
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Appends to the dossier's chain and answers with the new last hash. */
export async function appendEvent(tx: Db, event: DossierEvent, previousHash: string): Promise<string> {
  const hash = eventHash(event, previousHash);
  await tx
    .insertInto("dossier_event")
    .values({
      dossier_id: event.dossierId,
      version: event.version,
      at: event.at,
      actor_kind: event.actor.kind,
      actor_id: event.actor.id,
      actor_name: event.actor.name,
      agency_id: event.agencyId,
      type: event.fact.type,
      due_before: event.dueBefore,
      due_after: event.dueAfter,
      fact: JSON.stringify(event.fact),
      previous_hash: previousHash,
      hash,
    })
    .execute();
  return hash;
}

export interface StoredEvent {
  readonly event: DossierEvent;
  readonly previousHash: string;
  readonly hash: string;
}

/** The whole chain of a dossier, oldest first. */
export async function listEvents(db: Db, dossierId: string): Promise<readonly StoredEvent[]> {
  const rows = await db
    .selectFrom("dossier_event as e")
    .selectAll("e")
    .where("e.dossier_id", "=", dossierId)
    .orderBy("e.version")
    .execute();
  return rows.map((row) => ({
    event: {
      dossierId: row.dossier_id,
      version: row.version,
      at: row.at,
      actor: { kind: row.actor_kind as DossierEvent["actor"]["kind"], id: row.actor_id, name: row.actor_name },
      agencyId: row.agency_id,
      dueBefore: row.due_before,
      dueAfter: row.due_after,
      fact: row.fact as DossierFact,
    },
    previousHash: row.previous_hash,
    hash: row.hash,
  }));
}

export interface NumberSeries {
  readonly kind: string;
  readonly agencyId: string;
  /** Day or year in which the numbers run. */
  readonly period: string;
}

/** The next number of the series. The row stays locked until the commit: no gap when it fails, no collision ever. */
export async function takeNumber(tx: Db, { kind, agencyId, period }: NumberSeries): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into number_series as n (kind, agency_id, period, last) values (${kind}, ${agencyId}, ${period}, 1)
    on conflict (kind, agency_id, period) do update set last = n.last + 1
    returning n.last`.execute(tx);
  return rows[0]?.last ?? 1;
}

export interface Delta {
  readonly agencyId: string;
  readonly procedureVersionId: string;
  readonly day: string;
  readonly channel: string;
  readonly measure: string;
}

export async function addDelta(tx: Db, { agencyId, procedureVersionId, day, channel, measure }: Delta): Promise<void> {
  await sql`
    insert into dossier_delta (agency_id, procedure_version_id, day, channel, measure, amount)
    values (${agencyId}, ${procedureVersionId}, ${day}::date, ${channel}, ${measure}, 1)`.execute(tx);
}

/** Other dossiers of the person with the same procedure, for the warning before reception. */
export async function listAlike(
  db: Db,
  dossier: Dossier,
): Promise<readonly { code: string; status: string; submittedAt: string }[]> {
  const rows = await db
    .selectFrom("dossier as d")
    .innerJoin("procedure_version as v", "v.id", "d.procedure_version_id")
    .innerJoin("procedure_version as own", "own.procedure_id", "v.procedure_id")
    .select(["d.code", "d.submission_code", "d.status", "d.submitted_at"])
    .where("own.id", "=", dossier.procedureVersionId)
    .where("d.applicant_identity", "=", dossier.applicant.identityNumber)
    .where("d.id", "!=", dossier.id)
    .where("d.status", "not in", ["refused", "withdrawn"])
    .orderBy("d.submitted_at", "desc")
    .limit(5)
    .execute();
  return rows.map((row) => ({
    code: row.code ?? row.submission_code,
    status: row.status,
    submittedAt: row.submitted_at,
  }));
}
