import { sql } from "kysely";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import type { AgencyLevel, CounterKind } from "../../domain/organisation/agency.ts";
import { isRole } from "../../domain/organisation/role.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

export interface Agency {
  readonly id: string;
  readonly code: string;
  readonly legacyCode: string | null;
  readonly name: string;
  readonly level: AgencyLevel;
  readonly parentId: string | null;
  readonly isOneStop: boolean;
  /** Null for an agency that runs no one-stop. */
  readonly counterKind: CounterKind | null;
  readonly address: string;
  readonly hotline: string;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

// Facts of the day: a former name, place or parent where the day lies before its end, else those that hold now.
const agenciesOn = (onDate: PlainDate) => sql`
  select a.id, a.code, a.legacy_code as "legacyCode", coalesce(f.name, a.name) as name, a.level,
    case when f.agency_id is null then a.parent_id else f.parent_id end as "parentId",
    a.is_one_stop as "isOneStop", case when a.is_one_stop then coalesce(a.counter_kind, 'section') end as "counterKind",
    coalesce(f.address, a.address) as address, coalesce(f.hotline, a.hotline) as hotline,
    a.valid_from as "from", a.valid_to as "to"
  from agency a left join lateral (
    select f.agency_id, f.name, f.parent_id, f.address, f.hotline
    from agency_former f where f.agency_id = a.id and f.valid_to > ${onDate}::date order by f.valid_to limit 1
  ) f on true`;
const holding = (onDate: PlainDate) =>
  sql`a.valid_from <= ${onDate}::date and (a.valid_to is null or a.valid_to > ${onDate}::date)`;

/** Agencies that exist on the day, with the facts of that day, by code. */
export async function listAgencies(db: Db, onDate: PlainDate): Promise<readonly Agency[]> {
  const { rows } = await sql<Agency>`${agenciesOn(onDate)} where ${holding(onDate)} order by a.code`.execute(db);
  return rows;
}

export async function findAgencyByCode(db: Db, code: string, onDate: PlainDate): Promise<Agency | undefined> {
  const { rows } = await sql<Agency>`${agenciesOn(onDate)} where ${holding(onDate)} and a.code = ${code}`.execute(db);
  return rows[0];
}

/** Whether there is an agency of this id on the day. */
export async function isAgencyOpen(db: Db, id: string, onDate: PlainDate): Promise<boolean> {
  const { rows } = await sql`select from agency a where a.id = ${id} and ${holding(onDate)}`.execute(db);
  return rows.length > 0;
}

/** The agency whatever its validity, with the facts of the day: history names agencies that are no more. */
export async function findAgency(db: Db, id: string, onDate: PlainDate): Promise<Agency | undefined> {
  const { rows } = await sql<Agency>`${agenciesOn(onDate)} where a.id = ${id}`.execute(db);
  return rows[0];
}

/** As `findAgency`, by default with the facts that were recorded last. Throws when there is none. */
export async function getAgency(db: Db, id: string, onDate = "9999-12-31" as PlainDate): Promise<Agency> {
  const agency = await findAgency(db, id, onDate);
  if (!agency) throw new Error(`No agency ${id}`);
  return agency;
}

/** Names by id, whatever the validity: those of the day, or the ones that were recorded last. */
export async function agencyNames(
  db: Db,
  ids: readonly string[],
  onDate = "9999-12-31" as PlainDate,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Agency>`${agenciesOn(onDate)} where a.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Ids from the agency itself up to the topmost, as the tree is now. */
export async function listAbove(db: Db, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select a.id, a.parent_id, 0 as depth from agency a where a.id = ${id}
      union
      select g.id, g.parent_id, v.depth + 1 from above v join agency g on g.id = v.parent_id where v.depth < 50
    )
    select v.id from above v order by v.depth`.execute(db);
  return rows.map((row) => row.id);
}

/** The whole tree, whatever the validity: each agency and the one above it. */
export async function listParents(
  db: Db,
): Promise<readonly { readonly id: string; readonly parentId: string | null }[]> {
  return db.selectFrom("agency as a").select(["a.id", "a.parent_id as parentId"]).execute();
}

/** Agencies whose dossiers and officers an officer may see. */
export async function listScope(db: Db, officerId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("user_scope as s")
    .select("s.agency_id")
    .where("s.officer_id", "=", officerId)
    .execute();
  return new Set(rows.map((row) => row.agency_id));
}

/** The officer with the roles that hold on the day, or undefined. */
export async function findActor(db: Db, officerId: string, onDate: PlainDate): Promise<OfficerActor | undefined> {
  const rows = await db
    .selectFrom("officer as o")
    .leftJoin("appointment as p", (join) =>
      join
        .onRef("p.officer_id", "=", "o.id")
        .on("p.valid_from", "<=", onDate)
        .on((eb) => eb.or([eb("p.valid_to", "is", null), eb("p.valid_to", ">", onDate)])),
    )
    .select(["o.id", "o.name", "p.agency_id", "p.roles"])
    .where("o.id", "=", officerId)
    .execute();
  const [first] = rows;
  if (!first) return undefined;
  const appointments = rows.flatMap(({ agency_id, roles }) =>
    agency_id && roles ? [{ agencyId: agency_id, roles: new Set(roles.filter(isRole)) }] : [],
  );
  return { kind: "officer", id: first.id, name: first.name, appointments };
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly agencyId: string;
  readonly roles: readonly string[];
}

/** Officers appointed to the agencies on the day, by given name as Vietnamese lists are. */
export async function listOfficers(
  db: Db,
  agencyIds: readonly string[],
  onDate: PlainDate,
): Promise<readonly Colleague[]> {
  if (agencyIds.length === 0) return [];
  const { rows } = await sql<Colleague>`
    select o.id, o.name, o.post, p.agency_id as "agencyId", p.roles
    from appointment p join officer o on o.id = p.officer_id
    where p.agency_id = any(${[...agencyIds]}::uuid[]) and p.valid_from <= ${onDate}::date and (p.valid_to is null or p.valid_to > ${onDate}::date)
    order by regexp_replace(o.name, '^.* ', '') collate "vi-VN-x-icu", o.name collate "vi-VN-x-icu"`.execute(db);
  return rows;
}

/** Makes every officer's scope anew by the appointments that hold today. */
export async function refreshScope(db: Db): Promise<void> {
  await sql`select refresh_user_scope()`.execute(db);
}
