import { sql, type RawBuilder } from "kysely";
import type { ServiceLevel } from "../../domain/procedure/procedure.ts";
import { canonicalTones, fold } from "../../domain/shared/vietnamese-text.ts";
import type { Db } from "../platform/database.ts";

export interface FoundProcedure {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  /** A process has been published, so it can be filed. */
  readonly fileable: boolean;
}

/** What people say before they come to the thing itself: "làm giấy khai sinh". No procedure is told from another by it. */
const OPENING = /^((toi|can|muon|lam|xin|di|thu tuc|giay to|giay) )+/;
/** Words around what is meant. */
const EMPTY_WORDS = new Set("o tai cho ve nhu the nao".split(" "));
/** Share of the typed words that a name must hold, misspelt words counting by their likeness. */
const ENOUGH = 0.66;

/**
 * Procedures by what people type. First the code and what stands in the name as typed, then without accents, then by
 * the words however ordered and misspelt, also those that people use for what the catalogue calls otherwise; among
 * equals what can be filed here. An empty text lists what can be filed by name.
 */
export async function searchProcedures(db: Db, text: string, limit = 20): Promise<readonly FoundProcedure[]> {
  const key = fold(text);
  if (key === "") return listFileable(db, limit);
  const typed = canonicalTones(text).toLowerCase().trim();
  const words = key
    .replace(OPENING, "")
    .split(" ")
    .filter((word) => !EMPTY_WORDS.has(word));
  // A misspelt word is first put right by the catalogue's own words, so that each name is only looked through.
  const { rows } = await sql<FoundProcedure>`
    with known as materialized (
      select distinct word from procedure_version v cross join unnest(string_to_array(v.search_key, ' ')) as word
      where v.valid_to is null
    ), wanted as materialized (
      select 0 as id, ${key} as key, ${words.length > 0 ? words : [key]}::text[] as words
      union all
      select row_number() over ()::int, s.meaning, string_to_array(s.meaning, ' ') from search_synonym s
      where public.strict_word_similarity(s.folded, ${key}) >= 0.7
    ), spelt as materialized (
      select w.id, x.place, b.word, b.weight
      from wanted w cross join unnest(w.words) with ordinality as x(word, place)
        cross join lateral (
          select c.word, c.weight from (
            select k.word, case when k.word = x.word then 1::real else public.similarity(k.word, x.word) end as weight
            from known k where k.word = x.word or public.similarity(k.word, x.word) >= 0.28
          ) c
          order by c.weight desc fetch first 1 rows with ties
        ) b
    ), shares as (
      select v.procedure_id, w.id, (
        select coalesce(sum(best), 0) / cardinality(w.words) from (
          select max(case when strpos(v.search_key, s.word) > 0 then s.weight else 0 end) as best
          from spelt s where s.id = w.id group by s.place) each_word) as share
      from procedure_version v cross join wanted w where v.valid_to is null
    ), scored as (
      select v.procedure_id, p.code, v.name, v.field, v.service_level, max(
        case when p.code = ${text.trim()} then 20 else
          case when strpos(lower(v.name), ${typed}) > 0 then 6 when strpos(v.search_key, w.key) > 0 then 5 else 0 end
          + 4 * h.share + 2 * public.similarity(w.key, v.search_key) end) as score
      from shares h
        join wanted w on w.id = h.id
        join procedure_version v on v.procedure_id = h.procedure_id and v.valid_to is null
        join procedure p on p.id = v.procedure_id
      where h.share >= ${ENOUGH} or p.code = ${text.trim()}
      group by v.procedure_id, p.code, v.name, v.field, v.service_level
    )
    select f.code, f.name, f.field, f.service_level as "serviceLevel", f.fileable
    from (select s.*, ${fileable(sql`s.procedure_id`)} as fileable from scored s) f
    order by f.score + case when f.fileable then 0.5 else 0 end desc, f.name collate "vi-VN-x-icu"
    limit ${limit}`.execute(db);
  return rows;
}

const fileable = (procedureId: RawBuilder<unknown>) => sql<boolean>`exists (
  select from process_version q join procedure_version o on o.id = q.procedure_version_id
  where o.procedure_id = ${procedureId})`;

async function listFileable(db: Db, limit: number): Promise<readonly FoundProcedure[]> {
  const { rows } = await sql<FoundProcedure>`
    select p.code, v.name, v.field, v.service_level as "serviceLevel", true as fileable
    from procedure_version v join procedure p on p.id = v.procedure_id
    where v.valid_to is null and ${fileable(sql`v.procedure_id`)}
    order by v.name collate "vi-VN-x-icu" limit ${limit}`.execute(db);
  return rows;
}
