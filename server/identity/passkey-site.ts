import { isIP } from "node:net";
import { ApiError } from "../platform/errors.ts";

/** Under what name and at what address passkeys are made and used: the public address's own, never a header's. */
export interface PasskeySite {
  readonly id: string;
  readonly origin: string;
}

/** The site of the public address; null where browsers make no passkeys: for a bare IP address, and without TLS elsewhere than at home. */
export function passkeySite(baseUrl: string): PasskeySite | null {
  const { hostname, origin, protocol } = new URL(baseUrl);
  if (isIP(hostname.replaceAll(/[[\]]/g, "")) !== 0) return null;
  return protocol === "https:" || hostname === "localhost" ? { id: hostname, origin } : null;
}

/** As `passkeySite`. Throws 409 `passkeys-unavailable`. */
export function requireSite(baseUrl: string): PasskeySite {
  const site = passkeySite(baseUrl);
  if (!site) throw new ApiError(409, "passkeys-unavailable");
  return site;
}
