import { sql } from "kysely";
import type { DossierPaper } from "../../../domain/dossier/dossier.ts";
import type { FilingFor } from "../../../domain/dossier/filing-for.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import type { Submission } from "./submission.ts";
import { lockDocuments } from "../../document/index.ts";
import { inTransaction, type Db } from "../../platform/database.ts";

export type DraftSubmission = Partial<Omit<Submission, "procedureCode" | "receivingAgencyCode" | "answers" | "papers">>;

export interface Draft {
  readonly id: string;
  readonly procedureVersionId: string;
  readonly caseName: string | null;
  readonly filingFor: FilingFor;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly papers: readonly DossierPaper[];
  readonly place: string;
  /** What else was given over the API; the pages of the portal leave it as it is. */
  readonly submission?: DraftSubmission | undefined;
  /** The dossier that it is a supplement or a withdrawal of; null for a new filing. */
  readonly dossierId: string | null;
}

/** An account, or a browser known by nothing but the hash of its secret. */
export type DraftOwner = { readonly accountId: string } | { readonly tokenHash: string };

/** A draft whose browser had no session; `continues` names the one of the account that was being worked on. */
export interface UnclaimedDraft extends Draft {
  readonly continues: string | null;
}

const drafts = (db: Db) =>
  db
    .selectFrom("draft as d")
    .select([
      "d.id",
      "d.procedure_version_id",
      "d.case_name",
      "d.filing_for",
      "d.answers",
      "d.papers",
      "d.place",
      "d.submission",
      "d.dossier_id",
      "d.continues",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof drafts>["executeTakeFirstOrThrow"]>>;

function toDraft(row: Row): UnclaimedDraft {
  return {
    id: row.id,
    procedureVersionId: row.procedure_version_id,
    caseName: row.case_name,
    filingFor: row.filing_for as FilingFor,
    answers: row.answers as Draft["answers"],
    papers: row.papers as Draft["papers"],
    place: row.place as string,
    submission: row.submission as DraftSubmission,
    dossierId: row.dossier_id,
    continues: row.continues,
  };
}

/** The person's own draft of a filing, or undefined. */
export async function findDraft(db: Db, id: string, accountId: string): Promise<Draft | undefined> {
  const row = await drafts(db).where("d.id", "=", id).where("d.account_id", "=", accountId).executeTakeFirst();
  return row && toDraft(row);
}

/** What the person has begun to answer on his dossier and not sent yet, or undefined. */
export async function findDossierDraft(db: Db, dossierId: string, accountId: string): Promise<Draft | undefined> {
  const row = await drafts(db)
    .where("d.dossier_id", "=", dossierId)
    .where("d.account_id", "=", accountId)
    .orderBy("d.saved_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && toDraft(row);
}

/** Every draft of a browser, held until the transaction ends: two sign-ins cannot both claim them. */
export async function lockUnclaimedDrafts(tx: Db, tokenHash: string): Promise<readonly UnclaimedDraft[]> {
  const rows = await drafts(tx).where("d.token_hash", "=", tokenHash).orderBy("d.saved_at").forUpdate().execute();
  return rows.map(toDraft);
}

export interface Saving {
  readonly owner: DraftOwner;
  readonly now: Moment;
  readonly continues?: string | null;
}

/**
 * Saves a draft; a draft of somebody else with the same id is left as it is. Files that it names stay for it; one that
 * has been cleaned up in the meantime is named no more.
 */
export async function saveDraft(db: Db, draft: Draft, saving: Saving): Promise<void> {
  await inTransaction(db, async (tx) => {
    const there = await lockDocuments(
      tx,
      draft.papers.flatMap(({ documentIds }) => documentIds),
    );
    const papers = draft.papers.map((paper) => ({
      ...paper,
      documentIds: paper.documentIds.filter((id) => there.has(id)),
    }));
    await writeDraft(tx, { ...draft, papers }, saving);
  });
}

async function writeDraft(tx: Db, draft: Draft, { owner, now, continues = null }: Saving): Promise<void> {
  const accountId = "accountId" in owner ? owner.accountId : null;
  const tokenHash = "tokenHash" in owner ? owner.tokenHash : null;
  const content = {
    case_name: draft.caseName,
    filing_for: JSON.stringify(draft.filingFor),
    answers: JSON.stringify(draft.answers),
    papers: JSON.stringify(draft.papers),
    place: JSON.stringify(draft.place),
    saved_at: now,
  };
  await tx
    .insertInto("draft")
    .values({
      ...content,
      submission: JSON.stringify(draft.submission ?? {}),
      id: draft.id,
      account_id: accountId,
      token_hash: tokenHash,
      procedure_version_id: draft.procedureVersionId,
      dossier_id: draft.dossierId,
      continues,
      created_at: now,
    })
    .onConflict((oc) =>
      oc
        .column("id")
        .doUpdateSet(draft.submission ? { ...content, submission: JSON.stringify(draft.submission) } : content)
        .where((eb) =>
          accountId === null ? eb("draft.token_hash", "=", tokenHash) : eb("draft.account_id", "=", accountId),
        ),
    )
    .execute();
}

export async function deleteDraft(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom("draft").where("id", "=", id).execute();
}

/** Forgets what the person had begun to answer on a dossier. */
export async function deleteDossierDrafts(tx: Db, dossierId: string, accountId: string): Promise<void> {
  await tx.deleteFrom("draft").where("dossier_id", "=", dossierId).where("account_id", "=", accountId).execute();
}

/** The procedure version of a draft whoever asks: only for keeping what was sent, never for showing anything. */
export async function findVersionOfDraft(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select procedure_version_of_draft(${id}::uuid) as id`.execute(db);
  return rows[0]?.id ?? undefined;
}

/** The procedure version of a dossier whoever asks: only for keeping what was sent, never for showing anything. */
export async function findProcedureVersionOf(db: Db, dossierId: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string | null;
  }>`select procedure_version_of_dossier(${dossierId}::uuid) as id`.execute(db);
  return rows[0]?.id ?? undefined;
}

/** Forgets drafts that nobody has claimed since the moment. */
export async function deleteUnclaimedDrafts(tx: Db, savedBefore: Moment): Promise<void> {
  await tx.deleteFrom("draft").where("account_id", "is", null).where("saved_at", "<", savedBefore).execute();
}

export async function listDrafts(
  db: Db,
  accountId: string,
): Promise<readonly { id: string; procedureName: string; savedAt: Moment }[]> {
  return db
    .selectFrom("draft as d")
    .innerJoin("procedure_version as v", "v.id", "d.procedure_version_id")
    .select(["d.id", "v.name as procedureName", "d.saved_at as savedAt"])
    .where("d.account_id", "=", accountId)
    .where("d.dossier_id", "is", null)
    .orderBy("d.saved_at", "desc")
    .execute();
}

/** Deletes the drafts that were last saved before the moment. */
export async function deleteDraftsBefore(db: Db, moment: Moment): Promise<void> {
  await db.deleteFrom("draft").where("saved_at", "<", moment).execute();
}
