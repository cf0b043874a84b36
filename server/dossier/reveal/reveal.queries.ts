import { sql } from "kysely";
import { REVEAL_MINUTES } from "../../../domain/dossier/disclosure.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import type { Db } from "../../platform/database.ts";

interface Asked {
  readonly dossierId: string;
  readonly officerId: string;
  readonly now: Moment;
}

/** Whether the officer said a short while ago what he needs the masked data of the dossier for. */
export async function isRevealed(db: Db, { dossierId, officerId, now }: Asked): Promise<boolean> {
  const { rows } = await sql`
    select from access_log a
    where a.dossier_id = ${dossierId}::uuid and a.actor_id = ${officerId} and a.kind = 'reveal'
      and a.at > ${now}::timestamptz - ${REVEAL_MINUTES} * interval '1 minute' and a.at <= ${now}::timestamptz
    limit 1`.execute(db);
  return rows.length > 0;
}
