import { hasRole } from "../../domain/identity/actor.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { ApiError } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { listAgencies } from "./organisation.queries.ts";

/** For what belongs to no agency: an administrator of the province itself, or the operator's command. Throws 403. */
export async function requireProvinceAdministrator({ db, actor, now }: UseCase): Promise<void> {
  if (actor.kind === "system") return;
  const tops = (await listAgencies(db, dateOf(now))).filter(({ parentId }) => parentId === null);
  const is = actor.kind === "officer" && tops.some(({ id }) => hasRole(actor, "administrator", id));
  if (!is) throw new ApiError(403, "not-your-role");
}
