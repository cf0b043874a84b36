import { sql } from "kysely";
import type { Process, ProcessStep, UnitRule } from "../../domain/procedure/process.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";
import { getVersion, type ProcedureVersion } from "./procedure.queries.ts";

export interface PublishedProcess {
  readonly id: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  /** Number of the procedure version on which it was published, and its own number on it. */
  readonly versionNumber: number;
  readonly number: number;
  readonly decisionNumber: string;
  readonly decisionDate: PlainDate;
  readonly publishedAt: Moment;
  readonly publishedBy: string;
  readonly process: Process;
}

const publishedRows = sql`
  select q.id, p.code as "procedureCode", v.name as "procedureName", v.number as "versionNumber", q.number,
    q.decision_number as "decisionNumber", q.decision_date::text as "decisionDate", q.published_at as "publishedAt",
    q.published_by as "publishedBy",
    (select jsonb_build_object('steps', jsonb_agg(jsonb_build_object(
        'key', s.key, 'name', s.name, 'kind', s.kind, 'role', s.role, 'hours', s.hours, 'next', s.next,
        'split', s.split, 'join', s.join_rule, 'unit', case when s.unit in ('receiving', 'resolving')
          then to_jsonb(s.unit) else jsonb_build_object('agencyCode', s.unit) end) order by s.position))
      from process_step s where s.process_version_id = q.id) as process
  from process_version q
  join procedure_version v on v.id = q.procedure_version_id
  join procedure p on p.id = v.procedure_id`;

/** Every process that was published for the procedure, the one in force first. */
export async function listProcesses(db: Db, code: string): Promise<readonly PublishedProcess[]> {
  const { rows } = await sql<PublishedProcess>`
    ${publishedRows} where p.code = ${code} order by v.number desc, q.number desc`.execute(db);
  return rows;
}

/** The process in force of each procedure that has one, by code. */
export async function listProcessesInForce(db: Db): Promise<readonly PublishedProcess[]> {
  const { rows } = await sql<PublishedProcess>`
    select distinct on (x."procedureCode") x.* from (${publishedRows}) x
    order by x."procedureCode", x."versionNumber" desc, x.number desc`.execute(db);
  return rows;
}

export interface CurrentProcedure {
  readonly version: ProcedureVersion;
  /** Null as long as nobody published a process, so that it cannot be filed. */
  readonly processVersionId: string | null;
}

/**
 * The version in force on the day and the process published last for the procedure: a changed catalogue entry does not
 * stop people from filing. Undefined when there is no such procedure.
 */
export async function findCurrentProcedure(
  db: Db,
  code: string,
  onDate: PlainDate,
): Promise<CurrentProcedure | undefined> {
  const { rows } = await sql<{ versionId: string; processVersionId: string | null }>`
    select v.id as "versionId", (
        select q.id from procedure_version w join process_version q on q.procedure_version_id = w.id
        where w.procedure_id = p.id order by w.number desc, q.number desc limit 1
      ) as "processVersionId"
    from procedure p join procedure_version v on v.procedure_id = p.id
    where p.code = ${code} and v.valid_from <= ${onDate}::date and (v.valid_to is null or v.valid_to > ${onDate}::date)
    limit 1`.execute(db);
  const [row] = rows;
  return row && { version: await getVersion(db, row.versionId), processVersionId: row.processVersionId };
}

/** How many procedures have a published process. */
export async function countFileable(db: Db): Promise<number> {
  const row = await db
    .selectFrom("process_version as q")
    .innerJoin("procedure_version as v", "v.id", "q.procedure_version_id")
    .select((eb) => eb.fn.count<number>("v.procedure_id").distinct().as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** More processes than a province has; above it the memory is dropped whole rather than managed. */
const MEMORY = 5_000;
const remembered = new Map<string, Process>();

/** The steps of a published process, in their order. They never change, so they are read once. */
export async function getProcess(db: Db, processVersionId: string): Promise<Process> {
  const known = remembered.get(processVersionId);
  if (known) return known;
  const process = await readProcess(db, processVersionId);
  if (remembered.size >= MEMORY) remembered.clear();
  // One without steps may be in the middle of being published by somebody whose transaction is not ours.
  if (process.steps.length > 0) remembered.set(processVersionId, process);
  return process;
}

async function readProcess(db: Db, processVersionId: string): Promise<Process> {
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

export interface Publishing {
  readonly id: string;
  readonly procedureVersionId: string;
  readonly decisionNumber: string;
  readonly decisionDate: PlainDate;
  readonly publishedAt: string;
  readonly publishedBy: string;
}

/** Adds a published process with its steps; numbers run within the version of the procedure. */
export async function insertProcess(tx: Db, published: Publishing, process: Process): Promise<void> {
  const { id, procedureVersionId, decisionNumber, decisionDate, publishedAt, publishedBy } = published;
  await sql`
    insert into process_version (id, procedure_version_id, number, decision_number, decision_date, published_at, published_by)
    select ${id}, ${procedureVersionId}, coalesce(max(q.number), 0) + 1, ${decisionNumber}, ${decisionDate}::date,
      ${publishedAt}::timestamptz, ${publishedBy}
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
