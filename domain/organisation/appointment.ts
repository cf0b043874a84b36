import type { PlainDate } from "../shared/plain-date.ts";
import type { FieldFault } from "./agency.ts";
import type { Role } from "./role.ts";
import { overlaps, type Validity } from "./validity.ts";

/** Tasks of one officer in one agency. */
export interface AppointmentFacts extends Validity {
  readonly roles: readonly Role[];
}

interface Around {
  readonly agency: Validity & { readonly code: string };
  /** The officer's other appointments in the same agency. */
  readonly others: readonly Validity[];
}

/** Every fault of an appointment: it has tasks, lies in its agency's time and overlaps no other of the same person. */
export function checkAppointment(facts: AppointmentFacts, { agency, others }: Around): readonly FieldFault[] {
  const { roles, from, to } = facts;
  const faults: FieldFault[] = [];
  if (roles.length === 0) faults.push({ field: "roles", code: "roles-missing", seen: "" });
  if (to !== null && to <= from) faults.push({ field: "to", code: "validity-order", seen: to });
  else if (others.some((other) => overlaps(facts, other)))
    faults.push({ field: "from", code: "appointment-overlaps", seen: from });
  if (startsOutside(from, agency))
    faults.push({ field: "agency", code: "appointment-outside-agency", seen: agency.code });
  return faults;
}

// The end is free: people of a closed agency settle what was left there.
function startsOutside(from: PlainDate, agency: Validity): boolean {
  return from < agency.from || (agency.to !== null && from >= agency.to);
}
