import type { AgencyFacts } from "../../domain/organisation/agency.ts";
import { dateOf, type PlainDate } from "../../domain/shared/plain-date.ts";
import { dossiersLeftText, IMPORTED } from "../../web/admin/organisation-text.ts";
import { ApiError } from "../platform/errors.ts";
import type { SavedRows, SheetContext } from "../platform/sheet/sheet-kind.ts";
import { findByCodeAndStart } from "./agency.queries.ts";
import { changeAgency } from "./change-agency.ts";
import { closeAgency, recordSuccessors } from "./close-agency.ts";
import { createAgency } from "./create-agency.ts";
import { findAgencyByCode, type Agency } from "./organisation.queries.ts";

/** One row of the table of agencies, read. */
export type AgencyRow = Omit<AgencyFacts, "parentId" | "from"> & {
  readonly number: number;
  readonly parentCode: string;
  /** Null: the agency that is open under the code, or today for a new one. */
  readonly from: PlainDate | null;
  readonly successorCodes: readonly string[];
  readonly since: PlainDate | null;
  readonly basis: string;
};

/** Opens the agency of the row or brings it up to date. Throws with every fault of the row. */
export async function saveAgencyRow(typed: AgencyRow, context: SheetContext): Promise<SavedRows> {
  const known = await findByCodeAndStart(context.db, typed.code, typed.from);
  return known ? bringUpToDate(known, typed, context) : open(typed, context);
}

async function open(typed: AgencyRow, context: SheetContext): Promise<SavedRows> {
  const from = typed.from ?? dateOf(context.now);
  const parentId = typed.parentCode === "" ? null : await parentOf(typed, from, context);
  // A row of history names its end at once; whoever carries on may follow further down.
  const { code, legacyCode, name, level, counterKind, address, hotline, to } = typed;
  const facts = { code, legacyCode, name, level, counterKind, address, hotline, from, to, parentId };
  const id = await createAgency(context, { facts, basis: typed.basis });
  if (typed.to === null || typed.successorCodes.length === 0) return { outcome: "created" };
  await succeed(id, typed, typed.to, context);
  return { outcome: "created" };
}

async function bringUpToDate(known: Agency, typed: AgencyRow, context: SheetContext): Promise<SavedRows> {
  if (known.level !== typed.level) refuse("level", "agency-level-fixed", typed.level);
  if (known.to !== null && known.to !== typed.to) refuse("to", "agency-closed", known.to);
  const today = dateOf(context.now);
  const parentId = typed.parentCode === "" ? null : await parentOf(typed, known.to ? known.from : today, context);
  const { name, legacyCode, counterKind, address, hotline } = typed;
  const changed = await changeAgency(context, known.id, {
    name,
    legacyCode,
    counterKind,
    address,
    hotline,
    parentId,
    since: known.to === null ? (typed.since ?? today) : null,
    basis: typed.basis || IMPORTED,
  });
  if (typed.to === null) return { outcome: changed ? "changed" : "unchanged" };
  if (known.to !== null) {
    const added = await succeed(known.id, typed, known.to, context);
    return { outcome: changed || added ? "changed" : "unchanged" };
  }
  const successorIds = await successorIdsOf(typed, typed.to, context);
  const { dossiersLeft } = await closeAgency(context, known.id, { on: typed.to, successorIds, basis: typed.basis });
  return { outcome: "changed", notes: dossiersLeft > 0 ? [dossiersLeftText(dossiersLeft)] : [] };
}

async function parentOf({ parentCode }: AgencyRow, day: PlainDate, { db }: SheetContext): Promise<string> {
  const parent = await findAgencyByCode(db, parentCode, day);
  return parent ? parent.id : refuse("parentId", "agency-parent-unknown", parentCode);
}

async function successorIdsOf(
  { successorCodes }: AgencyRow,
  on: PlainDate,
  { db }: SheetContext,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const code of successorCodes) {
    const found = await findAgencyByCode(db, code, on);
    ids.push(found ? found.id : refuse("successors", "successor-unknown", code));
  }
  return ids;
}

async function succeed(id: string, typed: AgencyRow, on: PlainDate, context: SheetContext): Promise<boolean> {
  const successorIds = await successorIdsOf(typed, on, context);
  return recordSuccessors(context, id, { on, successorIds, basis: typed.basis });
}

function refuse(field: string, code: string, seen: string): never {
  throw new ApiError(422, code, { seen, faults: [{ field, code, seen }] });
}
