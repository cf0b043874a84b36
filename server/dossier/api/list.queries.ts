import { sql, type RawBuilder } from "kysely";
import { NATIONAL_STATE, type DossierStatus } from "../../../domain/dossier/status.ts";
import { principalsOf, type Actor, type CitizenActor, type OfficerActor } from "../../../domain/identity/actor.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import type { Db } from "../../platform/database.ts";
import { findIds } from "../find-ids.queries.ts";
import { ownBy } from "../visible.queries.ts";

/** Whoever looks for something names it more closely before he has turned so many lines. */
const MOST_FOUND = 200;

export interface DossierFilter {
  readonly status?: DossierStatus | undefined;
  /** National code of the procedure. */
  readonly procedure?: string | undefined;
  /** Code of the receiving or the settling agency. */
  readonly agency?: string | undefined;
  readonly dueBefore?: Moment | undefined;
  /** Fragment of the applicant's name, or a code or its end. */
  readonly text?: string | undefined;
  /** Of an officer: only where a step is going on that he, or one for whom he stands in, is named for. */
  readonly mine?: boolean | undefined;
  readonly limit: number;
  /** Last row of the page before, or null. */
  readonly after: { readonly submittedAt: Moment; readonly id: string } | null;
}

export interface ListPage {
  /** The rows as JSON, written by the database: neither read nor written again on their way out. */
  readonly items: string;
  /** The last row, where there are more after it; else null. */
  readonly last: { readonly submittedAt: Moment; readonly id: string } | null;
}

/** A page of dossiers that the reader may see, the newest first: a citizen's own, an officer's by scope. */
export async function listDossiers(
  db: Db,
  reader: Exclude<Actor, { kind: "system" }>,
  filter: DossierFilter,
): Promise<ListPage> {
  const { limit } = filter;
  // One more than asked for tells whether there is a next page.
  const wider = { ...filter, limit: limit + 1 };
  const page = reader.kind === "citizen" ? ownPage(reader, wider) : await scopePage(db, reader, wider);
  const { rows } = await sql<{ items: string; count: number; last: ListPage["last"] }>`
    with page as materialized (${page}),
    listed as (
      select json_build_object(
          'id', d.id, 'code', coalesce(d.code, d.submission_code), 'status', d.status,
          'nationalState', ${JSON.stringify(NATIONAL_STATE)}::jsonb -> d.status,
          'procedure', json_build_object('code', p.code, 'name', v.name), 'applicantName', d.applicant_name,
          'receivingAgency', r.name, 'resolvingAgency', g.name, 'submittedAt', d.submitted_at, 'dueAt', d.due_at) as item,
        d.submitted_at, d.id, row_number() over (order by d.submitted_at desc, d.id desc) as place
      from page
        join dossier d on d.id = page.dossier_id
        join procedure_version v on v.id = d.procedure_version_id
        join procedure p on p.id = v.procedure_id
        join agency r on r.id = d.receiving_agency_id
        join agency g on g.id = d.resolving_agency_id
    )
    select count(*) as count,
      coalesce(json_agg(l.item order by l.place) filter (where l.place <= ${limit}::int), '[]')::text as items,
      (json_agg(json_build_object('submittedAt', l.submitted_at, 'id', l.id)) filter (where l.place = ${limit}::int)) -> 0 as last
    from listed l`.execute(db);
  const { items = "[]", count = 0, last = null } = rows[0] ?? {};
  return { items, last: count > limit ? last : null };
}

/** The page of an officer: read from the few dossiers that are his or that match, or else agency by agency. */
async function scopePage(db: Db, officer: OfficerActor, filter: DossierFilter): Promise<RawBuilder<unknown>> {
  const officerId = officer.id;
  const { text, mine, limit } = filter;
  if (!text && !mine) return byAgency(officerId, filter);
  const own = sql`
    select w.dossier_id from dossier_stay w
    where w.ended_at is null and w.officer_id = any(${[officerId, ...principalsOf(officer).map(({ id }) => id)]}::text[])`;
  const found = text
    ? sql`select unnest(${[...(await findIds(db, officerId, { text, limit: MOST_FOUND }))]}::uuid[]) as dossier_id`
    : sql`select null::uuid as dossier_id where false`;
  const ids = text && mine ? sql`${own} intersect ${found}` : mine ? own : found;
  return sql`
    select d.id as dossier_id
    from (${ids}) i join dossier d on d.id = i.dossier_id
    where ${inScope(officerId)} and ${conditions(filter, sql.ref("d"))} and ${cursor(filter, sql`(d.submitted_at, d.id)`)}
    order by d.submitted_at desc, d.id desc
    limit ${limit}`;
}

/**
 * The newest of each agency in the scope, from one index each, and the newest of all those: it costs the same on every
 * page and for every number of dossiers.
 */
function byAgency(officerId: string, filter: DossierFilter): RawBuilder<unknown> {
  const { status, procedure, agency, dueBefore, limit } = filter;
  const named = sql`(select a.id from agency a where a.code = ${agency})`;
  const versions = procedure
    ? sql`cross join (
        select v.id from procedure_version v join procedure p on p.id = v.procedure_id where p.code = ${procedure}) v`
    : sql``;
  const facts = dueBefore || agency ? sql`join dossier d on d.id = x.dossier_id` : sql``;
  return sql`
    select distinct n.submitted_at, n.dossier_id
    from user_scope s ${versions} cross join lateral (
      select x.submitted_at, x.dossier_id
      from dossier_agency x ${facts}
      where x.agency_id = s.agency_id
        and ${status ? sql`x.status = ${status}` : sql`true`}
        and ${procedure ? sql`x.procedure_version_id = v.id` : sql`true`}
        and ${dueBefore || agency ? conditions({ dueBefore, agency }, sql.ref("d")) : sql`true`}
        and ${cursor(filter, sql`(x.submitted_at, x.dossier_id)`)}
      order by x.submitted_at desc, x.dossier_id desc
      limit ${limit}
    ) n
    where s.officer_id = ${officerId}
      and ${agency ? sql`(s.agency_id in ${named} or not exists (select from user_scope t where t.officer_id = ${officerId} and t.agency_id in ${named}))` : sql`true`}
    order by n.submitted_at desc, n.dossier_id desc
    limit ${limit}`;
}

function ownPage(citizen: CitizenActor, filter: DossierFilter): RawBuilder<unknown> {
  const { text } = filter;
  const matches = text
    ? sql`(strpos(d.applicant_key, vn_fold(${text})) > 0 or right(d.code, length(${text})) = upper(${text}) or d.submission_code = upper(${text}))`
    : sql`true`;
  return sql`
    select d.id as dossier_id
    from dossier d
    where ${ownBy(citizen, sql.ref("d"))}
      and ${conditions(filter, sql.ref("d"))} and ${matches} and ${cursor(filter, sql`(d.submitted_at, d.id)`)}
    order by d.submitted_at desc, d.id desc
    limit ${filter.limit}`;
}

function inScope(officerId: string): RawBuilder<unknown> {
  return sql`exists (
    select from dossier_agency x join user_scope s on s.agency_id = x.agency_id
    where x.dossier_id = d.id and s.officer_id = ${officerId})`;
}

function cursor({ after }: Pick<DossierFilter, "after">, place: RawBuilder<unknown>): RawBuilder<unknown> {
  return after ? sql`${place} < (${after.submittedAt}::timestamptz, ${after.id}::uuid)` : sql`true`;
}

function conditions(
  { status, procedure, agency, dueBefore }: Pick<DossierFilter, "status" | "procedure" | "agency" | "dueBefore">,
  d: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const all = [
    ...(status ? [sql`${d}.status = ${status}`] : []),
    ...(procedure
      ? [
          sql`exists (select from procedure_version v join procedure p on p.id = v.procedure_id where v.id = ${d}.procedure_version_id and p.code = ${procedure})`,
        ]
      : []),
    ...(agency
      ? [
          sql`exists (select from agency a where a.code = ${agency} and a.id in (${d}.receiving_agency_id, ${d}.resolving_agency_id))`,
        ]
      : []),
    ...(dueBefore ? [sql`${d}.due_at < ${dueBefore}::timestamptz`] : []),
  ];
  return all.length > 0 ? sql.join(all, sql` and `) : sql`true`;
}
