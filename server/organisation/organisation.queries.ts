import { sql } from "kysely";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import { isRole } from "../../domain/organisation/role.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

export interface Agency {
  readonly id: string;
  readonly code: string;
  readonly legacyCode: string | null;
  readonly name: string;
  readonly level: string;
  readonly parentId: string | null;
  readonly isOneStop: boolean;
  readonly address: string;
  readonly hotline: string;
}

const agencies = (db: Db, onDate: PlainDate) =>
  db
    .selectFrom("agency as a")
    .select([
      "a.id",
      "a.code",
      "a.legacy_code as legacyCode",
      "a.name",
      "a.level",
      "a.parent_id as parentId",
      "a.is_one_stop as isOneStop",
      "a.address",
      "a.hotline",
    ])
    .where("a.valid_from", "<=", onDate)
    .where((eb) => eb.or([eb("a.valid_to", "is", null), eb("a.valid_to", ">", onDate)]));

/** Agencies that exist on the day, by code. */
export async function listAgencies(db: Db, onDate: PlainDate): Promise<readonly Agency[]> {
  return agencies(db, onDate).orderBy("a.code").execute();
}

export async function findAgencyByCode(db: Db, code: string, onDate: PlainDate): Promise<Agency | undefined> {
  return agencies(db, onDate).where("a.code", "=", code).executeTakeFirst();
}

/** The agency whatever its validity: history names agencies that are no more. */
export async function getAgency(db: Db, id: string): Promise<Agency> {
  const row = await db.selectFrom("agency as a").selectAll("a").where("a.id", "=", id).executeTakeFirstOrThrow();
  return { ...row, legacyCode: row.legacy_code, parentId: row.parent_id, isOneStop: row.is_one_stop };
}

export async function agencyNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("agency as a")
    .select(["a.id", "a.name"])
    .where("a.id", "in", [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
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
