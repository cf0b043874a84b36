import { checkAgency, type AgencyFacts } from "../../domain/organisation/agency.ts";
import { inTransaction } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { UseCase } from "../platform/use-case.ts";
import { requireAdministered } from "./administered.ts";
import { getSurroundings, insertAgency, lockTree } from "./agency.queries.ts";
import { insertChange } from "./change-log.queries.ts";
import { refuseFaults } from "./field-faults.ts";

export interface NewAgency {
  readonly facts: AgencyFacts;
  readonly basis: string;
}

/**
 * Opens an agency below one that the administrator keeps; the topmost one is opened by the operator alone.
 * Throws 403, 404 for a parent of another branch, 422 with every fault of the record.
 */
export async function createAgency(context: UseCase, { facts, basis }: NewAgency): Promise<string> {
  const { db, actor, now } = context;
  if (facts.parentId !== null) await requireAdministered(db, actor, facts.parentId);
  else if (actor.kind !== "system") throw new ApiError(422, "agency-parent-missing", { seen: "", faults: [noParent] });
  return inTransaction(db, async (tx) => {
    await lockTree(tx);
    refuseFaults(checkAgency(facts, await getSurroundings(tx, facts, { id: null, since: facts.from })));
    const id = newId();
    await insertAgency(tx, id, facts);
    const after = { ...facts };
    await insertChange(
      { db: tx, actor, now },
      { action: "agency-created", agencyId: id, officerId: null, before: null, after, basis },
    );
    return id;
  });
}

const noParent = { field: "parentId", code: "agency-parent-missing", seen: "" };
