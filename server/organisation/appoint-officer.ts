import { checkAppointment } from "../../domain/organisation/appointment.ts";
import type { Role } from "../../domain/organisation/role.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { inTransaction } from "../platform/database.ts";
import { notFound } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { UseCase } from "../platform/use-case.ts";
import { requireAdministered } from "./administered.ts";
import { insertChange, type ChangedFacts } from "./change-log.queries.ts";
import { refuseFaults } from "./field-faults.ts";
import {
  countOtherAdministrators,
  findAppointment,
  insertAppointment,
  listAppointments,
  lockOfficer,
  updateAppointment,
  type HeldAppointment,
} from "./officer.queries.ts";
import { getAgency } from "./organisation.queries.ts";

/** Tasks in one agency, until the day before `to`. */
export interface NewTask {
  readonly agencyId: string;
  readonly roles: readonly Role[];
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly basis: string;
}

/** Gives an officer tasks in an agency. Throws 403, 404 for another branch, 422 with every fault. */
export async function appointOfficer(context: UseCase, officerId: string, task: NewTask): Promise<string> {
  const { db, actor, now } = context;
  await requireAdministered(db, actor, task.agencyId);
  return inTransaction(db, async (tx) => {
    if (!(await lockOfficer(tx, officerId))) throw notFound();
    const agency = await getAgency(tx, task.agencyId);
    const held = await listAppointments(tx, officerId);
    const others = held.filter(({ agencyId }) => agencyId === task.agencyId);
    refuseFaults(checkAppointment(task, { agency, others }));
    const id = newId();
    await insertAppointment(tx, { id, officerId, ...task });
    const after = factsOf(task, agency.code);
    const change = { action: "appointment-created", agencyId: agency.id, officerId, before: null, after };
    await insertChange({ db: tx, actor, now }, { ...change, basis: task.basis });
    return id;
  });
}

/** What may change of an appointment; its agency, officer and first day make another one. */
export type TaskChange = Pick<NewTask, "roles" | "to" | "basis">;

/**
 * Changes the tasks of an appointment or ends it, and says whether anything changed. Throws 403, 404 for another branch,
 * 422 with every fault, `last-administrator` when nobody would be left to administer the topmost agency.
 */
export async function changeAppointment(context: UseCase, id: string, change: TaskChange): Promise<boolean> {
  const { db, actor, now } = context;
  return inTransaction(db, async (tx) => {
    const found = await findAppointment(tx, id);
    if (!found) throw notFound();
    await requireAdministered(tx, actor, found.agencyId);
    await lockOfficer(tx, found.officerId);
    const held = await listAppointments(tx, found.officerId);
    const before = held.find((one) => one.id === id) ?? found;
    const basis = change.basis || before.basis;
    if (sameTasks(before, change) && basis === before.basis) return false;
    const agency = await getAgency(tx, before.agencyId);
    const others = held.filter((one) => one.id !== id && one.agencyId === before.agencyId);
    const after = { ...change, from: before.from, basis };
    refuseFaults(checkAppointment(after, { agency, others }));
    if (agency.parentId === null) await refuseLastAdministrator({ db: tx, actor, now }, before, after);
    await updateAppointment(tx, id, after);
    const action = before.to !== change.to && change.to !== null ? "appointment-ended" : "appointment-changed";
    const logged = { action, agencyId: agency.id, officerId: before.officerId, basis };
    const facts = { before: factsOf(before, agency.code), after: factsOf(after, agency.code) };
    await insertChange({ db: tx, actor, now }, { ...logged, ...facts });
    return true;
  });
}

async function refuseLastAdministrator(
  { db }: UseCase,
  before: HeldAppointment,
  after: Pick<NewTask, "roles" | "to">,
): Promise<void> {
  if (!before.roles.includes("administrator")) return;
  if (after.roles.includes("administrator") && after.to === before.to) return;
  const on = after.to ?? before.from;
  const others = await countOtherAdministrators(db, before.agencyId, { officerId: before.officerId, on });
  if (others === 0) refuseFaults([{ field: "to", code: "last-administrator", seen: "" }]);
}

function sameTasks(one: Pick<NewTask, "roles" | "to">, other: Pick<NewTask, "roles" | "to">): boolean {
  return one.to === other.to && one.roles.toSorted().join() === other.roles.toSorted().join();
}

function factsOf({ roles, from, to }: Pick<NewTask, "roles" | "from" | "to">, agency: string): ChangedFacts {
  return { agency, roles, from, to };
}
