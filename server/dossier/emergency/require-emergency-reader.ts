import { mayAskEmergencyRead, mayOverseeEmergencyReads } from "../../../domain/dossier/emergency-read.ts";
import type { Actor, OfficerActor } from "../../../domain/identity/actor.ts";
import { requireOfficer } from "../../identity/index.ts";
import { ApiError } from "../../platform/errors.ts";

/** Whoever may ask for an emergency reading or oversees others'. Throws 401 and 403. */
export function requireEmergencyReader(asked: { readonly actor: Actor | null }): OfficerActor {
  const officer = requireOfficer(asked);
  if (!mayAskEmergencyRead(officer) && !mayOverseeEmergencyReads(officer)) throw new ApiError(403, "not-your-role");
  return officer;
}
