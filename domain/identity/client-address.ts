const GROUPS = 8;
/** One customer of a network is given at least so many groups of an IPv6 address as their own. */
const OWN_GROUPS = 4;

/**
 * The address by which a client is counted: an IPv4 address as it is, also where IPv6 carries it; of an IPv6 address
 * the first 64 bits, because the rest is the client's own to change.
 */
export function countedAddress(address: string): string {
  const carried = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (carried) return carried;
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.replace(/%.*$/, "").toLowerCase().split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail ? tail.split(":") : [];
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, GROUPS - first.length - last.length)).fill("0");
  const groups = [...first, ...gap, ...last].slice(0, OWN_GROUPS);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}
