import { sql } from "kysely";
import type { DelegationFacts, DelegationKind, DelegationState } from "../../domain/organisation/delegation.ts";
import type { Role } from "../../domain/organisation/role.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

interface Person {
  readonly id: string;
  readonly name: string;
  readonly post: string;
}

/** A delegation with the names of all it is about. */
export interface Delegation {
  readonly id: string;
  readonly kind: DelegationKind;
  readonly agency: { readonly id: string; readonly code: string; readonly name: string };
  readonly principal: Person;
  readonly substitute: Person;
  readonly roles: readonly Role[];
  readonly from: PlainDate;
  /** The day after the last. */
  readonly to: PlainDate;
  readonly basis: string;
  readonly madeAt: Moment;
  readonly madeBy: string;
  readonly endedAt: Moment | null;
  readonly endedBy: string | null;
  readonly endReason: string | null;
  /** Whether it gives any right on the day asked for: not where one of the two no longer belongs to the agency. */
  readonly inForce: boolean;
}

const delegations = (on: PlainDate) => sql`
  select g.id, g.kind, json_build_object('id', a.id, 'code', a.code, 'name', a.name) as agency,
    json_build_object('id', p.id, 'name', p.name, 'post', p.post) as principal,
    json_build_object('id', s.id, 'name', s.name, 'post', s.post) as substitute,
    g.roles, g.valid_from as "from", g.valid_to as "to", g.basis, g.made_at as "madeAt", g.made_by as "madeBy",
    g.ended_at as "endedAt", g.ended_by as "endedBy", g.end_reason as "endReason",
    exists (select from delegations_on(${on}::date) h where h.id = g.id) as "inForce"
  from delegation g join agency a on a.id = g.agency_id
    join officer p on p.id = g.principal_id join officer s on s.id = g.substitute_id`;

interface Seen {
  readonly state: DelegationState;
  readonly on: PlainDate;
  /** Agencies all of whose delegations are shown. */
  readonly agencyIds: readonly string[];
  /** Whose own are shown besides; null when the list is narrowed to agencies. */
  readonly officerId: string | null;
  readonly limit: number;
}

/** Delegations of the agencies and of the officer himself in that state, the next to end or the latest ended first. */
export async function listDelegations(db: Db, asked: Seen): Promise<readonly Delegation[]> {
  const { state, on, agencyIds, officerId, limit } = asked;
  const inState = {
    current: sql`g.ended_at is null and g.valid_from <= ${on}::date and g.valid_to > ${on}::date`,
    coming: sql`g.ended_at is null and g.valid_from > ${on}::date`,
    past: sql`(g.ended_at is not null or g.valid_to <= ${on}::date)`,
  }[state];
  const order = {
    current: sql`g.valid_to, g.id`,
    coming: sql`g.valid_from, g.id`,
    past: sql`g.valid_to desc, g.id desc`,
  };
  const { rows } = await sql<Delegation>`
    ${delegations(on)}
    where ${inState} and (g.agency_id = any(${[...agencyIds]}::uuid[])
      or ${officerId}::uuid in (g.principal_id, g.substitute_id))
    order by ${order[state]} limit ${limit}`.execute(db);
  return rows;
}

/** What is handed over today from or to the officer, as far as it gives any right. */
export async function listOwnDelegations(db: Db, officerId: string, on: PlainDate): Promise<readonly Delegation[]> {
  const own = await listDelegations(db, { state: "current", on, agencyIds: [], officerId, limit: 50 });
  return own.filter(({ inForce }) => inForce);
}

export async function findDelegation(db: Db, id: string, on: PlainDate): Promise<Delegation | undefined> {
  const { rows } = await sql<Delegation>`${delegations(on)} where g.id = ${id}`.execute(db);
  return rows[0];
}

/** The delegation, held until the transaction ends so that it is ended once. */
export async function lockDelegation(tx: Db, id: string, on: PlainDate): Promise<Delegation | undefined> {
  await tx.selectFrom("delegation as g").select("g.id").where("g.id", "=", id).forUpdate().execute();
  return findDelegation(tx, id, on);
}

/** Delegations of any of these officers that nobody has ended, those that are over by their days included. */
export async function listUnended(
  db: Db,
  officerIds: readonly string[],
): Promise<readonly Omit<DelegationFacts, "kind" | "basis">[]> {
  const ids = [...officerIds];
  return db
    .selectFrom("delegation as g")
    .select([
      "g.agency_id as agencyId",
      "g.principal_id as principalId",
      "g.substitute_id as substituteId",
      sql<readonly Role[]>`g.roles`.as("roles"),
      "g.valid_from as from",
      "g.valid_to as to",
    ])
    .where("g.ended_at", "is", null)
    .where((eb) => eb.or([eb("g.principal_id", "in", ids), eb("g.substitute_id", "in", ids)]))
    .execute();
}

type New = DelegationFacts & { readonly id: string; readonly madeAt: Moment; readonly madeBy: string };

export async function insertDelegation(tx: Db, made: New): Promise<void> {
  await tx
    .insertInto("delegation")
    .values({
      id: made.id,
      kind: made.kind,
      agency_id: made.agencyId,
      principal_id: made.principalId,
      substitute_id: made.substituteId,
      roles: [...made.roles],
      valid_from: made.from,
      valid_to: made.to,
      basis: made.basis,
      made_at: made.madeAt,
      made_by: made.madeBy,
    })
    .execute();
}

export async function endDelegationRow(
  tx: Db,
  id: string,
  end: { readonly at: Moment; readonly by: string; readonly reason: string },
): Promise<void> {
  await tx
    .updateTable("delegation")
    .set({ ended_at: end.at, ended_by: end.by, end_reason: end.reason })
    .where("id", "=", id)
    .execute();
}
