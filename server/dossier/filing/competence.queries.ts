import { sql } from "kysely";
import type { CandidateAgency } from "../../../domain/dossier/competence.ts";
import type { Db } from "../../platform/database.ts";

/** An agency that a filing names, or that carries on the work of one. */
export interface NamedAgency extends CandidateAgency {
  readonly isOneStop: boolean;
}

/**
 * Every agency that has or had one of the codes, with all that carried on their work one after the other. The codes stand
 * in a select of their own, lest the database plan anew, at five times the cost, for each list that it is given.
 */
export async function listCandidates(db: Db, codes: readonly string[]): Promise<readonly NamedAgency[]> {
  const { rows } = await sql<NamedAgency>`
    with recursive line as (
      select a.id from agency a where a.code = any((select ${[...codes]}::text[])::text[])
      union
      select s.successor_id from agency_successor s join line l on l.id = s.predecessor_id
    )
    select a.id, a.code, a.level, a.is_one_stop as "isOneStop", a.valid_from as "validFrom", a.valid_to as "validTo",
      array(select s.successor_id from agency_successor s where s.predecessor_id = a.id order by s.successor_id) as "successorIds"
    from line l join agency a on a.id = l.id`.execute(db);
  return rows;
}
