import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../platform/config.ts";
import type { ArchivedKey } from "./archive.ts";

/**
 * The keys that the instance uses, by fingerprint. None of them is ever in an archive: whoever stole one
 * would have what `secret.key` seals, the secrets of second factors, and the key at once. Passwords get no fingerprint, because a short one could be guessed from it.
 */
export function keysOf({ dataDir }: Pick<Config, "dataDir">): readonly ArchivedKey[] {
  const file = join(dataDir, "secret.key");
  return existsSync(file) ? [key("secret.key", readFileSync(file))] : [];
}

function key(name: ArchivedKey["name"], secret: Buffer): ArchivedKey {
  const fingerprint = createHash("sha256").update(`motcua ${name}\n`).update(secret).digest("hex").slice(0, 16);
  return { name, fingerprint, contained: false };
}
