import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a sealed text is for: it opens for nothing else, nor for anybody else. */
export interface Purpose {
  readonly what: string;
  readonly accountId: string;
}

/** The text under AES-256-GCM with a key that HKDF derives from the instance's own. */
export function sealSecret(instanceKey: Buffer, purpose: Purpose, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(instanceKey), nonce).setAAD(bound(purpose));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** The text again, or null: sealed with another key, for another purpose, or no longer what was sealed. */
export function openSecret(instanceKey: Buffer, purpose: Purpose, sealed: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", keyOf(instanceKey), bytes.subarray(0, NONCE_BYTES))
    .setAAD(bound(purpose))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}

function keyOf(instanceKey: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", instanceKey, "", "motcua second factor 1", 32));
}

function bound({ what, accountId }: Purpose): Buffer {
  return Buffer.from(`${what}\n${accountId}`);
}
