import * as oidc from "openid-client";
import { ApiError } from "../platform/errors.ts";
import type { CitizenClaims } from "./identity.queries.ts";

/** What the browser must bring back, so that nobody slips it another person's sign-in. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly back: string;
}

export interface Relying {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

let discovered: { readonly issuer: string; readonly configuration: oidc.Configuration } | undefined;

// Asked for at the first sign-in and remembered: a start must not wait for the identity service.
async function configuration({ issuer, clientId, clientSecret }: Relying): Promise<oidc.Configuration> {
  if (discovered?.issuer === issuer) return discovered.configuration;
  const options = issuer.startsWith("http:") ? { execute: [oidc.allowInsecureRequests] } : {};
  const found = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, options).catch(silent);
  discovered = { issuer, configuration: found };
  return found;
}

/** A service that does not answer, or answers nonsense, is no fault of the person: he is told to come back. */
function silent(cause: unknown): never {
  throw new ApiError(503, "identity-service-silent", {}, { cause });
}

/** The identity service's address to send the browser to, and what to keep until it is back (code flow with PKCE). */
export async function beginSignIn(relying: Relying, back: string): Promise<{ url: string; pending: PendingSignIn }> {
  const pending = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    back,
  };
  const url = oidc.buildAuthorizationUrl(await configuration(relying), {
    redirect_uri: relying.redirectUri,
    scope: "openid profile",
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, pending };
}

/** What the browser kept, or null when it is not what we gave it. */
export function readPending(kept: string): PendingSignIn | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(kept, "base64url").toString());
    if (typeof value !== "object" || value === null) return null;
    const { state, nonce, verifier, back } = value as Record<string, unknown>;
    if (typeof state !== "string" || typeof nonce !== "string" || typeof verifier !== "string") return null;
    return { state, nonce, verifier, back: typeof back === "string" ? back : "" };
  } catch {
    return null;
  }
}

/**
 * Who came back, or null when the person cancelled, or when code, state, nonce or signature are not those of this
 * sign-in. Throws 503 `identity-service-silent` when the service itself is at fault.
 */
export async function tryFinish(relying: Relying, url: string, pending: PendingSignIn): Promise<CitizenClaims | null> {
  try {
    return await finishSignIn(relying, url.slice(url.indexOf("?")), pending);
  } catch (error) {
    const refused = [oidc.AuthorizationResponseError, oidc.ResponseBodyError, oidc.ClientError];
    if (refused.some((kind) => error instanceof kind)) return null;
    return silent(error);
  }
}

/** Who came back. Throws when code, state, nonce or signature are not right. */
async function finishSignIn(relying: Relying, query: string, pending: PendingSignIn): Promise<CitizenClaims> {
  const tokens = await oidc.authorizationCodeGrant(
    await configuration(relying),
    new URL(`${relying.redirectUri}${query}`),
    {
      pkceCodeVerifier: pending.verifier,
      expectedState: pending.state,
      expectedNonce: pending.nonce,
    },
  );
  const claims = tokens.claims();
  if (!claims) throw new Error("The identity service sent no identity.");
  const text = (name: string): string => (typeof claims[name] === "string" ? claims[name].normalize("NFC") : "");
  return {
    subject: claims.sub,
    name: text("name"),
    identityNumber: text("identity_number"),
    birthDate: text("birthdate") || null,
    phone: text("phone_number"),
    address: text("home_address"),
  };
}
