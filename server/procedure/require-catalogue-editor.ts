import { hasRole, type Actor } from "../../domain/identity/actor.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { listAgencies } from "../organisation/index.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";

interface Asked {
  readonly db: Db;
  readonly actor: Actor;
  readonly now: Moment;
}

/** Refuses all but the administrators of the province itself and the operator at the command line. Throws 403. */
export async function requireCatalogueEditor({ db, actor, now }: Asked): Promise<void> {
  if (actor.kind === "system") return;
  const tops = (await listAgencies(db, dateOf(now))).filter(({ parentId }) => parentId === null);
  if (actor.kind !== "officer" || !tops.some(({ id }) => hasRole(actor, "administrator", id)))
    throw new ApiError(403, "not-your-role");
}
