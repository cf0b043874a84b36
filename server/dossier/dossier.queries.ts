import { sql, type Expression } from "kysely";
import { involvedAgencies, type Dossier } from "../../domain/dossier/dossier.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

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

/** The facts and the code by which the dossier is known, which at its filing only the database knows. */
export function withCode(id: string, facts: Readonly<Record<string, unknown>>): Expression<unknown> {
  return sql`(
    select ${JSON.stringify(facts)}::jsonb || jsonb_build_object('code', coalesce(d.code, d.submission_code))
    from dossier d
    where d.id = ${id}::uuid
  )`;
}

interface Unsupplied {
  readonly now: Moment;
  /** Go on after this id; null at the start. */
  readonly after: string | null;
  readonly limit: number;
}

/** Dossiers whose wait for a supplement is over, or may be where the calendar could not tell when it was asked for. */
export async function listUnsupplied(db: Db, { now, after, limit }: Unsupplied): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("dossier as d")
    .select("d.id")
    .where("d.status", "=", "awaiting-supplement")
    .where((eb) => eb.or([eb("d.supply_by", "is", null), eb("d.supply_by", "<", now)]))
    .$if(after !== null, (query) => query.where("d.id", ">", after))
    .orderBy("d.id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** What is kept of a dossier beside its filing: its folded state and the columns that lists are read from. */
export const dossierColumns = (dossier: Dossier, lastHash: string) => ({
  version: dossier.version,
  status: dossier.status,
  code: dossier.code,
  custody_agency_id: dossier.custody?.holderAgencyId ?? null,
  custody_to_agency_id: dossier.custody?.inTransitTo ?? null,
  supply_by: dossier.status === "awaiting-supplement" ? (dossier.supplement?.supplyBy ?? null) : null,
  received_at: dossier.receivedAt,
  original_due_at: dossier.originalDueAt,
  due_at: dossier.dueAt,
  finished_at: dossier.finishedAt,
  returned_at: dossier.returnedAt,
  state: JSON.stringify(dossier),
  last_hash: lastHash,
});

/** The whole row of a dossier; those columns that its filing sets never change. */
export const dossierRow = (dossier: Dossier, lastHash: string) => ({
  ...dossierColumns(dossier, lastHash),
  id: dossier.id,
  submission_code: dossier.submissionCode,
  procedure_version_id: dossier.procedureVersionId,
  process_version_id: dossier.processVersionId,
  channel: dossier.channel,
  applicant_name: dossier.applicant.name,
  applicant_identity: dossier.applicant.identityNumber,
  submitted_by: dossier.submittedBy.id,
  power_id: dossier.authorisation?.powerId ?? null,
  receiving_agency_id: dossier.receivingAgencyId,
  resolving_agency_id: dossier.resolvingAgencyId,
  submitted_at: dossier.submittedAt,
});

/** The rows of its stays at steps. */
export const stayRows = ({ id, stays }: Dossier) =>
  stays.map((stay) => ({
    dossier_id: id,
    id: stay.id,
    step_key: stay.stepKey,
    agency_id: stay.agencyId,
    officer_id: stay.officerId,
    started_at: stay.startedAt,
    due_at: stay.dueAt,
    ended_at: stay.endedAt,
  }));

/** The rows of the opinions that were asked for. */
export const consultationRows = ({ id, consultations }: Dossier) =>
  consultations.map((asked) => ({
    dossier_id: id,
    id: asked.id,
    agency_id: asked.agencyId,
    due_at: asked.dueAt,
    answered_at: asked.answeredAt,
  }));

/** Saves the folded state with the rows that lists are read from. */
export async function saveDossier(tx: Db, dossier: Dossier, lastHash: string): Promise<void> {
  await tx.updateTable("dossier").set(dossierColumns(dossier, lastHash)).where("id", "=", dossier.id).execute();
  await saveStays(tx, dossier);
  await saveConsultations(tx, dossier);
  await saveAgencies(tx, dossier);
}

async function saveStays(tx: Db, dossier: Dossier): Promise<void> {
  if (dossier.stays.length === 0) return;
  await tx
    .insertInto("dossier_stay")
    .values(stayRows(dossier))
    .onConflict((oc) =>
      oc.columns(["dossier_id", "id"]).doUpdateSet({
        officer_id: (eb) => eb.ref("excluded.officer_id"),
        due_at: (eb) => eb.ref("excluded.due_at"),
        ended_at: (eb) => eb.ref("excluded.ended_at"),
      }),
    )
    .execute();
}

async function saveConsultations(tx: Db, dossier: Dossier): Promise<void> {
  if (dossier.consultations.length === 0) return;
  await tx
    .insertInto("dossier_consultation")
    .values(consultationRows(dossier))
    .onConflict((oc) =>
      oc.columns(["dossier_id", "id"]).doUpdateSet({ answered_at: (eb) => eb.ref("excluded.answered_at") }),
    )
    .execute();
}

async function saveAgencies(tx: Db, dossier: Dossier): Promise<void> {
  await tx
    .insertInto("dossier_agency")
    .values(
      involvedAgencies(dossier).map((agencyId) => ({
        dossier_id: dossier.id,
        agency_id: agencyId,
        status: dossier.status,
        procedure_version_id: dossier.procedureVersionId,
        submitted_at: dossier.submittedAt,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export interface SavedDossier {
  readonly id: string;
  readonly state: Dossier;
  readonly lastHash: string;
}

/** A page of all dossiers as they are saved, by id; for checking them, so without a reader's scope. */
export async function listSaved(db: Db, after: string | null, limit: number): Promise<readonly SavedDossier[]> {
  const rows = await db
    .selectFrom("dossier as d")
    .select(["d.id", "d.state", "d.last_hash"])
    .$if(after !== null, (query) => query.where("d.id", ">", after))
    .orderBy("d.id")
    .limit(limit)
    .execute();
  return rows.map(({ id, state, last_hash }) => ({ id, state: state as Dossier, lastHash: last_hash }));
}
