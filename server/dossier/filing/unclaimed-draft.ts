import type { Moment } from "../../../domain/shared/moment.ts";
import { adoptDocuments } from "../../document/index.ts";
import type { Db } from "../../platform/database.ts";
import {
  deleteDossierDrafts,
  deleteDraft,
  findDraft,
  lockUnclaimedDrafts,
  saveDraft,
  type Draft,
  type UnclaimedDraft,
} from "./draft.queries.ts";

/** Under this name stand the files of a draft that belongs to no account yet. */
export function unclaimedUploader(draftId: string): string {
  return `nhap-${draftId}`;
}

interface Keeping {
  readonly tokenHash: string;
  readonly now: Moment;
  readonly continues: string | null;
}

/** Keeps what was sent without a session until somebody claims it or a job forgets it. */
export async function keepUnclaimed(db: Db, draft: Draft, { tokenHash, now, continues }: Keeping): Promise<void> {
  await saveDraft(db, draft, { owner: { tokenHash }, now, continues });
}

interface Claiming {
  readonly db: Db;
  readonly accountId: string;
  readonly now: Moment;
}

/**
 * Gives the account every draft that its browser has kept, with the files. One that continues a draft of the account
 * is written into it. Answers with the id under which each is found from now on.
 */
export async function claimDrafts(
  { db, accountId, now }: Claiming,
  tokenHash: string,
): Promise<ReadonlyMap<string, string>> {
  return db.transaction().execute(async (tx) => {
    const places = new Map<string, string>();
    for (const draft of await lockUnclaimedDrafts(tx, tokenHash))
      places.set(draft.id, await claim({ db: tx, accountId, now }, draft));
    return places;
  });
}

async function claim({ db: tx, accountId, now }: Claiming, draft: UnclaimedDraft): Promise<string> {
  const adopted = await adoptDocuments(tx, { from: unclaimedUploader(draft.id), to: accountId, now });
  const papers = draft.papers.map((paper) => ({
    ...paper,
    documentIds: paper.documentIds.map((id) => adopted.get(id) ?? id),
  }));
  await deleteDraft(tx, draft.id);
  const own = draft.continues ? await findDraft(tx, draft.continues, accountId) : undefined;
  if (draft.dossierId) await deleteDossierDrafts(tx, draft.dossierId, accountId);
  const replaced = new Set(papers.map(({ componentCode }) => componentCode));
  const older = own?.papers.filter(({ componentCode }) => !replaced.has(componentCode)) ?? [];
  const whole = { ...(own ? merged(own, draft) : draft), papers: [...older, ...papers] };
  await saveDraft(tx, whole, { owner: { accountId }, now });
  return whole.id;
}

/** The form may have been of one section only: what it did not say stays as it was. */
function merged(own: Draft, newer: Draft): Draft {
  return {
    ...own,
    caseName: newer.caseName ?? own.caseName,
    filingFor: newer.filingFor.kind === "self" ? own.filingFor : newer.filingFor,
    answers: { ...own.answers, ...newer.answers },
    place: newer.place || own.place,
  };
}
