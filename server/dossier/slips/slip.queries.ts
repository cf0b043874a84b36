import type { Dossier } from "../../../domain/dossier/dossier.ts";
import type { DossierEvent, DossierFact } from "../../../domain/dossier/event.ts";
import { slipRegime, type SlipKind, type SlipSet } from "../../../domain/slip/slip.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import type { Db } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { takeNumber } from "../ledger.queries.ts";

/** Which slips an event brings into the world; the control sheet goes with the dossier from reception on. */
const SLIPS_OF: Partial<Record<DossierFact["type"], readonly SlipKind[]>> = {
  received: ["receipt", "control-sheet"],
  "reception-refused": ["refusal"],
  "supplement-requested": ["supplement-request"],
  apologised: ["apology"],
  withdrawn: ["stop-notice"],
  stopped: ["stop-notice"],
};

export interface DueSlip {
  readonly kind: SlipKind;
  readonly set: SlipSet;
  readonly agencyId: string;
  /** The year in which its numbers run. */
  readonly period: string;
}

/** The slips that an event brings into the world, and in which books they are numbered. */
export function slipsOf(
  { receivingAgencyId, resolvingAgencyId }: Pick<Dossier, "receivingAgencyId" | "resolvingAgencyId">,
  event: DossierEvent,
): readonly DueSlip[] {
  const set = slipRegime(dateOf(event.at));
  const agencyId = event.fact.type === "apologised" ? resolvingAgencyId : receivingAgencyId;
  // The stop notice exists only since the circular of 2025.
  const kinds = (SLIPS_OF[event.fact.type] ?? []).filter((kind) => kind !== "stop-notice" || set !== "2018");
  return kinds.map((kind) => ({ kind, set, agencyId, period: event.at.slice(0, 4) }));
}

/** Numbers the slips of an event in its transaction: per agency, kind and year, without gap. */
export async function issueSlips(tx: Db, dossier: Dossier, event: DossierEvent): Promise<void> {
  for (const { kind, set, agencyId, period } of slipsOf(dossier, event)) {
    const number = await takeNumber(tx, { kind: `slip-${kind}`, agencyId, period });
    await tx
      .insertInto("slip")
      .values({
        id: newId(),
        dossier_id: dossier.id,
        kind,
        slip_set: set,
        number,
        period,
        agency_id: agencyId,
        issued_at: event.at,
        issued_by: event.actor.name,
        dossier_version: event.version,
      })
      .execute();
  }
}

export interface IssuedSlip {
  readonly id: string;
  readonly dossierId: string;
  readonly kind: SlipKind;
  readonly set: SlipSet;
  readonly number: number;
  readonly agencyId: string;
  readonly issuedAt: Moment;
  readonly issuedBy: string;
  /** Number of the event that brought it into the world. */
  readonly dossierVersion: number;
}

const slips = (db: Db) =>
  db
    .selectFrom("slip as s")
    .select([
      "s.id",
      "s.dossier_id",
      "s.kind",
      "s.slip_set",
      "s.number",
      "s.agency_id",
      "s.issued_at",
      "s.issued_by",
      "s.dossier_version",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof slips>["executeTakeFirstOrThrow"]>>;

function toSlip(row: Row): IssuedSlip {
  return {
    id: row.id,
    dossierId: row.dossier_id,
    kind: row.kind as SlipKind,
    set: row.slip_set as SlipSet,
    number: row.number,
    agencyId: row.agency_id,
    issuedAt: row.issued_at,
    issuedBy: row.issued_by,
    dossierVersion: row.dossier_version,
  };
}

export async function listSlips(db: Db, dossierId: string): Promise<readonly IssuedSlip[]> {
  return (await slips(db).where("s.dossier_id", "=", dossierId).orderBy("s.issued_at").orderBy("s.id").execute()).map(
    toSlip,
  );
}

export async function findSlip(db: Db, id: string): Promise<IssuedSlip | undefined> {
  const row = await slips(db).where("s.id", "=", id).executeTakeFirst();
  return row && toSlip(row);
}
