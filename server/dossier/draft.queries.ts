import type { DossierPaper } from "../../domain/dossier/dossier.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Submission } from "./submission.ts";
import type { Db } from "../platform/database.ts";

export type DraftSubmission = Partial<Omit<Submission, "procedureCode" | "receivingAgencyCode" | "answers" | "papers">>;

export interface Draft {
  readonly id: string;
  readonly procedureVersionId: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly papers: readonly DossierPaper[];
  readonly place: string;
  /** What else was given over the API; the pages of the portal leave it as it is. */
  readonly submission?: DraftSubmission | undefined;
}

/** The person's own draft, or undefined. */
export async function findDraft(db: Db, id: string, accountId: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom("draft")
    .selectAll()
    .where("id", "=", id)
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      procedureVersionId: row.procedure_version_id,
      answers: row.answers as Draft["answers"],
      papers: row.papers as Draft["papers"],
      place: row.place as string,
      submission: row.submission as DraftSubmission,
    }
  );
}

export async function saveDraft(tx: Db, draft: Draft, by: { accountId: string; now: Moment }): Promise<void> {
  const content = {
    answers: JSON.stringify(draft.answers),
    papers: JSON.stringify(draft.papers),
    place: JSON.stringify(draft.place),
    saved_at: by.now,
  };
  await tx
    .insertInto("draft")
    .values({
      ...content,
      submission: JSON.stringify(draft.submission ?? {}),
      id: draft.id,
      account_id: by.accountId,
      procedure_version_id: draft.procedureVersionId,
      created_at: by.now,
    })
    .onConflict((oc) =>
      oc
        .column("id")
        .doUpdateSet(draft.submission ? { ...content, submission: JSON.stringify(draft.submission) } : content),
    )
    .execute();
}

export async function deleteDraft(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom("draft").where("id", "=", id).execute();
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
    .orderBy("d.saved_at", "desc")
    .execute();
}

/** Deletes the drafts that were last saved before the moment. */
export async function deleteDraftsBefore(db: Db, moment: Moment): Promise<void> {
  await db.deleteFrom("draft").where("saved_at", "<", moment).execute();
}
