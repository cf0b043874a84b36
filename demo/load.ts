import type { Moment } from "../domain/shared/moment.ts";
import type { Db } from "../server/platform/database.ts";
import { loadDemoProcedures } from "./procedures/load.ts";
import { loadProvince } from "./province/load-province.ts";

/** Fills an empty database with the demo province, whole or not at all; one that has agencies is left as it is. */
export async function loadDemo({ db, now }: { db: Db; now: Moment }): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const known = await tx.selectFrom("agency").select("id").limit(1).executeTakeFirst();
    if (known) return false;
    await loadProvince(tx, now);
    await loadDemoProcedures(tx, now);
    return true;
  });
}
