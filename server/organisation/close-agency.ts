import { AGENCY_LEVELS, checkClosing, type FieldFault } from "../../domain/organisation/agency.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { inTransaction } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { requireAdministered } from "./administered.ts";
import {
  countStanding,
  insertSuccessors,
  keepFormer,
  listChildrenAfter,
  lockAgency,
  lockTree,
  moveAppointments,
  updateAgency,
} from "./agency.queries.ts";
import { insertChange } from "./change-log.queries.ts";
import { refuseFaults } from "./field-faults.ts";
import type { Agency } from "./organisation.queries.ts";

export interface Closing {
  /** The first day on which the agency is no more. */
  readonly on: PlainDate;
  readonly successorIds: readonly string[];
  readonly basis: string;
}

/** What went over to the one successor. */
export interface Closed {
  readonly dossiersLeft: number;
  readonly officersMoved: number;
  readonly childrenMoved: number;
}

/**
 * Closes an agency: its history stays, its one successor takes over officers and units, and its open dossiers are
 * settled by the same people. Throws 403, 404, 409 `agency-closed`, 422 with what stands in the way, counted.
 */
export async function closeAgency(context: UseCase, id: string, closing: Closing): Promise<Closed> {
  const { db, actor, now } = context;
  return inTransaction(db, async (tx) => {
    await lockTree(tx);
    const agency = await lockAgency(tx, id);
    if (!agency) throw notFound();
    await requireAdministered(tx, actor, id);
    if (agency.parentId) await requireAdministered(tx, actor, agency.parentId);
    if (agency.to !== null) throw new ApiError(409, "agency-closed", { seen: agency.to });
    const successors = await lockSuccessors({ db: tx, actor, now }, closing.successorIds);
    const standing = await countStanding(tx, id, closing.on);
    const children = await listChildrenAfter(tx, id, closing.on);
    const [only, ...more] = successors;
    const heir = more.length === 0 ? only : undefined;
    refuseFaults([
      ...checkClosing({ ...closing, from: agency.from }, successors, standing),
      ...(heir ? checkChildren(children, heir) : []),
    ]);
    const facts = { ...agency, to: closing.on };
    const officers = heir ? await handOver({ db: tx, actor, now }, { agency, heir, closing, standing, children }) : 0;
    await updateAgency(tx, id, facts);
    await insertSuccessors(tx, id, closing.successorIds, closing);
    await insertChange(
      { db: tx, actor, now },
      {
        action: "agency-closed",
        agencyId: id,
        officerId: null,
        before: { to: null },
        after: { to: closing.on, successors: successors.map(({ code }) => code) },
        basis: closing.basis,
      },
    );
    return {
      dossiersLeft: standing.dossiers,
      officersMoved: officers,
      childrenMoved: heir ? children.length : 0,
    };
  });
}

/** Adds who carries on the work of an agency that is closed already. Says whether any was new. Throws 403, 404. */
export async function recordSuccessors(context: UseCase, id: string, closing: Closing): Promise<boolean> {
  const { db, actor, now } = context;
  await requireAdministered(db, actor, id);
  return inTransaction(db, async (tx) => {
    const successors = await lockSuccessors({ db: tx, actor, now }, closing.successorIds);
    const added = await insertSuccessors(tx, id, closing.successorIds, closing);
    const after = { on: closing.on, successors: successors.map(({ code }) => code) };
    const change = { action: "agency-succeeded", agencyId: id, officerId: null, before: null, after };
    if (added) await insertChange({ db: tx, actor, now }, { ...change, basis: closing.basis });
    return added;
  });
}

async function lockSuccessors({ db, actor }: UseCase, ids: readonly string[]): Promise<readonly Agency[]> {
  const found: Agency[] = [];
  for (const id of ids.toSorted()) {
    await requireAdministered(db, actor, id);
    const agency = await lockAgency(db, id);
    if (!agency) throw notFound();
    found.push(agency);
  }
  return found;
}

function checkChildren(children: readonly Agency[], heir: Agency): FieldFault[] {
  return children
    .filter(({ level }) => AGENCY_LEVELS.indexOf(heir.level) > AGENCY_LEVELS.indexOf(level))
    .map(({ code }) => ({ field: "successors", code: "agency-parent-level", seen: `${heir.code} < ${code}` }));
}

interface HandOver {
  readonly agency: Agency;
  readonly heir: Agency;
  readonly closing: Closing;
  readonly standing: { readonly dossiers: number };
  readonly children: readonly Agency[];
}

async function handOver(context: UseCase, { agency, heir, closing, standing, children }: HandOver): Promise<number> {
  const { on, basis } = closing;
  const moved = await moveAppointments(context.db, {
    from: agency.id,
    to: heir.id,
    on,
    basis,
    windUp: standing.dossiers > 0,
  });
  for (const { officerId, roles } of moved) {
    const change = { action: "appointment-moved", agencyId: heir.id, officerId, basis };
    await insertChange(context, {
      ...change,
      before: { agency: agency.code, roles },
      after: { agency: heir.code, roles, from: on },
    });
  }
  for (const child of children) await moveChild(context, child, { heir, closing });
  return moved.length;
}

async function moveChild(
  context: UseCase,
  child: Agency,
  { heir, closing }: { readonly heir: Agency; readonly closing: Closing },
): Promise<void> {
  if (closing.on > child.from) await keepFormer(context.db, child, closing.on);
  await updateAgency(context.db, child.id, { ...child, parentId: heir.id });
  await insertChange(context, {
    action: "agency-changed",
    agencyId: child.id,
    officerId: null,
    before: { parentId: child.parentId },
    after: { parentId: heir.id, since: closing.on },
    basis: closing.basis,
  });
}
