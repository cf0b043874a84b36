import type { Moment } from "../../domain/shared/moment.ts";
import type { Actor } from "../../domain/identity/actor.ts";
import { insertChange } from "../organisation/index.ts";
import { inTransaction, type Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { lockCredentialsOf } from "./identity.queries.ts";
import { reserveCodeAttempt } from "./limit-attempts.ts";
import { countRecoveryCodes, deletePending, findPending } from "./second-factor.queries.ts";
import { admit, refuseClosed, type SignedIn } from "./sessions.ts";
import { takeCode } from "./take-code.ts";
import { hashToken, type Visitor } from "./visitor.ts";

export interface SecondStep {
  /** What the browser keeps since the password was right; empty when it keeps nothing. */
  readonly pending: string;
  readonly code: string;
  readonly visitor: Visitor;
}

interface Context {
  readonly db: Db;
  readonly now: Moment;
  readonly instanceKey: Buffer;
}

export type Finished = SignedIn & {
  /** How many recovery codes are left after one was used; null when the code came from the telephone. */
  readonly recoveryCodesLeft: number | null;
};

/** Who writes to the log before it is known who is at the door. */
const DOOR: Actor = { kind: "system", id: "sign-in", name: "Đăng nhập" };

/**
 * The second step: a code from the telephone or from paper, taken once, for the session. Throws 401 `second-step-over`
 * when the 5 minutes have passed or the password has changed, 401 `code-wrong`, 429 `too-many-attempts` as `signIn`, 403
 * as `signIn`, 409 `second-factor-unreadable`.
 */
export async function finishSignIn(context: Context, { pending, code, visitor }: SecondStep): Promise<Finished> {
  const { db, now, instanceKey } = context;
  const tokenHash = hashToken(pending);
  const held = pending === "" ? undefined : await findPending(db, tokenHash, now);
  if (!held) throw new ApiError(401, "second-step-over");
  const { accountId } = held;
  const attempt = await reserveCodeAttempt(context, held, visitor);
  const outcome = await inTransaction(db, async (tx) => {
    const inside = { db: tx, now };
    const account = await lockCredentialsOf(tx, accountId);
    // Looked at again under the lock: a code that was used or a new password has ended it.
    if (!account || !(await findPending(tx, tokenHash, now))) return new ApiError(401, "second-step-over");
    const officer = await refuseClosed(inside, account);
    const about = { agencyId: null, officerId: officer.id, before: null, basis: "" };
    const taken = await takeCode(tx, { accountId, code, instanceKey, now });
    if (!taken) {
      const change = { ...about, action: "second-factor-failed", after: { address: visitor.address } };
      await insertChange({ ...inside, actor: DOOR }, change);
      return new ApiError(401, "code-wrong");
    }
    await deletePending(tx, tokenHash);
    const recoveryCodesLeft = taken === "recovery" ? await countRecoveryCodes(tx, accountId) : null;
    if (recoveryCodesLeft !== null)
      await insertChange(
        { ...inside, actor: officer },
        { ...about, action: "recovery-code-used", after: { codesLeft: recoveryCodesLeft, address: visitor.address } },
      );
    const signedIn = await admit(inside, { account, attempt, visitor, officer });
    return { ...signedIn, recoveryCodesLeft };
  });
  // Thrown outside, so that what was written down of a failure stays.
  if (outcome instanceof ApiError) throw outcome;
  return outcome;
}
