import { Secret, TOTP } from "otpauth";
import { toEpoch, type Moment } from "../../domain/shared/moment.ts";

const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/** A telephone's clock may be half a minute off, either way. */
const WINDOW = 1;

/** A new secret for one-time codes, in base 32 as people type it into a telephone. */
export function newOneTimeSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The address that an authenticator reads from a QR code. */
export function oneTimeUri(
  secret: string,
  { issuer, login }: { readonly issuer: string; readonly login: string },
): string {
  return codesOf(secret, { issuer, label: login }).toString();
}

/** The half minute that the code belongs to, around now; null for a wrong one (RFC 6238: six digits, SHA-1). */
export function oneTimeStep(secret: string, code: string, now: Moment): number | null {
  const timestamp = toEpoch(now);
  const delta = codesOf(secret).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

function codesOf(secret: string, names: { readonly issuer?: string; readonly label?: string } = {}): TOTP {
  return new TOTP({
    ...names,
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}
