import { sql } from "kysely";
import type { DossierLink, LinkKind } from "../../domain/dossier/link-kind.ts";
import type { Actor } from "../../domain/identity/actor.ts";
import type { DossierStatus } from "../../domain/dossier/status.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

/** The dossier of that code if the actor may see it, by scope or because it is his own. */
export async function findByCodeFor(db: Db, code: string, actor: Actor): Promise<{ id: string } | undefined> {
  if (actor.kind === "system") return undefined;
  const mine =
    actor.kind === "officer"
      ? sql<boolean>`exists (select from dossier_agency x join user_scope s on s.agency_id = x.agency_id where x.dossier_id = d.id and s.officer_id = ${actor.id})`
      : sql<boolean>`(d.submitted_by = ${actor.id} or d.applicant_identity = ${actor.identityNumber})`;
  return db
    .selectFrom("dossier as d")
    .select("d.id")
    .where((eb) => eb.or([eb("d.code", "=", code), eb("d.submission_code", "=", code)]))
    .where(mine)
    .executeTakeFirst();
}

export async function insertLinks(tx: Db, dossierId: string, links: readonly DossierLink[], at: Moment): Promise<void> {
  if (links.length === 0) return;
  await tx
    .insertInto("dossier_link")
    .values(
      links.map(({ kind, dossierId: otherId }) => ({ dossier_id: dossierId, other_id: otherId, kind, linked_at: at })),
    )
    .execute();
}

export interface ShownLink {
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedureName: string;
  readonly kind: LinkKind;
  /** Whether the other dossier names this one, so that the kind is read from its side. */
  readonly namedByOther: boolean;
}

/** The links of a dossier from both sides, as far as the reader may see the other dossier. */
export async function listLinks(db: Db, dossierId: string, reader: Actor): Promise<readonly ShownLink[]> {
  if (reader.kind === "system") return [];
  const mine =
    reader.kind === "officer"
      ? sql`exists (select from dossier_agency x join user_scope s on s.agency_id = x.agency_id where x.dossier_id = d.id and s.officer_id = ${reader.id})`
      : sql`(d.submitted_by = ${reader.id} or d.applicant_identity = ${reader.identityNumber})`;
  const { rows } = await sql<ShownLink>`
    with link as (
      select l.other_id as id, l.kind, false as named from dossier_link l where l.dossier_id = ${dossierId}::uuid
      union all
      select l.dossier_id, l.kind, true from dossier_link l where l.other_id = ${dossierId}::uuid
    )
    select d.id, coalesce(d.code, d.submission_code) as code, d.status, v.name as "procedureName", l.kind, l.named as "namedByOther"
    from link l join dossier d on d.id = l.id join procedure_version v on v.id = d.procedure_version_id
    where ${mine}
    order by d.submitted_at, d.id`.execute(db);
  return rows;
}
