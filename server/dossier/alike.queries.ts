import type { Dossier } from "../../domain/dossier/dossier.ts";
import type { Db } from "../platform/database.ts";

/** Other dossiers of the person with the same procedure, for the warning before reception. */
export async function listAlike(
  db: Db,
  dossier: Dossier,
): Promise<readonly { code: string; status: string; submittedAt: string }[]> {
  const rows = await db
    .selectFrom("dossier as d")
    .innerJoin("procedure_version as v", "v.id", "d.procedure_version_id")
    .innerJoin("procedure_version as own", "own.procedure_id", "v.procedure_id")
    .select(["d.code", "d.submission_code", "d.status", "d.submitted_at"])
    .where("own.id", "=", dossier.procedureVersionId)
    .where("d.applicant_identity", "=", dossier.applicant.identityNumber)
    .where("d.id", "!=", dossier.id)
    .where("d.status", "not in", ["refused", "withdrawn"])
    .orderBy("d.submitted_at", "desc")
    .limit(5)
    .execute();
  return rows.map((row) => ({
    code: row.code ?? row.submission_code,
    status: row.status,
    submittedAt: row.submitted_at,
  }));
}
