import { sql } from "kysely";
import type { DossierStatus } from "../../../domain/dossier/status.ts";
import type { Actor } from "../../../domain/identity/actor.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import type { Db } from "../../platform/database.ts";

export interface DossierFilter {
  readonly status?: DossierStatus | undefined;
  /** National code of the procedure. */
  readonly procedure?: string | undefined;
  /** Code of the receiving or the settling agency. */
  readonly agency?: string | undefined;
  readonly dueBefore?: Moment | undefined;
  /** Fragment of the applicant's name, or a code or its end. */
  readonly text?: string | undefined;
  /** Of an officer: only where a step is going on that he is named for. */
  readonly mine?: boolean | undefined;
  readonly limit: number;
  /** Last row of the page before, or null. */
  readonly after: { readonly submittedAt: Moment; readonly id: string } | null;
}

export interface ListedDossier {
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly receivingAgency: string;
  readonly resolvingAgency: string;
  readonly submittedAt: Moment;
  readonly dueAt: Moment | null;
}

/** Dossiers that the reader may see, the newest first: a citizen's own, an officer's by scope. */
export async function listDossiers(
  db: Db,
  reader: Exclude<Actor, { kind: "system" }>,
  filter: DossierFilter,
): Promise<readonly ListedDossier[]> {
  const visible =
    reader.kind === "officer"
      ? sql`exists (select from dossier_agency x join user_scope s on s.agency_id = x.agency_id where x.dossier_id = d.id and s.officer_id = ${reader.id})`
      : sql`(d.submitted_by = ${reader.id} or d.applicant_identity = ${reader.identityNumber})`;
  const where = sql.join([visible, ...conditions(reader, filter)], sql` and `);
  const { rows } = await sql<ListedDossier>`
    select d.id, coalesce(d.code, d.submission_code) as code, d.status, p.code as "procedureCode", v.name as "procedureName",
      d.applicant_name as "applicantName", r.name as "receivingAgency", g.name as "resolvingAgency",
      d.submitted_at as "submittedAt", d.due_at as "dueAt"
    from dossier d
      join procedure_version v on v.id = d.procedure_version_id
      join procedure p on p.id = v.procedure_id
      join agency r on r.id = d.receiving_agency_id
      join agency g on g.id = d.resolving_agency_id
    where ${where}
    order by d.submitted_at desc, d.id desc
    limit ${filter.limit}`.execute(db);
  return rows;
}

function conditions(reader: Actor, filter: DossierFilter) {
  const { status, procedure, agency, dueBefore, text, mine, after } = filter;
  return [
    ...(status ? [sql`d.status = ${status}`] : []),
    ...(procedure ? [sql`p.code = ${procedure}`] : []),
    ...(agency ? [sql`(r.code = ${agency} or g.code = ${agency})`] : []),
    ...(dueBefore ? [sql`d.due_at < ${dueBefore}::timestamptz`] : []),
    ...(text
      ? [
          sql`(strpos(d.applicant_key, vn_fold(${text})) > 0 or right(d.code, length(${text})) = upper(${text}) or d.submission_code = upper(${text}))`,
        ]
      : []),
    ...(mine && reader.kind === "officer"
      ? [
          sql`exists (select from dossier_stay w where w.dossier_id = d.id and w.ended_at is null and w.officer_id = ${reader.id})`,
        ]
      : []),
    ...(after ? [sql`(d.submitted_at, d.id) < (${after.submittedAt}::timestamptz, ${after.id}::uuid)`] : []),
  ];
}
