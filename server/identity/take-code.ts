import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { oneTimeStep } from "./one-time-code.ts";
import { openSecret, type Purpose } from "./seal-secret.ts";
import { lockFactor, setLastStep, useRecoveryCode } from "./second-factor.queries.ts";
import { hashSecretCode } from "./secret-code.ts";

/** What the secret of an account's one-time codes is sealed for. */
export const oneTimePurpose = (accountId: string): Purpose => ({ what: "one-time codes", accountId });

interface Given {
  readonly accountId: string;
  /** As it was typed: six digits of the telephone, or a recovery code. */
  readonly code: string;
  readonly instanceKey: Buffer;
  readonly now: Moment;
}

export type TakenCode = "one-time" | "recovery";

/**
 * Takes a code of the account, once: which kind it was, or null for a wrong one, one that was taken before, and one older
 * than that. Throws 409 `second-factor-unreadable` for the telephone's when the key of the instance is another one now.
 */
export async function takeCode(tx: Db, { accountId, code, instanceKey, now }: Given): Promise<TakenCode | null> {
  const digits = code.replaceAll(/[\s-]/g, "");
  if (!/^\d{6}$/.test(digits))
    return (await useRecoveryCode(tx, accountId, hashSecretCode(code), now)) ? "recovery" : null;
  const factor = await lockFactor(tx, accountId);
  if (!factor) return null;
  const secret = openSecret(instanceKey, oneTimePurpose(accountId), factor.sealedSecret);
  if (secret === null) throw new ApiError(409, "second-factor-unreadable");
  const step = oneTimeStep(secret, digits, now);
  if (step === null || step <= factor.lastStep) return null;
  await setLastStep(tx, accountId, step);
  return "one-time";
}
