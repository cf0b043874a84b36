import { sql, type RawBuilder } from "kysely";
import { fold } from "../../domain/shared/vietnamese-text.ts";
import type { Db } from "../platform/database.ts";

/** What everybody looks for is mostly new: so many of the newest in the scope are looked through one by one. */
const NEWEST = 4000;
/** With more agencies than this the newest of the whole province are quicker than the newest of each. */
const FEW_AGENCIES = 12;
/** A shorter end of a code is the number alone, which every counter gives every day. */
const CODE_END = 8;

interface Search {
  readonly text: string;
  readonly limit: number;
}

/**
 * Ids of dossiers in the officer's scope by a fragment of the applicant's name, accents or not, or a code or its end,
 * the newest first and never more than `limit`. An end without the day finds only the newest of the scope.
 */
export async function findIds(db: Db, officerId: string, { text, limit }: Search): Promise<readonly string[]> {
  const code = text.trim().toUpperCase();
  // What people type stands for itself; the index on names is used by `like` alone.
  const name = sql`d.applicant_key like ${`%${fold(text).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`;
  // A span of the index rather than a pattern, so that a plan made for every code uses it too; ~ comes after all of them.
  const codeEnd = sql`(reverse(d.code) ~>=~ reverse(${code}::text) and reverse(d.code) ~<~ (reverse(${code}::text) || '~'))`;
  const coded = await idsOf(db, officerId, {
    candidates: sql`
      select d.id, d.submitted_at from dossier d where d.code = ${code} or d.submission_code = ${code}
      ${code.length < CODE_END ? sql`` : sql`union select d.id, d.submitted_at from dossier d where ${codeEnd}`}`,
    limit,
  });
  if (coded.length > 0) return coded;
  const { ids, whole } = await amongNewest(db, officerId, { matches: sql`(${name} or ${codeEnd})`, limit });
  if (whole || ids.length >= limit) return ids;
  return idsOf(db, officerId, { candidates: sql`select d.id, d.submitted_at from dossier d where ${name}`, limit });
}

interface Candidates {
  readonly candidates: RawBuilder<unknown>;
  readonly limit: number;
}

/** The newest of the candidates that are in the scope. They are found first: sorting all by time is never the way. */
async function idsOf(db: Db, officerId: string, { candidates, limit }: Candidates): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with c as materialized (${candidates})
    select c.id from c
    where exists (
      select from dossier_agency x join user_scope s on s.agency_id = x.agency_id
      where x.dossier_id = c.id and s.officer_id = ${officerId})
    order by c.submitted_at desc, c.id desc
    limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

interface Among {
  readonly matches: RawBuilder<unknown>;
  readonly limit: number;
}

/** Those of the newest in the scope that match; `whole`: there are no others in the scope. */
async function amongNewest(
  db: Db,
  officerId: string,
  { matches, limit }: Among,
): Promise<{ readonly ids: readonly string[]; readonly whole: boolean }> {
  const agencies = await countScope(db, officerId);
  const { rows } = await sql<{ ids: readonly string[]; looked: number }>`
    with newest as materialized (${agencies > FEW_AGENCIES ? newestOfAll(officerId) : newestOfEach(officerId)}),
    found as (
      select n.id from newest n join dossier d on d.id = n.id
      where ${matches}
      order by n.submitted_at desc, n.id desc
      limit ${limit}
    )
    select array(select f.id from found f) as ids, (select count(*) from newest) as looked`.execute(db);
  const { ids = [], looked = 0 } = rows[0] ?? {};
  return { ids, whole: agencies <= FEW_AGENCIES && looked < NEWEST };
}

function newestOfEach(officerId: string): RawBuilder<unknown> {
  return sql`
    select distinct n.submitted_at, n.id
    from user_scope s cross join lateral (
      select x.submitted_at, x.dossier_id as id from dossier_agency x
      where x.agency_id = s.agency_id
      order by x.submitted_at desc, x.dossier_id desc
      limit ${NEWEST}
    ) n
    where s.officer_id = ${officerId}
    order by n.submitted_at desc, n.id desc
    limit ${NEWEST}`;
}

function newestOfAll(officerId: string): RawBuilder<unknown> {
  return sql`
    select n.submitted_at, n.id
    from (
      select d.submitted_at, d.id from dossier d order by d.submitted_at desc, d.id desc limit ${2 * NEWEST}
    ) n
    where exists (
      select from dossier_agency x join user_scope s on s.agency_id = x.agency_id
      where x.dossier_id = n.id and s.officer_id = ${officerId})
    limit ${NEWEST}`;
}

async function countScope(db: Db, officerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from user_scope s where s.officer_id = ${officerId}`.execute(db);
  return rows[0]?.count ?? 0;
}
