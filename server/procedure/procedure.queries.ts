import { sql } from "kysely";
import type { EForm } from "../../domain/eform/eform.ts";
import type { ProcedureContent, ServiceLevel } from "../../domain/procedure/procedure.ts";
import type { Process, ProcessStep, UnitRule } from "../../domain/procedure/process.ts";
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
  readonly contentHash: string;
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
      "v.content_hash",
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
    contentHash: row.content_hash,
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
      select ${key} as key
      union select s.meaning from search_synonym s where ${key} like '%' || s.folded || '%'
      -- "làm giấy khai shin": what people say before the thing itself would drown a typing error in it.
      union select regexp_replace(${key}, '^((toi|can|muon|lam|xin|di|thu tuc|giay to|giay) )+', '')
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

/** The process published last for the procedure: a changed catalogue entry does not stop people from filing. */
export async function findCurrentProcess(
  db: Db,
  versionId: string,
): Promise<{ id: string; process: Process } | undefined> {
  const row = await db
    .selectFrom("procedure_version as own")
    .innerJoin("procedure_version as v", "v.procedure_id", "own.procedure_id")
    .innerJoin("process_version as q", "q.procedure_version_id", "v.id")
    .select("q.id")
    .where("own.id", "=", versionId)
    .orderBy("v.number", "desc")
    .orderBy("q.number", "desc")
    .executeTakeFirst();
  return row && { id: row.id, process: await getProcess(db, row.id) };
}

export async function getProcess(db: Db, processVersionId: string): Promise<Process> {
  const rows = await db
    .selectFrom("process_step as s")
    .selectAll("s")
    .where("s.process_version_id", "=", processVersionId)
    .orderBy("s.position")
    .execute();
  return {
    steps: rows.map(({ key, name, kind, role, unit, hours, next, split, join_rule }) => ({
      key,
      name,
      kind: kind as ProcessStep["kind"],
      role: role as ProcessStep["role"],
      unit: unit === "receiving" || unit === "resolving" ? unit : { agencyCode: unit },
      hours,
      next,
      split: split as ProcessStep["split"],
      join: join_rule as ProcessStep["join"],
    })),
  };
}

export interface NewVersion {
  readonly id: string;
  readonly procedureId: string;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly content: ProcedureContent;
  readonly contentHash: string;
  readonly eform: EForm | null;
  readonly validFrom: PlainDate;
}

/** The procedure's id by its code, made when it is new. */
export async function ensureProcedure(tx: Db, code: string, id: string): Promise<string> {
  await tx
    .insertInto("procedure")
    .values({ id, code })
    .onConflict((oc) => oc.column("code").doNothing())
    .execute();
  const row = await tx.selectFrom("procedure").select("id").where("code", "=", code).executeTakeFirstOrThrow();
  return row.id;
}

/** Adds a version and ends the one in force on the day before. */
export async function insertVersion(tx: Db, version: NewVersion): Promise<void> {
  await tx
    .updateTable("procedure_version")
    .set({ valid_to: version.validFrom })
    .where("procedure_id", "=", version.procedureId)
    .where("valid_to", "is", null)
    .execute();
  await sql`
    insert into procedure_version (id, procedure_id, number, name, field, service_level, content, content_hash, eform, valid_from)
    select ${version.id}, ${version.procedureId}, coalesce(max(v.number), 0) + 1, ${version.name}, ${version.field},
      ${version.serviceLevel}, ${JSON.stringify(version.content)}, ${version.contentHash},
      ${version.eform && JSON.stringify(version.eform)}, ${version.validFrom}::date
    from procedure_version v where v.procedure_id = ${version.procedureId}`.execute(tx);
}

/** Rewrites what an unpublished day's version says; a version that has been in force for a day is never changed. */
export async function replaceVersion(
  tx: Db,
  id: string,
  version: Omit<NewVersion, "id" | "procedureId" | "validFrom">,
): Promise<void> {
  await tx
    .updateTable("procedure_version")
    .set({
      name: version.name,
      field: version.field,
      service_level: version.serviceLevel,
      content: JSON.stringify(version.content),
      content_hash: version.contentHash,
    })
    .where("id", "=", id)
    .execute();
}

export interface PublishedProcess {
  readonly id: string;
  readonly procedureVersionId: string;
  readonly decisionNumber: string;
  readonly decisionDate: PlainDate;
  readonly publishedAt: string;
}

export async function insertProcess(tx: Db, published: PublishedProcess, process: Process): Promise<void> {
  const { id, procedureVersionId, decisionNumber, decisionDate, publishedAt } = published;
  await sql`
    insert into process_version (id, procedure_version_id, number, decision_number, decision_date, published_at)
    select ${id}, ${procedureVersionId}, coalesce(max(q.number), 0) + 1, ${decisionNumber}, ${decisionDate}::date, ${publishedAt}::timestamptz
    from process_version q where q.procedure_version_id = ${procedureVersionId}`.execute(tx);
  await tx
    .insertInto("process_step")
    .values(
      process.steps.map(({ join, unit, next, ...step }, position) => ({
        ...step,
        position,
        process_version_id: id,
        unit: unitText(unit),
        next: [...next],
        join_rule: join,
      })),
    )
    .execute();
}

function unitText(unit: UnitRule): string {
  return typeof unit === "string" ? unit : unit.agencyCode;
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
