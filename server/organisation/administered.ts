import { hasRole, hasRoleAnywhere, type Actor } from "../../domain/identity/actor.ts";
import type { Db } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { isId } from "../platform/ids.ts";
import { listAbove, listParents } from "./organisation.queries.ts";

/** Whether the actor keeps this agency: the operator, or an administrator of it or of one above it. */
export async function administers(db: Db, actor: Actor, agencyId: string): Promise<boolean> {
  if (actor.kind === "system") return true;
  if (actor.kind !== "officer" || !isId(agencyId)) return false;
  return (await listAbove(db, agencyId)).some((id) => hasRole(actor, "administrator", id));
}

/** Refuses everybody but an administrator over the agency. Throws 403, and 404 for another branch of the tree. */
export async function requireAdministered(db: Db, actor: Actor, agencyId: string): Promise<void> {
  if (await administers(db, actor, agencyId)) return;
  const elsewhere = actor.kind === "officer" && hasRoleAnywhere(actor, "administrator");
  throw elsewhere ? notFound() : new ApiError(403, "not-your-role");
}

/** Every agency that the actor keeps: those where the actor is administrator, and all below them. */
export async function listAdministered(db: Db, actor: Actor): Promise<ReadonlySet<string>> {
  const every = await listParents(db);
  const kept = new Set(
    every
      .filter(({ id }) => actor.kind === "system" || (actor.kind === "officer" && hasRole(actor, "administrator", id)))
      .map(({ id }) => id),
  );
  // As deep as the tree is: each round finds the next level below.
  for (let size = -1; size !== kept.size;) {
    size = kept.size;
    for (const { id, parentId } of every) if (parentId !== null && kept.has(parentId)) kept.add(id);
  }
  return kept;
}
