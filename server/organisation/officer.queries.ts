import { sql } from "kysely";
import type { Role } from "../../domain/organisation/role.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

/** Who a person is; what the person may do stands in appointments. */
export interface OfficerFacts {
  readonly name: string;
  readonly post: string;
  readonly phone: string;
  readonly email: string;
}

export interface Officer extends OfficerFacts {
  readonly id: string;
}

export async function findOfficer(db: Db, id: string): Promise<Officer | undefined> {
  return db
    .selectFrom("officer as o")
    .select(["o.id", "o.name", "o.post", "o.phone", "o.email"])
    .where("o.id", "=", id)
    .executeTakeFirst();
}

export async function insertOfficer(tx: Db, officer: Officer): Promise<void> {
  await tx.insertInto("officer").values(officer).execute();
}

export async function updateOfficer(tx: Db, id: string, facts: OfficerFacts): Promise<void> {
  const { name, post, phone, email } = facts;
  await tx.updateTable("officer").set({ name, post, phone, email }).where("id", "=", id).execute();
}

/** The appointments of one officer are changed one after the other. */
export async function lockOfficer(tx: Db, id: string): Promise<Officer | undefined> {
  await tx.selectFrom("officer as o").select("o.id").where("o.id", "=", id).forUpdate().execute();
  return findOfficer(tx, id);
}

export interface HeldAppointment {
  readonly id: string;
  readonly officerId: string;
  readonly agencyId: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly roles: readonly Role[];
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly basis: string;
}

const appointments = (db: Db) =>
  db
    .selectFrom("appointment as p")
    .innerJoin("agency as a", "a.id", "p.agency_id")
    .select([
      "p.id",
      "p.officer_id as officerId",
      "p.agency_id as agencyId",
      "a.code as agencyCode",
      "a.name as agencyName",
      sql<readonly Role[]>`p.roles`.as("roles"),
      "p.valid_from as from",
      "p.valid_to as to",
      "p.basis",
    ]);

/** Every appointment an officer has, had or will have, the newest first. */
export async function listAppointments(db: Db, officerId: string): Promise<readonly HeldAppointment[]> {
  return appointments(db)
    .where("p.officer_id", "=", officerId)
    .orderBy("p.valid_from", "desc")
    .orderBy("a.code")
    .execute();
}

export async function findAppointment(db: Db, id: string): Promise<HeldAppointment | undefined> {
  return appointments(db).where("p.id", "=", id).executeTakeFirst();
}

type NewAppointment = Pick<HeldAppointment, "id" | "officerId" | "agencyId" | "roles" | "from" | "to" | "basis">;

export async function insertAppointment(tx: Db, appointment: NewAppointment): Promise<void> {
  const { id, officerId, agencyId, roles, from, to, basis } = appointment;
  await tx
    .insertInto("appointment")
    .values({
      id,
      officer_id: officerId,
      agency_id: agencyId,
      roles: [...roles],
      valid_from: from,
      valid_to: to,
      basis,
    })
    .execute();
}

export async function updateAppointment(
  tx: Db,
  id: string,
  { roles, to, basis }: Pick<HeldAppointment, "roles" | "to" | "basis">,
): Promise<void> {
  await tx
    .updateTable("appointment")
    .set({ roles: [...roles], valid_to: to, basis })
    .where("id", "=", id)
    .execute();
}

/** How many others hold administration of the agency on the day. */
export async function countOtherAdministrators(
  db: Db,
  agencyId: string,
  { officerId, on }: { readonly officerId: string; readonly on: PlainDate },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from appointment p
    where p.agency_id = ${agencyId} and 'administrator' = any(p.roles) and p.officer_id <> ${officerId}
      and p.valid_from <= ${on}::date and (p.valid_to is null or p.valid_to > ${on}::date)`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface ListedOfficer extends Officer {
  readonly login: string;
  /** `blocked`, `invited` with a code that still holds, `new` without password, `active`. */
  readonly state: "blocked" | "invited" | "new" | "active";
  readonly agencies: readonly { readonly name: string; readonly roles: readonly Role[] }[];
}

interface OfficerFilter {
  /** The only agencies whose officers may be listed. */
  readonly agencyIds: readonly string[];
  readonly text: string;
  readonly on: PlainDate;
  readonly limit: number;
}

/** Officers with a task in the agencies on the day, by given name; the text is searched in name, login and post. */
export async function searchOfficers(
  db: Db,
  { agencyIds, text, on, limit }: OfficerFilter,
): Promise<readonly ListedOfficer[]> {
  const { rows } = await sql<ListedOfficer>`
    select o.id, o.name, o.post, o.phone, o.email, c.login,
      case when c.blocked_at is not null then 'blocked' when c.password_hash is not null then 'active'
        when c.activation_hash is not null then 'invited' else 'new' end as state,
      jsonb_agg(jsonb_build_object('name', a.name, 'roles', p.roles) order by a.code) as agencies
    from officer o join account c on c.officer_id = o.id
      join appointment p on p.officer_id = o.id join agency a on a.id = p.agency_id
    where p.agency_id = any(${[...agencyIds]}::uuid[]) and p.valid_from <= ${on}::date and (p.valid_to is null or p.valid_to > ${on}::date)
      and (vn_fold(o.name) like '%' || vn_fold(${text}) || '%' or c.login like '%' || lower(${text}) || '%' or vn_fold(o.post) like '%' || vn_fold(${text}) || '%')
    group by o.id, c.id
    order by regexp_replace(o.name, '^.* ', '') collate "vi-VN-x-icu", o.name collate "vi-VN-x-icu"
    limit ${limit}`.execute(db);
  return rows;
}

export type ExportedAppointment = OfficerFacts &
  Pick<HeldAppointment, "agencyId" | "agencyCode" | "roles" | "from" | "to" | "basis"> & { readonly login: string };

/** Every appointment with its officer, for the table that is taken out. */
export async function listEveryAppointment(db: Db): Promise<readonly ExportedAppointment[]> {
  const { rows } = await sql<ExportedAppointment>`
    select o.name, o.post, o.phone, o.email, c.login, a.id as "agencyId", a.code as "agencyCode", p.roles,
      p.valid_from as "from", p.valid_to as "to", p.basis
    from appointment p join officer o on o.id = p.officer_id join account c on c.officer_id = o.id join agency a on a.id = p.agency_id
    order by a.code, c.login, p.valid_from`.execute(db);
  return rows;
}

export interface Uninvited {
  readonly officerId: string;
  readonly accountId: string;
  readonly name: string;
  readonly login: string;
  readonly agencies: string;
}

/** Officers of the agencies who never set a password, whose task holds on the day or later. */
export async function listUninvited(
  db: Db,
  agencyIds: readonly string[],
  on: PlainDate,
): Promise<readonly Uninvited[]> {
  const { rows } = await sql<Uninvited>`
    select o.id as "officerId", c.id as "accountId", o.name, c.login, string_agg(distinct a.name, '; ') as agencies
    from officer o join account c on c.officer_id = o.id
      join appointment p on p.officer_id = o.id join agency a on a.id = p.agency_id
    where p.agency_id = any(${[...agencyIds]}::uuid[]) and (p.valid_to is null or p.valid_to > ${on}::date)
      and c.password_hash is null and c.blocked_at is null
      and not exists (select from appointment x where x.officer_id = o.id and x.agency_id <> all(${[...agencyIds]}::uuid[])
        and (x.valid_to is null or x.valid_to > ${on}::date))
    group by o.id, c.id order by o.name collate "vi-VN-x-icu"`.execute(db);
  return rows;
}
