import { sql } from "kysely";
import { involvedAgencies, type Dossier } from "../../../domain/dossier/dossier.ts";
import type { DossierEvent } from "../../../domain/dossier/event.ts";
import { UNANSWERED } from "../../platform/connection.ts";
import type { Db } from "../../platform/database.ts";
import { CHAIN_START, chainTextAround, factText } from "../event-hash.ts";
import type { NumberSeries } from "../ledger.queries.ts";

export interface Filed {
  /** As it will be, with the mark where the number belongs. */
  readonly dossier: Dossier;
  readonly event: DossierEvent;
  /** The series of its submission code's number. */
  readonly series: NumberSeries;
  /** Stands for the number wherever the code stands; nothing else in the dossier may contain it. */
  readonly mark: string;
}

/**
 * Takes the next number of the series and saves the dossier with its first event under it. All filings of a counter and
 * day want the same row of the series and it is held until the commit, so nothing may wait for us in between: the
 * database itself writes the number, of at least four digits, in the place of the mark and hashes the event. The caller
 * does not learn the number; he asks for nothing else before the commit, and it all travels at once.
 */
export async function insertFiled(tx: Db, { dossier, event, series, mark }: Filed): Promise<void> {
  const { id } = dossier;
  const around = chainTextAround(event, CHAIN_START);
  const numbered = (text: string) => sql`replace(${text}::text, ${mark}::text, t.digits)`;
  await sql`${sql.raw(UNANSWERED)}
    with taken as (
      insert into number_series as n (kind, agency_id, period, last)
      values (${series.kind}, ${series.agencyId}::uuid, ${series.period}, 1)
      on conflict (kind, agency_id, period) do update set last = n.last + 1
      returning lpad(n.last::text, greatest(4, length(n.last::text)), '0') as digits
    ), filed as materialized (
      select ${numbered(dossier.submissionCode)} as code, ${numbered(JSON.stringify(dossier))}::jsonb as state,
        ${numbered(factText(event.fact))} as fact
      from taken t
    ), chained as materialized (
      select f.fact, encode(sha256(convert_to(${around.before} || f.fact || ${around.after}, 'UTF8')), 'hex') as hash
      from filed f
    ), saved as (
      insert into dossier (id, version, status, submission_code, procedure_version_id, process_version_id, channel,
        applicant_name, applicant_identity, submitted_by, receiving_agency_id, resolving_agency_id, submitted_at, state,
        last_hash, power_id)
      select ${id}::uuid, ${dossier.version}::int, ${dossier.status}, f.code, ${dossier.procedureVersionId}::uuid,
        ${dossier.processVersionId}::uuid, ${dossier.channel}, ${dossier.applicant.name},
        ${dossier.applicant.identityNumber}, ${dossier.submittedBy.id}, ${dossier.receivingAgencyId}::uuid,
        ${dossier.resolvingAgencyId}::uuid, ${dossier.submittedAt}::timestamptz, f.state, c.hash,
        ${dossier.authorisation?.powerId ?? null}::uuid
      from filed f, chained c
    ), involved as (
      insert into dossier_agency (dossier_id, agency_id, status, procedure_version_id, submitted_at)
      select ${id}::uuid, unnest(${involvedAgencies(dossier)}::uuid[]), ${dossier.status},
        ${dossier.procedureVersionId}::uuid, ${dossier.submittedAt}::timestamptz
    )
    insert into dossier_event (dossier_id, version, at, actor_kind, actor_id, actor_name, agency_id, type, fact,
      previous_hash, hash)
    select ${id}::uuid, ${event.version}::int, ${event.at}::timestamptz, ${event.actor.kind}, ${event.actor.id},
      ${event.actor.name}, ${event.agencyId}::uuid, ${event.fact.type}, c.fact::json, ${CHAIN_START}, c.hash
    from chained c`.execute(tx);
}
