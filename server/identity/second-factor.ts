import type { OfficerActor } from "../../domain/identity/actor.ts";
import { fromEpoch, moment, toEpoch, type Moment } from "../../domain/shared/moment.ts";
import { insertChange } from "../organisation/index.ts";
import { inTransaction, type Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { deleteOtherSessions } from "./account.queries.ts";
import { lockCredentials } from "./identity.queries.ts";
import { forgiveAttempt, reserveOwnAttempt } from "./limit-attempts.ts";
import { newOneTimeSecret, oneTimeStep, oneTimeUri } from "./one-time-code.ts";
import { getOwn, type Owner } from "./own-account.ts";
import { listPasskeys, type KeptPasskey } from "./passkey.queries.ts";
import { verifyPassword } from "./password.ts";
import { openSecret, sealSecret } from "./seal-secret.ts";
import {
  countRecoveryCodes,
  deleteFactor,
  deletePendingOf,
  dropIdleRecoveryCodes,
  findFactor,
  insertFactor,
  replaceRecoveryCodes,
} from "./second-factor.queries.ts";
import { hashSecretCode, newSecretCode } from "./secret-code.ts";
import { oneTimePurpose, takeCode } from "./take-code.ts";

const RECOVERY_CODES = 10;
const SET_UP_MINUTES = 15;
/** What authenticators call this system. */
export const ISSUER = "Một Cửa";

/** An officer at the own account, with what seals secrets. */
export interface FactorOwner extends Owner<OfficerActor> {
  readonly instanceKey: Buffer;
}

export interface SecondFactorState {
  /** Since when codes are asked for; null when they are not. */
  readonly since: Moment | null;
  readonly passkeys: readonly KeptPasskey[];
  readonly recoveryCodesLeft: number;
}

/** Whether the own account asks for a code, and how many recovery codes are left. */
export async function getSecondFactor({ db, tokenHash }: Owner<OfficerActor>): Promise<SecondFactorState> {
  const { id } = await getOwn(db, tokenHash);
  const factor = await findFactor(db, id);
  const passkeys = (await listPasskeys(db, id)).map(shown);
  return { since: factor?.since ?? null, passkeys, recoveryCodesLeft: await countRecoveryCodes(db, id) };
}

function shown({ id, name, since, lastUsedAt }: KeptPasskey): KeptPasskey {
  return { id, name, since, lastUsedAt };
}

export interface SetUpOffer {
  /** In base 32, to be typed into a telephone that cannot read the picture. */
  readonly secret: string;
  readonly uri: string;
  /** The secret sealed for this account, to be sent back with the first code. */
  readonly setUp: string;
}

/** A secret for one-time codes, kept nowhere until the first code confirms it within 15 minutes. */
export async function offerSetUp(owner: FactorOwner, again?: string): Promise<SetUpOffer> {
  const { login, id } = await getOwn(owner.db, owner.tokenHash);
  const kept = again === undefined ? null : openSetUp(owner, id, again);
  const secret = kept ?? newOneTimeSecret();
  const until = fromEpoch(toEpoch(owner.now) + SET_UP_MINUTES * 60_000);
  const setUp = kept !== null && again ? again : sealSecret(owner.instanceKey, setUpOf(id), `${until} ${secret}`);
  return { secret, uri: oneTimeUri(secret, { issuer: ISSUER, login }), setUp };
}

export interface Confirmation {
  readonly setUp: string;
  readonly code: string;
  readonly password: string;
}

export interface TurnedOn {
  /** To be shown this once. */
  readonly recoveryCodes: readonly string[];
  /** How many other sessions were ended. */
  readonly ended: number;
}

/**
 * Turns one-time codes on with the first of them; every other session ends. Throws 422 `password-wrong`, `code-wrong`,
 * `set-up-over`, 409 `second-factor-exists`, 429 `too-many-attempts`.
 */
export async function confirmSetUp(owner: FactorOwner, { setUp, code, password }: Confirmation): Promise<TurnedOn> {
  const { instanceKey, now } = owner;
  return withPassword(owner, password, async (tx, accountId) => {
    const secret = openSetUp(owner, accountId, setUp);
    if (secret === null) return fault(422, "set-up-over", "code");
    const digits = code.replaceAll(/\s/g, "");
    const lastStep = /^\d{6}$/.test(digits) ? oneTimeStep(secret, digits, now) : null;
    if (lastStep === null) return fault(422, "code-wrong", "code");
    const sealedSecret = sealSecret(instanceKey, oneTimePurpose(accountId), secret);
    if (!(await insertFactor(tx, accountId, { sealedSecret, since: now, lastStep })))
      return new ApiError(409, "second-factor-exists");
    const recoveryCodes = await newRecoveryCodes(tx, accountId);
    const ended = await closeOthers(tx, owner, accountId);
    await logFactor(owner, tx, "second-factor-on", { sessions: ended });
    return { recoveryCodes, ended };
  });
}

export interface Proof {
  readonly password: string;
  /** From the telephone, or a recovery code. */
  readonly code: string;
}

/** New recovery codes in place of all older ones, to be shown this once. Throws as `turnOff`. */
export async function renewRecoveryCodes(owner: FactorOwner, proof: Proof): Promise<readonly string[]> {
  return withProof(owner, proof, async (tx, accountId) => {
    const codes = await newRecoveryCodes(tx, accountId);
    await logFactor(owner, tx, "recovery-codes-renewed", {});
    return codes;
  });
}

/**
 * Turns one-time codes off and ends every other session; answers with how many there were. Throws 422 `password-wrong`,
 * `code-wrong`, 409 `second-factor-unreadable`, 429 `too-many-attempts`.
 */
export async function turnOff(owner: FactorOwner, proof: Proof): Promise<number> {
  return withProof(owner, proof, async (tx, accountId) => {
    await deleteFactor(tx, accountId);
    await dropIdleRecoveryCodes(tx, accountId);
    const ended = await closeOthers(tx, owner, accountId);
    await logFactor(owner, tx, "second-factor-off", { sessions: ended });
    return ended;
  });
}

/** Work on the own factors: by the password, and by a code where codes are asked for and the work is not to take one away. */
export async function changeFactors<T>(
  owner: FactorOwner,
  { password, code }: { readonly password: string; readonly code: string | null },
  work: (tx: Db, accountId: string) => Promise<T | ApiError>,
): Promise<T> {
  const { instanceKey, now } = owner;
  return withPassword(owner, password, async (tx, accountId) => {
    const asked = code !== null && (await findFactor(tx, accountId)) !== undefined;
    if (asked && !(await takeCode(tx, { accountId, code, instanceKey, now }))) return fault(422, "code-wrong", "code");
    return work(tx, accountId);
  });
}

async function withProof<T>(
  owner: FactorOwner,
  { password, code }: Proof,
  work: (tx: Db, accountId: string) => Promise<T>,
): Promise<T> {
  const { instanceKey, now } = owner;
  return withPassword(owner, password, async (tx, accountId) => {
    const taken = await takeCode(tx, { accountId, code, instanceKey, now });
    return taken ? work(tx, accountId) : fault(422, "code-wrong", "code");
  });
}

/** Work that the password allows, counted as an attempt that failed until all of it was right. */
async function withPassword<T>(
  { db, now, tokenHash }: FactorOwner,
  password: string,
  work: (tx: Db, accountId: string) => Promise<T | ApiError>,
): Promise<T> {
  const account = await getOwn(db, tokenHash);
  const attempt = await reserveOwnAttempt({ db, now }, account.id);
  if (!account.passwordHash || !(await verifyPassword(password, account.passwordHash)))
    throw fault(422, "password-wrong", "password");
  return inTransaction(db, async (tx) => {
    const held = await lockCredentials(tx, account.login);
    // Changed in another window while this one was on its way.
    if (held?.passwordHash !== account.passwordHash) throw fault(422, "password-wrong", "password");
    const done = await work(tx, account.id);
    if (done instanceof ApiError) throw done;
    await forgiveAttempt(tx, attempt);
    return done;
  });
}

/** Ten new recovery codes in place of all older ones. */
export async function newRecoveryCodes(tx: Db, accountId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newSecretCode);
  await replaceRecoveryCodes(tx, accountId, codes.map(hashSecretCode));
  return codes;
}

/** Ends every other session and half-done sign-in of the account; answers with how many sessions there were. */
export async function closeOthers(tx: Db, { tokenHash }: FactorOwner, accountId: string): Promise<number> {
  await deletePendingOf(tx, accountId);
  return deleteOtherSessions(tx, accountId, tokenHash);
}

const setUpOf = (accountId: string) => ({ what: "set-up", accountId });

function openSetUp({ instanceKey, now }: FactorOwner, accountId: string, setUp: string): string | null {
  const [until = "", secret = ""] = openSecret(instanceKey, setUpOf(accountId), setUp)?.split(" ") ?? [];
  return secret !== "" && toEpoch(moment(until)) > toEpoch(now) ? secret : null;
}

/** Writes down what was done to an officer's own ways of signing in. */
export async function logFactor(
  { actor, now }: FactorOwner,
  tx: Db,
  action: string,
  after: Readonly<Record<string, unknown>>,
) {
  const change = { action, agencyId: null, officerId: actor.id, before: null, after, basis: "" };
  await insertChange({ db: tx, actor, now }, change);
}

function fault(status: number, code: string, field: string): ApiError {
  return new ApiError(status, code, { faults: [{ field, code, seen: "" }] });
}
