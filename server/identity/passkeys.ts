import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { ApiError, notFound } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { getOwn } from "./own-account.ts";
import type { PasskeySite } from "./passkey-site.ts";
import { CHALLENGE_MINUTES, keepChallenge, type Asked } from "./passkey-sign-in.ts";
import { deletePasskeys, insertPasskey, listPasskeys, takeChallenge } from "./passkey.queries.ts";
import {
  changeFactors,
  closeOthers,
  ISSUER,
  logFactor,
  newRecoveryCodes,
  type FactorOwner,
  type TurnedOn,
} from "./second-factor.ts";
import { countRecoveryCodes, dropIdleRecoveryCodes } from "./second-factor.queries.ts";
import { hashToken } from "./visitor.ts";

const MOST = 10;
const LONGEST_NAME = 60;

/** What a browser is to make a passkey of. Throws 409 `passkeys-many`. */
export async function offerPasskey(
  owner: FactorOwner,
  site: PasskeySite,
): Promise<Asked<PublicKeyCredentialCreationOptionsJSON>> {
  const { db, tokenHash, actor } = owner;
  const { id, login } = await getOwn(db, tokenHash);
  const known = await listPasskeys(db, id);
  if (known.length >= MOST) throw new ApiError(409, "passkeys-many");
  const options = await generateRegistrationOptions({
    rpName: ISSUER,
    rpID: site.id,
    userID: new Uint8Array(Buffer.from(id)),
    userName: login,
    userDisplayName: actor.name,
    timeout: CHALLENGE_MINUTES * 60_000,
    attestationType: "none",
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return { options, token: await keepChallenge(owner, options.challenge, id) };
}

export interface AddedPasskey {
  readonly credential: RegistrationResponseJSON;
  readonly token: string;
  /** What the officer calls it. */
  readonly name: string;
  readonly password: string;
  /** Asked for where one-time codes are on already. */
  readonly code: string;
}

/**
 * Keeps a passkey and ends every other session; recovery codes come with the first second factor. Throws 422
 * `passkey-name`, `password-wrong`, `code-wrong`, `passkey-refused`, 409 `passkey-known`, 429 `too-many-attempts`.
 */
export async function addPasskey(owner: FactorOwner, site: PasskeySite, given: AddedPasskey): Promise<TurnedOn> {
  const { db, now, tokenHash } = owner;
  const { id: accountId } = await getOwn(db, tokenHash);
  const name = given.name.trim().normalize("NFC");
  if (name === "" || name.length > LONGEST_NAME) throw fault(422, "passkey-name", "name");
  const challenge = await takeChallenge(db, { tokenHash: hashToken(given.token), accountId, now });
  const made = challenge === undefined ? undefined : await verify(given.credential, challenge, site);
  if (!made) throw fault(422, "passkey-refused", "name");
  return changeFactors(owner, given, async (tx) => {
    const { id: credentialId, publicKey, counter } = made;
    const kept = { id: newId(), accountId, credentialId, publicKey, counter, name, since: now };
    if (!(await insertPasskey(tx, kept))) return new ApiError(409, "passkey-known");
    const recoveryCodes = (await countRecoveryCodes(tx, accountId)) > 0 ? [] : await newRecoveryCodes(tx, accountId);
    const ended = await closeOthers(tx, owner, accountId);
    await logFactor(owner, tx, "passkey-added", { passkey: name, sessions: ended });
    return { recoveryCodes, ended };
  });
}

/**
 * Forgets a passkey and ends every other session; answers with how many there were. Throws 404 for none of the own, 422
 * `password-wrong`, 429 `too-many-attempts`.
 */
export async function removePasskey(owner: FactorOwner, id: string, password: string): Promise<number> {
  return changeFactors(owner, { password, code: null }, async (tx, accountId) => {
    const [name] = await deletePasskeys(tx, accountId, id);
    if (name === undefined) return notFound();
    await dropIdleRecoveryCodes(tx, accountId);
    const ended = await closeOthers(tx, owner, accountId);
    await logFactor(owner, tx, "passkey-removed", { passkey: name, sessions: ended });
    return ended;
  });
}

async function verify(response: RegistrationResponseJSON, challenge: string, site: PasskeySite) {
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(() => undefined);
  return verified?.verified ? verified.registrationInfo.credential : undefined;
}

function fault(status: number, code: string, field: string): ApiError {
  return new ApiError(status, code, { faults: [{ field, code, seen: "" }] });
}
