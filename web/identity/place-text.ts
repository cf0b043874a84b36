/** The network that an address belongs to: enough for people to know their own places by, and no more than that. */
export function placeText(address: string): string {
  if (address.includes(":")) return `${address.split(":").slice(0, 3).join(":")}:…`;
  return address.replace(/\.\d+$/, ".…");
}
