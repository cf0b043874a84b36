import { sql, type RawBuilder } from "kysely";
import type { Moment } from "../../../domain/shared/moment.ts";
import type { Db } from "../../platform/database.ts";

export interface NewGrant {
  readonly id: string;
  readonly code: string;
  /** For which the officer asks. */
  readonly agencyId: string;
  readonly reason: string;
  readonly at: Moment;
  readonly until: Moment;
  readonly requestId: string | null;
}

/** Gives the officer whose database it is a grant; undefined where no dossier beyond his scope has that very code. */
export async function giveGrant(tx: Db, grant: NewGrant): Promise<string | undefined> {
  const { id, code, agencyId, reason, at, until, requestId } = grant;
  const { rows } = await sql<{ dossierId: string | null }>`
    select give_emergency_grant(${code}, ${id}::uuid, ${agencyId}::uuid, ${reason}, ${at}::timestamptz,
      ${until}::timestamptz, ${requestId}) as "dossierId"`.execute(tx);
  return rows[0]?.dossierId ?? undefined;
}

/** The officer's grant on the dossier of that code that is still open. */
export async function findOpenGrant(
  db: Db,
  code: string,
): Promise<{ id: string; dossierId: string; until: Moment } | undefined> {
  const { rows } = await sql<{ id: string; dossierId: string; until: Moment }>`
    select g.id, g.dossier_id as "dossierId", g.until
    from reader_emergencies() e join emergency_grant g on g.id = e.grant_id join dossier d on d.id = e.dossier_id
    where d.code = ${code} or d.submission_code = ${code} limit 1`.execute(db);
  return rows[0];
}

/** How often the officer asked since that moment, for codes that there are and for others. */
export async function countAsks(db: Db, officerId: string, since: Moment): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from access_log a
    where a.actor_id = ${officerId} and a.at >= ${since}::timestamptz and a.kind = 'emergency'`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A grant as it is shown: of the dossier nothing but its code, procedure and agency. */
export interface GrantRow {
  readonly id: string;
  readonly dossierId: string;
  readonly code: string;
  /** Null where the one who asks may not see the dossier, or no longer. */
  readonly procedureName: string | null;
  readonly heldBy: string | null;
  readonly officerId: string;
  readonly name: string;
  readonly login: string | null;
  readonly agency: string | null;
  readonly reason: string;
  readonly at: Moment;
  readonly until: Moment;
  /** Whether the dossier can be read under it now. */
  readonly open: boolean;
  readonly ended: Step | null;
  readonly reviewed: Step | null;
  /** How often something of the dossier was opened under it. */
  readonly reads: number;
}

interface Step {
  readonly at: Moment;
  readonly name: string;
  readonly note: string;
}

export interface GrantPage {
  /** Grants older than the one of this id. */
  readonly before: string | null;
  readonly limit: number;
}

/** What the officer himself asked for, newest first. */
export async function listOwnGrants(db: Db, officerId: string, page: GrantPage): Promise<readonly GrantRow[]> {
  return select(db, sql`g.officer_id = ${officerId}::uuid`, page);
}

/** What others asked for of the dossiers in the officer's scope, newest first. */
export async function listGrantsInScope(db: Db, officerId: string, page: GrantPage): Promise<readonly GrantRow[]> {
  return select(db, sql`g.officer_id <> ${officerId}::uuid and ${inScope(officerId)}`, page);
}

/** One that is his own or of a dossier in his scope. */
export async function findGrant(db: Db, id: string, officerId: string): Promise<GrantRow | undefined> {
  const condition = sql`g.id = ${id}::uuid and (g.officer_id = ${officerId}::uuid or ${inScope(officerId)})`;
  return (await select(db, condition, { before: null, limit: 1 }))[0];
}

/** How many of the dossiers in the officer's scope nobody has looked into yet. */
export async function countUnreviewed(db: Db, officerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from emergency_grant g
    where g.officer_id <> ${officerId}::uuid and ${inScope(officerId)}
      and not exists (select from emergency_step s where s.grant_id = g.id and s.kind = 'reviewed')`.execute(db);
  return rows[0]?.count ?? 0;
}

const inScope = (officerId: string) => sql`exists (
  select from dossier_agency x join user_scope s on s.agency_id = x.agency_id
  where x.dossier_id = g.dossier_id and s.officer_id = ${officerId}::uuid)`;

const step = (kind: string) => sql`(
  select jsonb_build_object('at', s.at, 'name', s.officer_name, 'note', s.note)
  from emergency_step s where s.grant_id = g.id and s.kind = ${kind})`;

async function select(
  db: Db,
  condition: RawBuilder<unknown>,
  { before, limit }: GrantPage,
): Promise<readonly GrantRow[]> {
  const { rows } = await sql<GrantRow>`
    select f.*, f.ended is null and f.made_at + (f.until - f.at) > now() as open
    from (
      select g.id, g.dossier_id as "dossierId", g.dossier_code as code, v.name as "procedureName", h.name as "heldBy",
        g.officer_id as "officerId", g.officer_name as name, g.login, a.name as agency, g.reason, g.at, g.until, g.made_at,
        ${step("ended")} as ended, ${step("reviewed")} as reviewed,
        (select count(*)::int from access_log l where l.grant_id = g.id and l.kind <> 'emergency') as reads
      from emergency_grant g
        left join agency a on a.id = g.agency_id
        left join dossier d on d.id = g.dossier_id
        left join procedure_version v on v.id = d.procedure_version_id
        left join agency h on h.id = d.resolving_agency_id
      where ${condition} and (${before}::uuid is null or g.id < ${before}::uuid)
      order by g.id desc limit ${limit}
    ) f order by f.id desc`.execute(db);
  return rows;
}

export interface NewStep {
  readonly grantId: string;
  readonly kind: "ended" | "reviewed";
  readonly at: Moment;
  readonly officer: { readonly id: string; readonly name: string };
  readonly note: string;
}

/** Adds what became of a grant; false when that was said before. */
export async function addStep(tx: Db, { grantId, kind, at, officer, note }: NewStep): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("emergency_step")
    .values({ grant_id: grantId, kind, at, officer_id: officer.id, officer_name: officer.name, note })
    .onConflict((conflict) => conflict.columns(["grant_id", "kind"]).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}
