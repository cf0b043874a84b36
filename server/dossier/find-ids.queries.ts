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
 * newest of the scope. `db` is that officer's.
 */
export async function findIds(db: Db, officerId: string, { text, limit }: Search): Promise<readonly string[]> {
  const code = text.trim().toUpperCase();
  // What people type stands for itself; the index on names is used by `like` alone.
  const pattern = `%${fold(text).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const coded = await idsOf(db, sql`dossiers_coded(${code}, ${code.length >= CODE_END}::boolean, ${limit}::integer)`);
  if (coded.length > 0) return coded;
  const agencies = await countScope(db, officerId);
  const among = { pattern, code, limit, agencies };
  const first = await amongNewest(db, officerId, { ...among, newest: NEWEST });
  // No name has a digit in it.
  if (first.whole || first.ids.length >= limit || /\d/.test(text)) return first.ids;
  if (first.ids.length >= COMMON) return (await amongNewest(db, officerId, { ...among, newest: MORE })).ids;
  return idsOf(db, sql`dossiers_named(${pattern}, ${limit}::integer)`);
}

async function idsOf(db: Db, found: RawBuilder<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select f.id from ${found} f`.execute(db);
  return rows.map(({ id }) => id);
}

interface Among {
  readonly pattern: string;
  readonly code: string;
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
  { pattern, code, limit, agencies, newest }: Among,
): Promise<{ readonly ids: readonly string[]; readonly whole: boolean }> {
  if (agencies > FEW_AGENCIES) {
    const found = sql`dossiers_among_newest(${pattern}, ${code}, ${newest}::integer, ${limit}::integer)`;
    return { ids: await idsOf(db, found), whole: false };
  }
  const { rows } = await sql<{ ids: readonly string[]; looked: number }>`
    with newest as materialized (${newestOfEach(officerId, newest)}),
    found as (
      select n.id from newest n join dossier d on d.id = n.id
      where d.applicant_key like ${pattern}
        or (reverse(d.code) ~>=~ reverse(${code}::text) and reverse(d.code) ~<~ (reverse(${code}::text) || '~'))
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

async function countScope(db: Db, officerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from user_scope s where s.officer_id = ${officerId}`.execute(db);
  return rows[0]?.count ?? 0;
}
