import { createHash, randomInt } from "node:crypto";

// Without letters and digits that look alike: people copy the code from paper.
const LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
const GROUPS = 5;

/** `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`: 122 random bits, so that a plain hash of it is safe to keep. */
export function newSecretCode(): string {
  return Array.from({ length: GROUPS }, group).join("-");
}

/** What is kept of a code, as people type it: hyphens, blanks and case do not matter. */
export function hashSecretCode(code: string): string {
  const plain = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  return createHash("sha256").update(plain).digest("hex");
}

function group(): string {
  return Array.from({ length: GROUPS }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}
