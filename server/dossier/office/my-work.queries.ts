import { sql } from "kysely";
import type { Pause, SupplementPolicy, TimeLimit } from "../../../domain/calendar/time-limit.ts";
import { capacitiesOf, type CitizenActor, type OfficerActor } from "../../../domain/identity/actor.ts";
import type { Dossier } from "../../../domain/dossier/dossier.ts";
import type { DossierStatus } from "../../../domain/dossier/status.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import type { Db } from "../../platform/database.ts";
import { findIds } from "../find-ids.queries.ts";
import { ownBy } from "../visible.queries.ts";

/** A dossier as a line of a list, with what its date is reckoned from. */
export interface ListedRow {
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly dueAt: Moment | null;
  readonly submittedAt: Moment;
  readonly receivedAt: Moment | null;
  /** Agency whose calendar counts. */
  readonly agencyId: string;
  readonly limit: TimeLimit | null;
  readonly supplementPolicy: SupplementPolicy;
  readonly pauses: readonly Pause[];
  readonly apology: Dossier["apology"];
}

/** What waits for an officer, with what says how urgent it is; the dossier itself is read for those that are shown. */
export interface Waiting {
  readonly id: string;
  readonly status: DossierStatus;
  readonly dueAt: Moment | null;
  readonly submittedAt: Moment;
  /** Agency whose calendar counts. */
  readonly agencyId: string;
  readonly stepName: string | null;
  readonly stepDueAt: Moment | null;
  /** When the step came to this officer or his agency. */
  readonly stepStartedAt: Moment | null;
  /** The officer's agency is asked for its opinion; no step of its own is open. */
  readonly opinionAsked: boolean;
  /** Other agencies have been asked and have not answered yet. */
  readonly waitsForOthers: boolean;
  /** Name of the officer for whom the work is done; null for his own. */
  readonly onBehalfOf: string | null;
}

const LISTED = sql`d.id, coalesce(d.code, d.submission_code) as code, d.status, v.name as "procedureName",
  d.applicant_name as "applicantName", d.due_at as "dueAt", d.submitted_at as "submittedAt", d.received_at as "receivedAt",
  d.resolving_agency_id as "agencyId", nullif(d.state->'limit', 'null') as "limit", d.state->>'supplementPolicy' as "supplementPolicy",
  d.state->'pauses' as pauses, nullif(d.state->'apology', 'null') as apology`;

const WAITING = sql`d.id, d.status, d.due_at as "dueAt", d.submitted_at as "submittedAt",
  d.resolving_agency_id as "agencyId"`;
// Named one by one: a statement with an asterisk is planned anew each time.
const ON_TABLE = sql`w.id, w.status, w."dueAt", w."submittedAt", w."agencyId", w."stepName", w."stepDueAt",
  w."stepStartedAt", w."waitsForOthers", w."opinionAsked", w."onBehalfOf"`;

/**
 * Each role that the officer holds in an agency: his own, then those of the officers for whom he stands in. What nobody
 * was named for is listed once, by the first who holds its role.
 */
function rolesHeld(officer: OfficerActor): string {
  const seen = new Set<string>();
  const held = capacitiesOf(officer).flatMap(({ id, name, appointments }) =>
    appointments.flatMap(({ agencyId: agency, roles }) =>
      [...roles].map((role) => ({ agency, role, holder: id, behalf: id === officer.id ? null : name })),
    ),
  );
  return JSON.stringify(
    held.map((one) => {
      const first = !seen.has(`${one.agency} ${one.role}`);
      seen.add(`${one.agency} ${one.role}`);
      return { ...one, first };
    }),
  );
}

/**
 * What waits for this officer, the most urgent first: open steps of his agencies in a role he holds that nobody else
 * was named for, dossiers at his counters that wait for reception, for the applicant or to have their papers given back,
 * paper bundles on their way to his agencies, and opinions asked of them. Nothing is read of a dossier's state here but
 * where an opinion is asked: a counter of a large commune has a thousand of them.
 */
export async function listWork(db: Db, officer: OfficerActor, limit: number): Promise<readonly Waiting[]> {
  const { rows } = await sql<{ items: readonly Waiting[] }>`
    with held as (
      select h.agency, h.role, h.holder, h.first, h.behalf
      from jsonb_to_recordset(${rolesHeld(officer)}::jsonb)
        as h(agency uuid, role text, holder text, first boolean, behalf text)
    ), mine as (
      select ${WAITING}, p.name as "stepName", s.due_at as "stepDueAt", s.started_at as "stepStartedAt", case
          when exists (select from dossier_consultation q where q.dossier_id = d.id and q.answered_at is null)
          then exists (
            select from jsonb_array_elements(d.state->'consultations') c
            where c->>'answer' is null and (c->>'askedByAgencyId')::uuid = s.agency_id)
          else false end as "waitsForOthers", false as "opinionAsked", h.behalf as "onBehalfOf"
      from dossier_stay s
        join dossier d on d.id = s.dossier_id
        -- One row of the index; a plain join behind the wall of readers reads all steps for each dossier.
        cross join lateral (
          select t.name, t.role from process_step t
          where t.process_version_id = d.process_version_id and t.key = s.step_key
          limit 1) p
        join held h on h.agency = s.agency_id and h.role = p.role
      where s.ended_at is null and (s.officer_id = h.holder or (s.officer_id is null and h.first))
        and d.status in ('received', 'processing', 'finished', 'awaiting-supplement', 'awaiting-payment')
    ), asked as (
      select distinct on (d.id, c.id) ${WAITING}, null as "stepName", c.due_at as "stepDueAt", (
          select (e ->> 'askedAt')::timestamptz from jsonb_array_elements(d.state -> 'consultations') e
          where (e ->> 'id')::integer = c.id) as "stepStartedAt", false as "waitsForOthers", true as "opinionAsked",
        h.behalf as "onBehalfOf"
      from dossier_consultation c
        join held h on h.agency = c.agency_id and h.role in ('appraiser', 'handler', 'leader')
        join dossier d on d.id = c.dossier_id
      where c.answered_at is null and d.status in ('processing', 'awaiting-supplement', 'awaiting-payment')
      order by d.id, c.id, h.behalf nulls first
    ), counter as (
      select ${WAITING}, h.behalf from dossier d
        join held h on h.agency = d.receiving_agency_id and h.role = 'receiver' and h.first
      where d.status in ('submitted', 'awaiting-supplement', 'awaiting-payment')
      union
      select ${WAITING}, h.behalf from dossier d
        join held h on h.agency = d.receiving_agency_id and h.role = 'receiver' and h.first
      where d.status in ('withdrawn', 'stopped') and d.custody_agency_id is not null
          and coalesce(d.custody_to_agency_id, d.custody_agency_id) = d.receiving_agency_id
      union
      select ${WAITING}, h.behalf from dossier d
        join held h on h.agency = d.custody_to_agency_id and h.role in ('receiver', 'seal-clerk') and h.first
    ), urgent as (
      select ${ON_TABLE} from mine w
      union all
      select ${ON_TABLE} from asked w
      union all
      select w.id, w.status, w."dueAt", w."submittedAt", w."agencyId", null, null, null, false, false,
        case when bool_and(w.behalf is not null) then min(w.behalf) end
      from counter w where w.id not in (select m.id from mine m)
      group by w.id, w.status, w."dueAt", w."submittedAt", w."agencyId"
      order by "dueAt" nulls first, "submittedAt", id limit ${limit}
    )
    select coalesce(jsonb_agg(to_jsonb(u) order by u."dueAt" nulls first, u."submittedAt", u.id), '[]') as items
    from urgent u`.execute(db);
  return rows[0]?.items ?? [];
}

/** The dossiers of these ids as lines of a list, by id; the caller knows that the reader may see them. */
export async function listRows(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, ListedRow>> {
  const { rows } = await sql<ListedRow>`
    select ${LISTED}
    from dossier d join procedure_version v on v.id = d.procedure_version_id
    where d.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Dossiers in the officer's scope by a fragment of code or of the applicant's name, accents or not. */
export async function searchDossiers(
  db: Db,
  officerId: string,
  { text, limit }: { text: string; limit: number },
): Promise<readonly ListedRow[]> {
  const ids = await findIds(db, officerId, { text, limit });
  const found = await listRows(db, ids);
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** A citizen's own dossiers, the newest first. */
export async function listOwn(db: Db, person: CitizenActor): Promise<readonly ListedRow[]> {
  const { rows } = await sql<ListedRow>`
    select ${LISTED}
    from dossier d join procedure_version v on v.id = d.procedure_version_id
    where ${ownBy(person, sql.ref("d"))}
    order by d.submitted_at desc limit 200`.execute(db);
  return rows;
}
