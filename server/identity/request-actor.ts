import { hasRoleAnywhere, type Actor, type CitizenActor, type OfficerActor } from "../../domain/identity/actor.ts";
import type { Role } from "../../domain/organisation/role.ts";
import { ApiError } from "../platform/errors.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, or null. */
    actor: Actor | null;
  }
}

interface Asked {
  readonly actor: Actor | null;
}

/** Whoever is signed in. Throws 401. */
export function requireActor({ actor }: Asked): Actor {
  if (!actor) throw new ApiError(401, "sign-in-required");
  return actor;
}

/** The signed-in officer. Throws 401 when nobody is signed in, 403 when it is a citizen. */
export function requireOfficer(asked: Asked): OfficerActor {
  const actor = requireActor(asked);
  if (actor.kind !== "officer") throw new ApiError(403, "not-your-role");
  return actor;
}

/** The signed-in citizen. Throws 401 when nobody is signed in, 403 when it is an officer. */
export function requireCitizen(asked: Asked): CitizenActor {
  const actor = requireActor(asked);
  if (actor.kind !== "citizen") throw new ApiError(403, "not-your-role");
  return actor;
}

/** Refuses everybody but an administrator of some agency, and the operator at the command line. Throws 403. */
export function requireAdministrator(actor: Actor): void {
  if (actor.kind === "system") return;
  if (actor.kind !== "officer" || !hasRoleAnywhere(actor, "administrator")) throw new ApiError(403, "not-your-role");
}

/** The signed-in officer who holds the role somewhere. Throws 401 and 403. */
export function requireRole(asked: Asked, role: Role): OfficerActor {
  const officer = requireOfficer(asked);
  if (!hasRoleAnywhere(officer, role)) throw new ApiError(403, "not-your-role");
  return officer;
}
