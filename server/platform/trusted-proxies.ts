import { isIP } from "node:net";

/** This machine itself: a proxy that stands beside the system needs no setting. */
const LOOPBACK = ["127.0.0.0/8", "::1"];

/** The addresses and ranges whose word about a client's address counts, and what of the text is neither. */
export function readProxies(text: string): { readonly proxies: readonly string[]; readonly wrong: readonly string[] } {
  const named = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return { proxies: [...LOOPBACK, ...named], wrong: named.filter((part) => !isRange(part)) };
}

// A range of length 0 is everybody, who then could invent an address for each guess.
function isRange(part: string): boolean {
  const [address = "", length, ...more] = part.split("/");
  const kind = address.includes("%") ? 0 : isIP(address);
  if (kind === 0 || more.length > 0) return false;
  const longest = kind === 4 ? 32 : 128;
  return length === undefined || (/^[1-9]\d{0,2}$/.test(length) && Number(length) <= longest);
}
