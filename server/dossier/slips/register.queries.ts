import { sql } from "kysely";
import type { Moment } from "../../../domain/shared/moment.ts";
import type { PlainDate } from "../../../domain/shared/plain-date.ts";
import type { RegisterRow } from "../../../domain/slip/slip-data.ts";
import type { Db } from "../../platform/database.ts";

export interface Span {
  readonly from: PlainDate;
  /** The last day, included. */
  readonly to: PlainDate;
}

/** Counters whose book the officer may read, by code: one-stops within his scope, closed ones included. */
export async function listBooks(
  db: Db,
  officerId: string,
): Promise<readonly { readonly id: string; readonly code: string; readonly name: string }[]> {
  return db
    .selectFrom("agency as a")
    .innerJoin("user_scope as s", "s.agency_id", "a.id")
    .select(["a.id", "a.code", "a.name"])
    .where("s.officer_id", "=", officerId)
    .where("a.is_one_stop", "=", true)
    .orderBy("a.code")
    .orderBy("a.valid_from", "desc")
    .execute();
}

/**
 * The dossiers that the counter received in the span, in the order of its book: the running number is the receipt's.
 * One row more than `limit` says that there are more.
 */
export async function listRegister(
  db: Db,
  { agencyId, from, to }: Span & { readonly agencyId: string },
  limit: number,
): Promise<readonly RegisterRow[]> {
  const { rows } = await sql<{
    sequence: number;
    code: string;
    procedure: string;
    applicant: string;
    contact: { address: string; phone: string };
    agency: string;
    receivedAt: Moment;
    dueAt: Moment | null;
    returnedAt: Moment | null;
    method: string | null;
  }>`
    select p.number as sequence, d.code, v.name as procedure, d.applicant_name as applicant,
      d.state -> 'applicant' as contact, g.name as agency, d.received_at as "receivedAt", d.due_at as "dueAt",
      d.returned_at as "returnedAt", h.fact ->> 'method' as method
    from dossier d
      join procedure_version v on v.id = d.procedure_version_id
      join agency g on g.id = d.resolving_agency_id
      join slip p on p.dossier_id = d.id and p.kind = 'receipt'
      left join lateral (
        select e.fact from dossier_event e where e.dossier_id = d.id and e.type = 'handed-out' order by e.version limit 1) h on true
    where d.receiving_agency_id = ${agencyId}
      and d.received_at >= ${from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'
      and d.received_at < (${to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
    order by d.received_at, p.number
    limit ${limit + 1}`.execute(db);
  return rows.map((row) => ({
    sequence: String(row.sequence).padStart(2, "0"),
    dossierCode: row.code,
    procedureName: row.procedure,
    applicantName: row.applicant,
    contact: [row.contact.address, row.contact.phone].filter(Boolean).join("; "),
    agencyName: row.agency,
    receivedAt: row.receivedAt,
    dueAt: row.dueAt ?? undefined,
    returnedAt: row.returnedAt ?? undefined,
    resultChannel: row.method ?? undefined,
  }));
}
