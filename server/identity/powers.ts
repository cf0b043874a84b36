import type { CitizenActor } from "../../domain/identity/actor.ts";
import { checkPower, isOfferedTo, isOpenPower, powerState, type PowerFacts } from "../../domain/identity/power.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { inTransaction } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { UseCase } from "../platform/use-case.ts";
import {
  answerRow,
  insertPower,
  listGiven,
  listReceived,
  lockOwner,
  lockPower,
  procedureNames,
  revokeRow,
  type Power,
} from "./power.queries.ts";

type Citizen = UseCase<CitizenActor>;

export interface OwnPowers {
  readonly given: readonly Power[];
  readonly received: readonly Power[];
}

/** What the person gave and what was offered to him; an offer to his number under another name is not for him. */
export async function listPowers({ db, actor }: Omit<Citizen, "now">): Promise<OwnPowers> {
  const [given, received] = await Promise.all([listGiven(db, actor.id), listReceived(db, actor.identityNumber)]);
  return { given, received: received.filter((power) => isOfferedTo(power, actor)) };
}

/** Offers a power of attorney; it holds once it is accepted. Throws 422 with every fault. */
export async function givePower({ db, actor, now }: Citizen, facts: PowerFacts): Promise<string> {
  return inTransaction(db, async (tx) => {
    await lockOwner(tx, actor.id);
    const today = dateOf(now);
    const { procedures } = facts;
    const known = await procedureNames(tx, procedures ?? []);
    const unknown = (procedures ?? []).filter((code) => !known.has(code));
    const open = (await listGiven(tx, actor.id)).filter((one) => isOpenPower(powerState(one, today))).length;
    const faults = checkPower(facts, { today, ownerIdentity: actor.identityNumber, unknown, open });
    const [first] = faults;
    if (first) throw new ApiError(422, first.code, { seen: first.seen, faults });
    const id = newId();
    const owner = { ownerId: actor.id, ownerName: actor.name, ownerIdentity: actor.identityNumber };
    const attorneyName = facts.attorneyName.trim().normalize("NFC");
    await insertPower(tx, { ...facts, ...owner, attorneyName, id, madeAt: now });
    return id;
  });
}

/** Accepts or declines what was offered. Throws 404 for anybody else's, 409 `power-answered`, `power-over`. */
export async function answerPower({ db, actor, now }: Citizen, id: string, accepts: boolean): Promise<void> {
  await inTransaction(db, async (tx) => {
    const power = await lockPower(tx, id);
    if (!power || !isOfferedTo(power, actor)) throw notFound();
    const state = powerState(power, dateOf(now));
    if (!isOpenPower(state) && state !== "declined") throw new ApiError(409, "power-over");
    if (state !== "offered") throw new ApiError(409, "power-answered");
    await answerRow(tx, id, { at: now, acceptedBy: accepts ? actor.id : null });
  });
}

/**
 * Takes a power back at once: its owner, or the attorney who no longer wants it. Throws 404 for anybody else's, 409
 * `power-over`, and `power-not-accepted` for an attorney who has nothing yet to give back.
 */
export async function revokePower({ db, actor, now }: Citizen, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const power = await lockPower(tx, id);
    const isOwner = power?.ownerId === actor.id;
    if (!power || !(isOwner || isOfferedTo(power, actor))) throw notFound();
    const state = powerState(power, dateOf(now));
    if (!isOpenPower(state)) throw new ApiError(409, "power-over");
    if (!isOwner && state === "offered") throw new ApiError(409, "power-not-accepted");
    await revokeRow(tx, id, { at: now, by: isOwner ? "owner" : "attorney" });
  });
}
