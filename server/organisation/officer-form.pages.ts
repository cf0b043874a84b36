import type { OfficerActor } from "../../domain/identity/actor.ts";
import { isRole } from "../../domain/organisation/role.ts";
import type { Typed } from "../../web/admin/form.ts";
import type { UseCase } from "../platform/use-case.ts";
import { appointOfficer, changeAppointment, type NewTask } from "./appoint-officer.ts";
import { dayIn, dayOrNull, typedOf } from "./form-faults.pages.ts";
import { changeOfficer, createOfficer } from "./keep-officer.ts";
import type { HeldAppointment, OfficerFacts } from "./officer.queries.ts";
import { ApiError } from "../platform/errors.ts";
import { isId } from "../platform/ids.ts";

/** The fields of a posted form; boxes that were ticked are joined by commas. */
export function typedWithRoles(body: unknown): Typed {
  const roles = typeof body === "object" && body !== null && "roles" in body ? body.roles : "";
  return { ...typedOf(body), roles: [roles].flat().map(String).join(",") };
}

/** The new officer of the form. Throws as `createOfficer` does. */
export async function createOfficerFromForm(context: UseCase<OfficerActor>, typed: Typed): Promise<string> {
  const login = (typed["login"] ?? "").toLowerCase();
  return createOfficer(context, { login, facts: factsIn(typed), task: taskIn(typed) });
}

/** The task of the form. Throws as `appointOfficer` does. */
export async function appointFromForm(context: UseCase, officerId: string, typed: Typed): Promise<void> {
  await appointOfficer(context, officerId, taskIn(typed));
}

/** The person as the form says. Throws as `changeOfficer` does. */
export async function changeOfficerFromForm(context: UseCase, officerId: string, typed: Typed): Promise<void> {
  await changeOfficer(context, officerId, factsIn(typed));
}

/** Ends the appointment on the day of the form. Throws as `changeAppointment` does. */
export async function endFromForm(context: UseCase, held: HeldAppointment, typed: Typed): Promise<void> {
  const to = dayIn(typed, `to-${held.id}`);
  await changeAppointment(context, held.id, { roles: held.roles, to, basis: typed[`basis-${held.id}`] ?? "" });
}

function factsIn(typed: Typed): OfficerFacts {
  const text = (field: string): string => typed[field] ?? "";
  return { name: text("name"), post: text("post"), phone: text("phone"), email: text("email") };
}

function taskIn(typed: Typed): NewTask {
  const agencyId = typed["agency"] ?? "";
  if (!isId(agencyId)) {
    const fault = { field: "agency", code: "agency-not-found", seen: agencyId };
    throw new ApiError(422, fault.code, { faults: [fault] });
  }
  const roles = (typed["roles"] ?? "").split(",").filter(isRole);
  return { agencyId, roles, from: dayIn(typed, "from"), to: dayOrNull(typed, "to"), basis: typed["basis"] ?? "" };
}
