import { sql, type RawBuilder } from "kysely";
import type { ReadKind } from "../../../domain/evidence/read-log.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import type { PlainDate } from "../../../domain/shared/plain-date.ts";
import type { Db } from "../../platform/database.ts";

/** One read as it is shown: who, for which agency, when and how; never what was read. */
export interface ReadRow {
  readonly id: number;
  readonly at: Moment;
  readonly kind: ReadKind;
  readonly actorKind: string;
  readonly name: string;
  readonly login: string | null;
  readonly agency: string | null;
  /** Null where many dossiers were looked through. */
  readonly dossierCode: string | null;
  readonly purpose: string;
  readonly requestId: string | null;
  /** Beyond the reader's scope, under a grant. */
  readonly emergency: boolean;
}

export interface Page {
  /** Rows older than the one of this id. */
  readonly before: number | null;
  readonly limit: number;
}

export interface ReadFilter {
  readonly dossierCode?: string | undefined;
  readonly login?: string | undefined;
  readonly kind?: ReadKind | undefined;
  readonly from: PlainDate;
  /** The last day, included. */
  readonly to: PlainDate;
}

/** Reads of one dossier by others than the person who asks, newest first. */
export async function listReadsOfDossier(
  db: Db,
  { dossierId, asker }: { readonly dossierId: string; readonly asker: string },
  page: Page,
): Promise<readonly ReadRow[]> {
  return select(db, sql`a.dossier_id = ${dossierId}::uuid and a.actor_id <> ${asker}`, page);
}

/** Reads within the officer's scope, newest first. */
export async function listReads(
  db: Db,
  { officerId, ...filter }: ReadFilter & { readonly officerId: string },
  page: Page,
): Promise<readonly ReadRow[]> {
  return select(db, sql`${inSpan(filter)} and ${inScope(officerId)} and ${matching(filter)}`, page);
}

async function select(db: Db, condition: RawBuilder<unknown>, { before, limit }: Page): Promise<readonly ReadRow[]> {
  const { rows } = await sql<ReadRow>`
    select a.id, a.at, a.kind, a.actor_kind as "actorKind", coalesce(a.actor_name, '') as name, a.login,
      g.name as agency, coalesce(d.code, d.submission_code) as "dossierCode", a.purpose, a.request_id as "requestId",
      a.grant_id is not null as emergency
    from access_log a left join agency g on g.id = a.agency_id left join dossier d on d.id = a.dossier_id
    where a.kind is not null and (${before}::bigint is null or a.id < ${before}::bigint) and ${condition}
    order by a.id desc limit ${limit}`.execute(db);
  return rows;
}

const inSpan = ({ from, to }: Pick<ReadFilter, "from" | "to">) => sql`a.at >= ${from}::date and a.at < ${to}::date + 1`;

/** What names no dossier is seen with the agency for which it was asked. */
const inScope = (officerId: string) => sql`(
  exists (select from dossier_agency x join user_scope s on s.agency_id = x.agency_id
    where x.dossier_id = a.dossier_id and s.officer_id = ${officerId}::uuid)
  or (a.dossier_id is null and a.agency_id in (
    select s.agency_id from user_scope s where s.officer_id = ${officerId}::uuid)))`;

function matching({ dossierCode, login, kind }: Pick<ReadFilter, "dossierCode" | "login" | "kind">) {
  const conditions = [
    ...(dossierCode
      ? [
          sql`a.dossier_id in (select d.id from dossier d where d.code = ${dossierCode} or d.submission_code = ${dossierCode})`,
        ]
      : []),
    ...(login ? [sql`a.actor_id = (select c.officer_id::text from account c where c.login = ${login})`] : []),
    ...(kind ? [sql`a.kind = ${kind}`] : []),
  ];
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
}

/** How much one officer read in one day. */
export interface ReadCount {
  readonly day: PlainDate;
  readonly name: string;
  readonly login: string | null;
  readonly agency: string | null;
  readonly reads: number;
  /** Different ones. */
  readonly dossiers: number;
  /** Times that many were looked through at once. */
  readonly wide: number;
}

/** Officers by day within the asker's scope, whoever saw the most dossiers in a day first. */
export async function countByOfficerAndDay(
  db: Db,
  { officerId, ...filter }: ReadFilter & { readonly officerId: string },
  limit: number,
): Promise<readonly ReadCount[]> {
  const { rows } = await sql<ReadCount>`
    select c.day, c.name, c.login, g.name as agency, c.reads, c.dossiers, c.wide
    from (
      select a.at::date as day, a.actor_id, max(a.actor_name) as name, max(a.login) as login,
        (array_agg(a.agency_id order by a.id desc))[1] as agency_id, count(*)::int as reads,
        count(distinct a.dossier_id)::int as dossiers, (count(*) filter (where a.dossier_id is null))::int as wide
      from access_log a
      where a.kind is not null and a.actor_kind = 'officer' and ${inSpan(filter)} and ${inScope(officerId)}
        and ${matching(filter)}
      group by 1, 2
    ) c left join agency g on g.id = c.agency_id
    order by c.dossiers desc, c.reads desc, c.day desc, c.name limit ${limit}`.execute(db);
  return rows;
}
