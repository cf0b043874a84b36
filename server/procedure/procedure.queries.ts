import { sql } from "kysely";
import type { EForm } from "../../domain/eform/eform.ts";
import type { ProcedureContent, ServiceLevel } from "../../domain/procedure/procedure.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { canonicalTones, fold } from "../../domain/shared/vietnamese-text.ts";
import type { Db } from "../platform/database.ts";

export interface ProcedureVersion {
  readonly id: string;
  readonly code: string;
  readonly number: number;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly content: ProcedureContent;
  readonly eform: EForm | null;
  readonly validFrom: PlainDate;
}

export interface FoundProcedure {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  /** A process has been published, so it can be filed. */
  readonly fileable: boolean;
}

const versions = (db: Db) =>
  db
    .selectFrom("procedure_version as v")
    .innerJoin("procedure as p", "p.id", "v.procedure_id")
    .select([
      "v.id",
      "p.code",
      "v.number",
      "v.name",
      "v.field",
      "v.service_level",
      "v.content",
      "v.eform",
      "v.valid_from",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof versions>["executeTakeFirstOrThrow"]>>;

function toVersion(row: Row): ProcedureVersion {
  return {
    id: row.id,
    code: row.code,
    number: row.number,
    name: row.name,
    field: row.field,
    serviceLevel: row.service_level as ServiceLevel,
    content: row.content as ProcedureContent,
    eform: row.eform as EForm | null,
    validFrom: row.valid_from,
  };
}

/** The version in force on that day, or undefined. */
export async function findCurrentVersion(
  db: Db,
  code: string,
  onDate: PlainDate,
): Promise<ProcedureVersion | undefined> {
  const row = await versions(db)
    .where("p.code", "=", code)
    .where("v.valid_from", "<=", onDate)
    .where((eb) => eb.or([eb("v.valid_to", "is", null), eb("v.valid_to", ">", onDate)]))
    .executeTakeFirst();
  return row && toVersion(row);
}

/** Throws when the id is none of ours: dossiers never name a version that is not there. */
export async function getVersion(db: Db, id: string): Promise<ProcedureVersion> {
  return toVersion(await versions(db).where("v.id", "=", id).executeTakeFirstOrThrow());
}

/**
 * Procedures by what people type: accents meant are matched first, then without accents, then with typing errors.
 * An empty text lists all by name.
 */
export async function searchProcedures(db: Db, text: string, limit = 20): Promise<readonly FoundProcedure[]> {
  const typed = canonicalTones(text).toLowerCase().trim();
  const key = fold(text);
  const { rows } = await sql<FoundProcedure>`
    with wanted as (
      select ${key} as key union select s.meaning from search_synonym s where ${key} like '%' || s.folded || '%'
    ), found as (
      select v.id, p.code, v.name, v.field, v.service_level as "serviceLevel",
        max(case when ${key} = '' then 1
          when p.code = ${text.trim()} then 10
          when strpos(lower(v.name), ${typed}) > 0 then 5
          when strpos(v.search_key, w.key) > 0 then 4
          else public.word_similarity(w.key, v.search_key) end) as rank
      from procedure_version v join procedure p on p.id = v.procedure_id cross join wanted w
      where v.valid_to is null
        and (${key} = '' or p.code = ${text.trim()} or strpos(v.search_key, w.key) > 0 or w.key operator(public.<%) v.search_key)
      group by v.id, p.code, v.name, v.field, v.service_level
    )
    select f.code, f.name, f.field, f."serviceLevel",
      exists (select from process_version q where q.procedure_version_id in (select w.id from procedure_version w join procedure p on p.id = w.procedure_id where p.code = f.code)) as fileable
    from found f
    order by fileable desc, f.rank desc, f.name collate "vi-VN-x-icu" limit ${limit}`.execute(db);
  return rows;
}

export async function insertSynonyms(
  tx: Db,
  synonyms: readonly { readonly folded: string; readonly meaning: string }[],
): Promise<void> {
  await tx
    .insertInto("search_synonym")
    .values([...synonyms])
    .onConflict((oc) => oc.column("folded").doNothing())
    .execute();
}
