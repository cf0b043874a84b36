import type { Role } from "../organisation/role.ts";
import type { HeldPower } from "./power.ts";

/** An officer whose work another one does for some days. */
export interface Principal {
  readonly id: string;
  readonly name: string;
}

/** The roles that one officer holds in one agency today, by appointment or by delegation. */
export interface Appointment {
  readonly agencyId: string;
  readonly roles: ReadonlySet<Role>;
  /** Whose roles they are, where they are held by delegation. */
  readonly onBehalfOf?: Principal;
}

/** Rules ask what an officer may do, never how the officer signed in. */
export interface OfficerActor {
  readonly kind: "officer";
  readonly id: string;
  readonly name: string;
  readonly appointments: readonly Appointment[];
}

/** A person who files for himself or for somebody else; `identityNumber` is the 12-digit personal number. */
export interface CitizenActor {
  readonly kind: "citizen";
  readonly id: string;
  readonly name: string;
  readonly identityNumber: string;
  /** Powers of attorney that he has accepted and that hold today. */
  readonly powers?: readonly HeldPower[];
}

/** The system itself: a job that closes, warns or synchronises. */
export interface SystemActor {
  readonly kind: "system";
  readonly id: string;
  readonly name: string;
}

export type Actor = OfficerActor | CitizenActor | SystemActor;

export function isOfficer(actor: Actor): actor is OfficerActor {
  return actor.kind === "officer";
}

/** The officer by his own appointments alone. */
export function inOwnName(officer: OfficerActor): OfficerActor {
  return { ...officer, appointments: officer.appointments.filter(({ onBehalfOf }) => onBehalfOf === undefined) };
}

/** Those for whom the officer stands in today, each once. */
export function principalsOf({ appointments }: OfficerActor): readonly Principal[] {
  const principals = appointments.flatMap(({ onBehalfOf }) => onBehalfOf ?? []);
  return principals.filter(({ id }, at) => principals.findIndex((one) => one.id === id) === at);
}

/** As whom the officer may act: himself, then each for whom he stands in, with what was handed over by that one alone. */
export function capacitiesOf(officer: OfficerActor): readonly OfficerActor[] {
  const others = principalsOf(officer).map(({ id, name }) => {
    const handed = officer.appointments.filter(({ onBehalfOf }) => onBehalfOf?.id === id);
    const appointments = handed.map(({ agencyId, roles }) => ({ agencyId, roles }));
    return { kind: officer.kind, id, name, appointments };
  });
  return others.length === 0 ? [officer] : [inOwnName(officer), ...others];
}

/** For whom the officer acts who acts in this capacity; undefined in his own name. */
export function principalIn(capacity: Actor, { id }: Actor): Principal | undefined {
  return capacity.id === id ? undefined : { id: capacity.id, name: capacity.name };
}

/** Whether the officer holds the role in that agency. */
export function hasRole(officer: OfficerActor, role: Role, agencyId: string): boolean {
  return officer.appointments.some((held) => held.agencyId === agencyId && held.roles.has(role));
}

/** Whether the officer holds the role anywhere. */
export function hasRoleAnywhere(officer: OfficerActor, role: Role): boolean {
  return officer.appointments.some((held) => held.roles.has(role));
}

/** Every role that the officer holds somewhere, once. */
export function rolesOf({ appointments }: OfficerActor): readonly Role[] {
  return [...new Set(appointments.flatMap(({ roles }) => [...roles]))];
}

/** Who reads an office page: the name at its top, and the roles that its menu is made for. */
export interface Reader {
  readonly name: string;
  readonly roles: readonly Role[];
}

/** The officer as a page is shown to him. */
export function readerOf(officer: OfficerActor): Reader {
  return { name: officer.name, roles: rolesOf(officer) };
}
