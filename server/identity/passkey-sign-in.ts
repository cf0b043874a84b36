import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { fromEpoch, toEpoch, type Moment } from "../../domain/shared/moment.ts";
import { inTransaction, type Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { lockCredentialsOf } from "./identity.queries.ts";
import type { PasskeySite } from "./passkey-site.ts";
import { insertChallenge, lockPasskey, notePasskeyUse, takeChallenge } from "./passkey.queries.ts";
import { admit, refuseClosed, type SignedIn } from "./sessions.ts";
import { hashToken, newToken, type Visitor } from "./visitor.ts";

/** How long a browser has to sign what it was asked to. */
export const CHALLENGE_MINUTES = 5;

interface Context {
  readonly db: Db;
  readonly now: Moment;
  readonly site: PasskeySite;
}

export interface Asked<Options> {
  readonly options: Options;
  /** For the browser to keep and show with its answer. */
  readonly token: string;
}

/** What a browser is to sign with whichever passkey the officer chooses, opened by finger, face or PIN. */
export async function askForPasskey({ db, now, site }: Context): Promise<Asked<PublicKeyCredentialRequestOptionsJSON>> {
  const options = await generateAuthenticationOptions({
    rpID: site.id,
    userVerification: "required",
    timeout: CHALLENGE_MINUTES * 60_000,
  });
  return { options, token: await keepChallenge({ db, now }, options.challenge, null) };
}

/** Keeps what the browser is asked to sign, once; the answer is the browser's token. */
export async function keepChallenge(
  { db, now }: { readonly db: Db; readonly now: Moment },
  challenge: string,
  accountId: string | null,
): Promise<string> {
  const token = newToken();
  const expiresAt = fromEpoch(toEpoch(now) + CHALLENGE_MINUTES * 60_000);
  await insertChallenge(db, { tokenHash: hashToken(token), challenge, accountId, expiresAt });
  return token;
}

export interface PasskeySignIn {
  readonly credential: AuthenticationResponseJSON;
  readonly token: string;
  readonly visitor: Visitor;
}

/**
 * Signs an officer in by a passkey alone. Throws 401 `passkey-refused` alike for one that nobody has, a signature that
 * does not fit, another site's, a challenge that was used, is over or was another browser's, and a counter that went back;
 * 403 as `signIn`.
 */
export async function signInByPasskey(
  context: Context,
  { credential, token, visitor }: PasskeySignIn,
): Promise<SignedIn> {
  const { db, now, site } = context;
  // In a transaction of its own: whatever comes of it, it is used up.
  const challenge = await takeChallenge(db, { tokenHash: hashToken(token), accountId: null, now });
  if (challenge === undefined) throw refused();
  return inTransaction(db, async (tx) => {
    const passkey = await lockPasskey(tx, credential.id);
    if (!passkey || !isOwn(credential, passkey.accountId)) throw refused();
    const verified = await verifyAuthenticationResponse({
      response: credential,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      credential: { id: credential.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
    }).catch(refuse);
    if (!verified.verified) throw refused();
    const inside = { db: tx, now };
    const account = await lockCredentialsOf(tx, passkey.accountId);
    if (!account) throw refused();
    const officer = await refuseClosed(inside, account);
    await notePasskeyUse(tx, passkey.id, { counter: verified.authenticationInfo.newCounter, at: now });
    return admit(inside, { account, attempt: null, visitor, officer });
  });
}

/** The account that the authenticator names must be the passkey's; it names none when it was not asked to choose. */
function isOwn({ response }: AuthenticationResponseJSON, accountId: string): boolean {
  return response.userHandle === undefined || Buffer.from(response.userHandle, "base64url").toString() === accountId;
}

function refuse(cause: unknown): never {
  throw new ApiError(401, "passkey-refused", {}, { cause });
}

function refused(): ApiError {
  return new ApiError(401, "passkey-refused");
}
