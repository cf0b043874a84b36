import { EMERGENCY_ASKS_A_DAY, emergencyFaults, mayAskEmergencyRead } from "../../../domain/dossier/emergency-read.ts";
import type { OfficerActor } from "../../../domain/identity/actor.ts";
import { fromEpoch, toEpoch, type Moment } from "../../../domain/shared/moment.ts";
import { seenText } from "../../../domain/shared/storable-text.ts";
import { normalise } from "../../../domain/shared/vietnamese-text.ts";
import { getProvince } from "../../organisation/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { ApiError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { findByCodeFor } from "../link.queries.ts";
import { logEmergencyAsk } from "../log-read.ts";
import { countAsks, findOpenGrant, giveGrant } from "./emergency.queries.ts";

const HOUR = 3_600_000;
const MOST_TYPED = 1100;

interface Asked {
  readonly officer: OfficerActor;
  readonly code: string;
  readonly reason: string;
  readonly requestId: string;
}

export interface Given {
  readonly id: string;
  readonly dossierId: string;
  readonly until: Moment;
}

/**
 * Lets the officer read one dossier beyond his scope for some hours; asked again while that lasts, it is the same grant.
 * Throws 403 `not-your-role`; 422 with every fault; 429 `emergency-too-many`; 409 `emergency-not-needed` with the
 * dossier for one in his scope; 422 `emergency-code-unknown` for a code that no other dossier has. Each asking is logged.
 */
export async function askEmergencyRead(deps: Deps, { officer, requestId, ...typed }: Asked): Promise<Given> {
  if (!mayAskEmergencyRead(officer)) throw new ApiError(403, "not-your-role");
  const code = seenText(normalise(typed.code).trim().toUpperCase(), 60);
  const reason = seenText(normalise(typed.reason).trim(), MOST_TYPED);
  const faults = emergencyFaults({ code, reason });
  if (faults.length > 0) throw refused(faults);
  const db = deps.dbFor(officer);
  const now = deps.now();
  const own = await findByCodeFor(db, code, officer);
  if (own) throw new ApiError(409, "emergency-not-needed", { dossierId: own.id });
  const open = await findOpenGrant(db, code);
  if (open) return open;
  const yesterday = fromEpoch(toEpoch(now) - 24 * HOUR);
  if ((await countAsks(db, officer.id, yesterday)) >= EMERGENCY_ASKS_A_DAY)
    throw new ApiError(429, "emergency-too-many", { most: EMERGENCY_ASKS_A_DAY });
  const { emergencyHours } = await getProvince(db);
  const until = fromEpoch(toEpoch(now) + emergencyHours * HOUR);
  const grant = { id: newId(), code, agencyId: agencyFor(officer), reason, at: now, until, requestId };
  const dossierId = await db.transaction().execute(async (tx) => {
    const found = await giveGrant(tx, grant);
    await logEmergencyAsk({ db: tx, now: () => now }, { actor: officer, requestId }, found ?? null);
    return found;
  });
  // Only now: what was asked for in vain stays written down.
  if (dossierId === undefined) throw refused([{ field: "code", code: "emergency-code-unknown" }]);
  return { id: grant.id, dossierId, until };
}

function refused(faults: readonly { readonly field: string; readonly code: string }[]): ApiError {
  return new ApiError(422, faults[0]?.code ?? "", { faults });
}

function agencyFor({ appointments }: OfficerActor): string {
  const [held] = appointments;
  if (!held) throw new ApiError(403, "not-your-role");
  return held.agencyId;
}
