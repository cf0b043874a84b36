import { sql } from "kysely";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import type { DossierStatus } from "../../domain/dossier/status.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

export interface WorkRow {
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly stepName: string | null;
  readonly dueAt: Moment | null;
  readonly stepDueAt: Moment | null;
  readonly submittedAt: Moment;
}

/**
 * What waits for this officer, the most urgent first: open steps of his agencies in a role he holds that nobody else
 * was named for, new online dossiers, results to hand out and papers to give back at his counters, opinions asked of his agencies.
 */
export async function listWork(db: Db, officer: OfficerActor, limit: number): Promise<readonly WorkRow[]> {
  const held = JSON.stringify(
    officer.appointments.flatMap(({ agencyId, roles }) => [...roles].map((role) => ({ agency: agencyId, role }))),
  );
  const { rows } = await sql<WorkRow>`
    with held as (
      select * from jsonb_to_recordset(${held}::jsonb) as h(agency uuid, role text)
    ), work as (
      select d.id, p.name as step_name, s.due_at as step_due_at
      from dossier_stay s
        join dossier d on d.id = s.dossier_id
        join process_step p on p.process_version_id = d.process_version_id and p.key = s.step_key
        join held h on h.agency = s.agency_id and h.role = p.role
      where s.ended_at is null and (s.officer_id is null or s.officer_id = ${officer.id}) and d.status in ('received', 'processing', 'finished')
      union
      select d.id, null, null from dossier d join held h on h.agency = d.receiving_agency_id and h.role = 'receiver'
      where d.status in ('submitted', 'awaiting-payment')
        or (d.status in ('withdrawn', 'stopped') and coalesce(d.custody_to_agency_id, d.custody_agency_id) = d.receiving_agency_id)
      union
      select d.id, null, c.due_at from dossier_consultation c join dossier d on d.id = c.dossier_id
        join held h on h.agency = c.agency_id and h.role in ('handler', 'appraiser', 'leader')
      where c.answered_at is null and d.status in ('processing', 'awaiting-supplement', 'awaiting-payment')
    )
    select d.id, coalesce(d.code, d.submission_code) as code, d.status, v.name as "procedureName", d.applicant_name as "applicantName",
      w.step_name as "stepName", d.due_at as "dueAt", w.step_due_at as "stepDueAt", d.submitted_at as "submittedAt"
    from work w join dossier d on d.id = w.id join procedure_version v on v.id = d.procedure_version_id
    order by d.due_at nulls first, d.submitted_at limit ${limit}`.execute(db);
  return rows;
}

/** Dossiers in the officer's scope by a fragment of code or of the applicant's name, accents or not. */
export async function searchDossiers(
  db: Db,
  officerId: string,
  { text, limit }: { text: string; limit: number },
): Promise<readonly WorkRow[]> {
  const { rows } = await sql<WorkRow>`
    select d.id, coalesce(d.code, d.submission_code) as code, d.status, v.name as "procedureName", d.applicant_name as "applicantName",
      null as "stepName", d.due_at as "dueAt", null as "stepDueAt", d.submitted_at as "submittedAt"
    from dossier d join procedure_version v on v.id = d.procedure_version_id
    where (d.applicant_key like '%' || vn_fold(${text}) || '%' or d.code = ${text} or d.submission_code = ${text} or d.code like '%' || ${text})
      and exists (select from dossier_agency x join user_scope s on s.agency_id = x.agency_id where x.dossier_id = d.id and s.officer_id = ${officerId})
    order by d.submitted_at desc limit ${limit}`.execute(db);
  return rows;
}

/** A citizen's own dossiers, the newest first. */
export async function listOwn(db: Db, person: { id: string; identityNumber: string }): Promise<readonly WorkRow[]> {
  const { rows } = await sql<WorkRow>`
    select d.id, coalesce(d.code, d.submission_code) as code, d.status, v.name as "procedureName", d.applicant_name as "applicantName",
      null as "stepName", d.due_at as "dueAt", null as "stepDueAt", d.submitted_at as "submittedAt"
    from dossier d join procedure_version v on v.id = d.procedure_version_id
    where d.submitted_by = ${person.id} or d.applicant_identity = ${person.identityNumber}
    order by d.submitted_at desc limit 200`.execute(db);
  return rows;
}
