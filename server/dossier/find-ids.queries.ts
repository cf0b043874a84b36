import { sql, type RawBuilder } from "kysely";
import { fold } from "../../domain/shared/vietnamese-text.ts";
import type { Db } from "../platform/database.ts";

/** What everybody looks for is mostly new: so many of the newest in the scope are looked through one by one. */
const NEWEST = 4000;
/** So many more where the first hold so many: a name that common is found sooner so than by the index on names. */
const MORE = 30_000;
const COMMON = 10;
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
 * the newest first and never more than `limit`. An end without the day, and a name that very many have, finds only the
 * newest of the scope.
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
  const matches = sql`(${name} or ${codeEnd})`;
  const agencies = await countScope(db, officerId);
  const first = await amongNewest(db, officerId, { matches, limit, agencies, newest: NEWEST });
  // No name has a digit in it.
  if (first.whole || first.ids.length >= limit || /\d/.test(text)) return first.ids;
  if (first.ids.length >= COMMON)
    return (await amongNewest(db, officerId, { matches, limit, agencies, newest: MORE })).ids;
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
    where ${probe(officerId, sql`c.id`)}
    order by c.submitted_at desc, c.id desc
    limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

interface Among {
  readonly matches: RawBuilder<unknown>;
  readonly limit: number;
  /** How many agencies the scope has. */
  readonly agencies: number;
  /** How many are looked through. */
  readonly newest: number;
}

/** Those of the newest in the scope that match; `whole`: there are no others in the scope. */
async function amongNewest(
  db: Db,
  officerId: string,
  { matches, limit, agencies, newest }: Among,
): Promise<{ readonly ids: readonly string[]; readonly whole: boolean }> {
  if (agencies > FEW_AGENCIES) {
    const found = sql`
      select d.id, d.submitted_at
      from (
        select d.id, d.submitted_at, d.applicant_key, d.code
        from dossier d order by d.submitted_at desc, d.id desc limit ${newest}
      ) d
      where ${matches}`;
    return { ids: await idsOf(db, officerId, { candidates: found, limit }), whole: false };
  }
  const { rows } = await sql<{ ids: readonly string[]; looked: number }>`
    with newest as materialized (${newestOfEach(officerId, newest)}),
    found as (
      select n.id from newest n join dossier d on d.id = n.id
      where ${matches}
      order by n.submitted_at desc, n.id desc
      limit ${limit}
    )
    select array(select f.id from found f) as ids, (select count(*) from newest) as looked`.execute(db);
  const { ids = [], looked = 0 } = rows[0] ?? {};
  return { ids, whole: looked < newest };
}

function newestOfEach(officerId: string, newest: number): RawBuilder<unknown> {
  return sql`
    select distinct n.submitted_at, n.id
    from user_scope s cross join lateral (
      select x.submitted_at, x.dossier_id as id from dossier_agency x
      where x.agency_id = s.agency_id
      order by x.submitted_at desc, x.dossier_id desc
      limit ${newest}
    ) n
    where s.officer_id = ${officerId}
    order by n.submitted_at desc, n.id desc
    limit ${newest}`;
}

/** Whether the dossier is in the scope, looked up for each: as a join the database would read all dossiers' agencies. */
function probe(officerId: string, dossierId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select true from dossier_agency x
    where x.dossier_id = ${dossierId}
      and x.agency_id = any(array(select s.agency_id from user_scope s where s.officer_id = ${officerId}))
    limit 1)`;
}

async function countScope(db: Db, officerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from user_scope s where s.officer_id = ${officerId}`.execute(db);
  return rows[0]?.count ?? 0;
}
