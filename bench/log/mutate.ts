import type pg from "pg";

/** What is done to the k-th dossier's event `v` of `n`; each as somebody would who can write to the database. */
const ALTERATIONS = [
  "fact = overlay(fact::text placing 'x' from position('\"type\":\"' in fact::text) + 8 for 1)::json",
  "actor_name = actor_name || '.'",
  "actor_id = left(actor_id, -1)",
  "at = at + interval '1 second'",
  "agency_id = case when agency_id is null then '019a0000-0000-7000-8000-00000000c001'::uuid end",
  "due_after = coalesce(due_after, at) + interval '1 minute'",
  "hash = overlay(hash placing case when left(hash, 1) = '0' then '1' else '0' end from 1 for 1)",
  "previous_hash = overlay(previous_hash placing case when right(previous_hash, 1) = '0' then '1' else '0' end from 64 for 1)",
];

const mine = (kind: number, of: number): string => `c.id = e.dossier_id and c.k % ${of} = ${kind}`;

/**
 * Alters, removes or moves one event in each of so many dossiers, all chosen by chance from the seed;
 * answers with their codes. The changed rows are kept in `undone`, by which `restore` puts some of them back.
 */
export async function mutate(client: pg.Client, mutations: number, seed: number): Promise<ReadonlySet<string>> {
  // Foreign keys switched off, as somebody would who can write to the database.
  await client.query("set session_replication_role = replica");
  await client.query("select setseed($1)", [seed]);
  await client.query(`
    create table chosen as
      select d.id, coalesce(d.code, d.submission_code) as code, row_number() over (order by random()) as k,
        1 + floor(random() * d.version)::int as v, 1 + floor(random() * (d.version - 1))::int as step, d.version as n
      from dossier d order by random() limit ${mutations};
    update chosen set step = 1 + (v - 1 + step) % n;
    create table undone as select e.* from dossier_event e join chosen c on c.id = e.dossier_id;
    create index on undone (dossier_id);`);
  // A third each: altered in one of eight ways, removed, moved.
  for (const [way, set] of ALTERATIONS.entries())
    await client.query(
      `update dossier_event e set ${set} from chosen c where ${mine(0, 3)} and c.k / 3 % ${ALTERATIONS.length} = ${way} and e.version = c.v`,
    );
  await client.query(`delete from dossier_event e using chosen c where ${mine(1, 3)} and e.version = c.v`);
  await client.query(
    `update dossier_event e set version = -c.step from chosen c where ${mine(2, 3)} and e.version = c.v`,
  );
  await client.query(
    `update dossier_event e set version = c.v from chosen c where ${mine(2, 3)} and e.version = c.step`,
  );
  await client.query("update dossier_event e set version = -e.version where e.version < 0");
  const { rows } = await client.query<{ code: string }>("select code from chosen");
  return new Set(rows.map(({ code }) => code));
}

/** Puts so many of the changed dossiers back as they were; all when no number is given. */
export async function restore(client: pg.Client, limit: number | null = null): Promise<void> {
  await client.query(`create temp table back as select distinct dossier_id from undone limit ${limit ?? "all"}`);
  await client.query("delete from dossier_event e using back b where b.dossier_id = e.dossier_id");
  await client.query(
    "insert into dossier_event overriding system value select u.* from undone u join back b on b.dossier_id = u.dossier_id",
  );
  await client.query("drop table back");
}
