import { checkAgency, type AgencyFacts, type FieldFault } from "../../domain/organisation/agency.ts";
import { dateOf, type PlainDate } from "../../domain/shared/plain-date.ts";
import { inTransaction } from "../platform/database.ts";
import { notFound } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { requireAdministered } from "./administered.ts";
import { getSurroundings, keepFormer, lastChangeDay, lockAgency, lockTree, updateAgency } from "./agency.queries.ts";
import { insertChange } from "./change-log.queries.ts";
import { refuseFaults } from "./field-faults.ts";
import type { Agency } from "./organisation.queries.ts";

/** The facts that may change while an agency stays the same one; code, level and first day make another. */
export type AgencyChange = Partial<
  Pick<AgencyFacts, "name" | "legacyCode" | "parentId" | "counterKind" | "address" | "hotline">
> & {
  /** First day of the new facts, today or earlier; null corrects what was written wrongly from the beginning. */
  readonly since: PlainDate | null;
  readonly basis: string;
};

const DATED = ["name", "parentId", "address", "hotline"] as const;

/**
 * Renames, moves or corrects an agency and says whether anything changed. What held before stays readable by date, so
 * slips of that time keep their name. Throws 403, 404, 422 with every fault.
 */
export async function changeAgency(context: UseCase, id: string, change: AgencyChange): Promise<boolean> {
  const { db, actor, now } = context;
  await requireAdministered(db, actor, id);
  return inTransaction(db, async (tx) => {
    await lockTree(tx);
    const agency = await lockAgency(tx, id);
    if (!agency) throw notFound();
    const { since, basis, ...given } = change;
    const facts: AgencyFacts = { ...agency, ...given };
    const before = changed(agency, facts);
    if (Object.keys(before).length === 0) return false;
    if ("parentId" in before) await requireBothBranches({ db: tx, actor, now }, agency.parentId, facts.parentId);
    const dated = since !== null && since > agency.from && DATED.some((field) => field in before);
    const last = await lastChangeDay(tx, id);
    const placeSince = "parentId" in before ? (dated ? since : agency.from) : (last ?? agency.from);
    refuseFaults([
      ...(since === null ? [] : checkSince({ since, last, today: dateOf(now), basis })),
      ...checkAgency(facts, await getSurroundings(tx, facts, { id, since: placeSince })),
    ]);
    if (dated && since !== last) await keepFormer(tx, agency, since);
    await updateAgency(tx, id, facts);
    const after = { ...changed(facts, agency), since };
    await insertChange(
      { db: tx, actor, now },
      { action: "agency-changed", agencyId: id, officerId: null, before, after, basis },
    );
    return true;
  });
}

/** Who moves an agency keeps both where it comes from and where it goes. */
async function requireBothBranches(context: UseCase, from: string | null, to: string | null): Promise<void> {
  for (const parentId of [from, to]) if (parentId) await requireAdministered(context.db, context.actor, parentId);
}

function checkSince({
  since,
  last,
  today,
  basis,
}: {
  readonly since: PlainDate;
  readonly last: PlainDate | null;
  readonly today: PlainDate;
  readonly basis: string;
}): FieldFault[] {
  const faults: FieldFault[] = [];
  if (since > today) faults.push({ field: "since", code: "change-in-future", seen: since });
  if (last !== null && since < last) faults.push({ field: "since", code: "change-before-last", seen: last });
  if (basis.trim() === "") faults.push({ field: "basis", code: "basis-missing", seen: "" });
  return faults;
}

const FIELDS = ["name", "legacyCode", "parentId", "counterKind", "address", "hotline"] as const;

function changed(one: AgencyFacts | Agency, other: AgencyFacts | Agency): Record<string, unknown> {
  return Object.fromEntries(FIELDS.filter((field) => one[field] !== other[field]).map((field) => [field, one[field]]));
}
