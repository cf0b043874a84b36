import { sql } from "kysely";
import type { AgencyFacts, AgencySurroundings, Standing } from "../../domain/organisation/agency.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";
import { findAgency, listAbove, type Agency } from "./organisation.queries.ts";

const LAST_DAY = "9999-12-31" as PlainDate;

/** The agency as recorded last, held until the transaction ends. */
export async function lockAgency(tx: Db, id: string): Promise<Agency | undefined> {
  const held = await tx.selectFrom("agency as a").select("a.id").where("a.id", "=", id).forUpdate().executeTakeFirst();
  return held && findAgency(tx, id, LAST_DAY);
}

/** One tree is changed at a time: rules such as “no cycle” hold over several rows. */
export async function lockTree(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('agency_tree'))`.execute(tx);
}

/** Every agency that ever was, as recorded last, by code and first day. */
export async function listEveryAgency(db: Db): Promise<readonly Agency[]> {
  const { rows } = await sql<Agency>`
    select a.id, a.code, a.legacy_code as "legacyCode", a.name, a.level, a.parent_id as "parentId", a.is_one_stop as "isOneStop",
      case when a.is_one_stop then coalesce(a.counter_kind, 'section') end as "counterKind", a.address, a.hotline, a.valid_from as "from", a.valid_to as "to"
    from agency a order by a.code, a.valid_from`.execute(db);
  return rows;
}

/** The agency with the code whose validity begins on the day, or, without a day, the one that is open. */
export async function findByCodeAndStart(db: Db, code: string, from: PlainDate | null): Promise<Agency | undefined> {
  const row = await db
    .selectFrom("agency as a")
    .select("a.id")
    .where("a.code", "=", code)
    .$if(from !== null, (query) => query.where("a.valid_from", "=", from ?? LAST_DAY))
    .$if(from === null, (query) => query.where("a.valid_to", "is", null))
    .executeTakeFirst();
  return row && findAgency(db, row.id, LAST_DAY);
}

type Other = Pick<Agency, "code" | "legacyCode" | "parentId" | "from" | "to">;

/** What a record must agree with; `since` is the first day of its place below the parent. */
export async function getSurroundings(
  db: Db,
  facts: AgencyFacts,
  { id, since }: { readonly id: string | null; readonly since: PlainDate },
): Promise<AgencySurroundings> {
  const { rows: others } = await sql<Other>`
    select a.code, a.legacy_code as "legacyCode", a.parent_id as "parentId", a.valid_from as "from", a.valid_to as "to"
    from agency a
    where (a.code = ${facts.code} or a.legacy_code = ${facts.legacyCode} or a.parent_id is null) and a.id is distinct from ${id}::uuid`.execute(
    db,
  );
  const parent = facts.parentId ? await findAgency(db, facts.parentId, LAST_DAY) : undefined;
  return {
    id,
    parent: parent ?? null,
    above: parent ? await listAbove(db, parent.id) : [],
    sameCode: others.filter(({ code }) => code === facts.code),
    sameLegacyCode: others.filter(({ legacyCode }) => legacyCode === facts.legacyCode),
    roots: others.filter(({ parentId }) => parentId === null),
    parentSince: since,
  };
}

export async function insertAgency(tx: Db, id: string, facts: AgencyFacts): Promise<void> {
  await tx
    .insertInto("agency")
    .values({ id, code: facts.code, level: facts.level, valid_from: facts.from, ...changeable(facts) })
    .execute();
}

export async function updateAgency(tx: Db, id: string, facts: AgencyFacts): Promise<void> {
  await tx.updateTable("agency").set(changeable(facts)).where("id", "=", id).execute();
}

const changeable = (facts: AgencyFacts) => ({
  legacy_code: facts.legacyCode,
  name: facts.name,
  parent_id: facts.parentId,
  is_one_stop: facts.counterKind !== null,
  counter_kind: facts.counterKind,
  address: facts.address,
  hotline: facts.hotline,
  valid_to: facts.to,
});

/** The day on which the facts changed last, or null while they are the first ones. */
export async function lastChangeDay(db: Db, agencyId: string): Promise<PlainDate | null> {
  const row = await db
    .selectFrom("agency_former as f")
    .select(({ fn }) => fn.max("f.valid_to").as("day"))
    .where("f.agency_id", "=", agencyId)
    .executeTakeFirst();
  return (row?.day as PlainDate | null | undefined) ?? null;
}

/** Keeps what held until the day before `until`; the first record of a day stays. */
export async function keepFormer(tx: Db, agency: Agency, until: PlainDate): Promise<void> {
  const { id, name, parentId, address, hotline } = agency;
  await tx
    .insertInto("agency_former")
    .values({ agency_id: id, valid_to: until, name, parent_id: parentId, address, hotline })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export interface FormerFacts {
  readonly to: PlainDate;
  readonly name: string;
  readonly parentName: string | null;
  readonly address: string;
  readonly hotline: string;
}

/** What the agency was called and where it stood before, the newest first. */
export async function listFormer(db: Db, agencyId: string): Promise<readonly FormerFacts[]> {
  const { rows } = await sql<FormerFacts>`
    select f.valid_to as "to", f.name, p.name as "parentName", f.address, f.hotline
    from agency_former f left join agency p on p.id = f.parent_id
    where f.agency_id = ${agencyId} order by f.valid_to desc`.execute(db);
  return rows;
}

/** What would be left without an agency if it were closed on the day. */
export async function countStanding(db: Db, agencyId: string, on: PlainDate): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select
      open_dossiers_of(${agencyId}::uuid) as dossiers,
      (select count(distinct p.officer_id) from appointment p where p.agency_id = ${agencyId} and (p.valid_to is null or p.valid_to > ${on}::date)) as officers,
      (select count(*) from agency g where g.parent_id = ${agencyId} and (g.valid_to is null or g.valid_to > ${on}::date)) as children`.execute(
    db,
  );
  const [standing] = rows;
  if (!standing) throw new Error("No counts came back");
  return standing;
}

/** Agencies directly below that are open after the day. */
export async function listChildrenAfter(db: Db, agencyId: string, day: PlainDate): Promise<readonly Agency[]> {
  const all = await listEveryAgency(db);
  return all.filter(({ parentId, to }) => parentId === agencyId && (to === null || to > day));
}

export interface Succession {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly on: PlainDate;
  readonly basis: string;
}

/** Records who carries on; a pair that is known stays as it is. Says whether any was new. */
export async function insertSuccessors(
  tx: Db,
  predecessorId: string,
  successorIds: readonly string[],
  { on, basis }: { readonly on: PlainDate; readonly basis: string },
): Promise<boolean> {
  if (successorIds.length === 0) return false;
  const added = await tx
    .insertInto("agency_successor")
    .values(successorIds.map((id) => ({ predecessor_id: predecessorId, successor_id: id, on_date: on, basis })))
    .onConflict((oc) => oc.doNothing())
    .returning("successor_id")
    .execute();
  return added.length > 0;
}

const successions = (db: Db) =>
  db
    .selectFrom("agency_successor as s")
    .innerJoin("agency as p", "p.id", "s.predecessor_id")
    .innerJoin("agency as n", "n.id", "s.successor_id");

export async function listSuccessors(db: Db, agencyId: string): Promise<readonly Succession[]> {
  return successions(db)
    .select(["n.id", "n.code", "n.name", "s.on_date as on", "s.basis"])
    .where("p.id", "=", agencyId)
    .orderBy("n.code")
    .execute();
}

export async function listPredecessors(db: Db, agencyId: string): Promise<readonly Succession[]> {
  return successions(db)
    .select(["p.id", "p.code", "p.name", "s.on_date as on", "s.basis"])
    .where("n.id", "=", agencyId)
    .orderBy("p.code")
    .execute();
}

/** Every succession of the province, for the table that is taken out. */
export async function listSuccessions(
  db: Db,
): Promise<readonly { readonly predecessorId: string; readonly code: string; readonly basis: string }[]> {
  return successions(db).select(["p.id as predecessorId", "n.code", "s.basis"]).orderBy("n.code").execute();
}

export interface MovedAppointment {
  readonly officerId: string;
  readonly roles: readonly string[];
}

/**
 * Appointments that go on after the day, made anew in the successor. Those of the closed agency end on the day unless
 * `windUp`: then its people keep their tasks there until its last dossier is settled.
 */
export async function moveAppointments(
  tx: Db,
  {
    from,
    to,
    on,
    basis,
    windUp,
  }: {
    readonly from: string;
    readonly to: string;
    readonly on: PlainDate;
    readonly basis: string;
    readonly windUp: boolean;
  },
): Promise<readonly MovedAppointment[]> {
  const { rows } = await sql<MovedAppointment>`
    insert into appointment (id, officer_id, agency_id, roles, valid_from, valid_to, basis)
    select gen_random_uuid(), p.officer_id, ${to}::uuid, p.roles, greatest(p.valid_from, ${on}::date), p.valid_to, ${basis}
    from appointment p where p.agency_id = ${from} and p.valid_from < ${on}::date and (p.valid_to is null or p.valid_to > ${on}::date)
    returning officer_id as "officerId", roles`.execute(tx);
  if (!windUp)
    await sql`update appointment p set valid_to = ${on}::date
      where p.agency_id = ${from} and p.valid_from < ${on}::date and (p.valid_to is null or p.valid_to > ${on}::date)`.execute(
      tx,
    );
  await sql`update appointment p set agency_id = ${to} where p.agency_id = ${from} and p.valid_from >= ${on}::date`.execute(
    tx,
  );
  return rows;
}
