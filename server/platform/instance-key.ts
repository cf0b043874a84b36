import { createHash, randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { newId } from "./ids.ts";

const KEY_BYTES = 32;

const keys = new Map<string, Buffer>();

/**
 * The key that every web process of the province was given (`MOTCUA_SECRET_KEY`); without one, that of this
 * installation: `secret.key` in its data folder, made at the first need and readable by its own user
 * alone. It is linked in place whole, so that two processes that start together agree on one and neither reads half of it.
 */
export function instanceKey({ secretKey, dataDir }: Pick<Config, "secretKey" | "dataDir">): Buffer {
  if (secretKey) return createHash("sha256").update(secretKey).digest();
  const known = keys.get(dataDir);
  if (known) return known;
  const file = join(dataDir, "secret.key");
  if (!existsSync(file)) makeKey(file);
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES) throw new Error(`${file} has ${key.length} bytes; expected ${KEY_BYTES}. Restore it.`);
  keys.set(dataDir, key);
  return key;
}

function makeKey(file: string): void {
  const whole = `${file}.${newId()}`;
  writeFileSync(whole, randomBytes(KEY_BYTES), { mode: 0o600, flag: "wx" });
  try {
    linkSync(whole, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(whole);
  }
}
