import { sql, type RawBuilder } from "kysely";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import type { DossierLink, LinkKind } from "../../domain/dossier/link-kind.ts";
import type { Actor } from "../../domain/identity/actor.ts";
import type { DossierStatus } from "../../domain/dossier/status.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { readBy, seenBy } from "./visible.queries.ts";

/** The dossier of that code if the actor may see it, by scope or because it is his own. */
export async function findByCodeFor(db: Db, code: string, actor: Actor): Promise<{ id: string } | undefined> {
  return db
    .selectFrom("dossier as d")
    .select("d.id")
    .where((eb) => eb.or([eb("d.code", "=", code), eb("d.submission_code", "=", code)]))
    .where(seenBy(actor, sql.ref("d")))
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

export interface Surroundings {
  /** The links of the dossier from both sides, as far as the reader may see the other dossier. */
  readonly links: readonly ShownLink[];
  /** Names of the agencies that have to do with it, by id. */
  readonly agencies: ReadonlyMap<string, string>;
  /** The grant under which the reader reads what lies beyond his scope; null within it. */
  readonly emergency: Emergency | null;
}

export interface Emergency {
  readonly id: string;
  readonly until: Moment;
  readonly reason: string;
}

interface SurroundingsRow {
  readonly links: readonly ShownLink[];
  readonly agencies: readonly (readonly [string, string])[];
  readonly emergency: Emergency | null;
}

/** What is shown around a dossier that the reader may see. */
export async function readSurroundings(db: Db, dossierId: string, reader: Actor): Promise<Surroundings> {
  const { rows } = await sql<SurroundingsRow>`
    select ${surroundings(sql`${dossierId}::uuid`, reader)}`.execute(db);
  return toSurroundings(rows[0]);
}

/** The dossier and what is shown around it, in one query because every answer of the API needs both, if he may see it. */
export async function findShown(
  db: Db,
  dossierId: string,
  reader: Actor,
): Promise<{ readonly dossier: Dossier; readonly around: Surroundings } | undefined> {
  const { rows } = await sql<SurroundingsRow & { readonly state: Dossier }>`
    select own.state, ${surroundings(sql`own.id`, reader)}
    from dossier own
    where own.id = ${dossierId}::uuid and ${readBy(reader, sql.ref("own"))}`.execute(db);
  const [row] = rows;
  return row && { dossier: row.state, around: toSurroundings(row) };
}

/** A link as it was made; how the other dossier stands is left to its events. */
export type DatedLink = Pick<ShownLink, "id" | "kind" | "namedByOther" | "procedureName">;

/** The links that were made up to a moment, from both sides, as far as the reader may see the other dossier today. */
export async function listLinksUntil(
  db: Db,
  dossierId: string,
  { reader, at }: { readonly reader: Actor; readonly at: Moment },
): Promise<readonly DatedLink[]> {
  const { rows } = await sql<DatedLink>`
    select d.id, l.kind, l.named as "namedByOther", v.name as "procedureName"
    from (
      select l.other_id as id, l.kind, false as named, l.linked_at from dossier_link l
      where l.dossier_id = ${dossierId}::uuid
      union all
      select l.dossier_id, l.kind, true, l.linked_at from dossier_link l where l.other_id = ${dossierId}::uuid
    ) l join dossier d on d.id = l.id join procedure_version v on v.id = d.procedure_version_id
    where l.linked_at <= ${at}::timestamptz and ${seenBy(reader, sql.ref("d"))}
    order by d.submitted_at, d.id`.execute(db);
  return rows;
}

function surroundings(dossierId: RawBuilder<unknown>, reader: Actor): RawBuilder<unknown> {
  return sql`(
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'code', coalesce(d.code, d.submission_code),
        'status', d.status, 'procedureName', v.name, 'kind', l.kind, 'namedByOther', l.named)
        order by d.submitted_at, d.id), '[]')
      from (
        select l.other_id as id, l.kind, false as named from dossier_link l where l.dossier_id = ${dossierId}
        union all
        select l.dossier_id, l.kind, true from dossier_link l where l.other_id = ${dossierId}
      ) l join dossier d on d.id = l.id join procedure_version v on v.id = d.procedure_version_id
      where ${seenBy(reader, sql.ref("d"))}
    ) as links, (
      select coalesce(jsonb_agg(jsonb_build_array(a.id, a.name)), '[]')
      from dossier_agency x join agency a on a.id = x.agency_id
      where x.dossier_id = ${dossierId}
    ) as agencies, (
      select jsonb_build_object('id', g.id, 'until', g.until, 'reason', g.reason)
      from reader_emergencies() e join emergency_grant g on g.id = e.grant_id
      where e.dossier_id = ${dossierId} limit 1
    ) as emergency`;
}

function toSurroundings({ links = [], agencies = [], emergency = null }: Partial<SurroundingsRow> = {}): Surroundings {
  return { links, agencies: new Map(agencies), emergency };
}
