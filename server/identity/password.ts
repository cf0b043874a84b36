import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";

const COST = 2 ** 15;
const LENGTH = 32;

/** A salted scrypt hash with its own parameters, so that they can be raised later: `scrypt$N$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ["scrypt", COST, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Whether the password is the one behind the hash, in a time that tells nothing. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, cost, salt, hash] = stored.split("$");
  if (!cost || !salt || !hash) return false;
  const key = await derive(password, Buffer.from(salt, "base64url"), Number(cost));
  const wanted = Buffer.from(hash, "base64url");
  return key.length === wanted.length && timingSafeEqual(key, wanted);
}

async function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  const options: ScryptOptions = { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, LENGTH, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
