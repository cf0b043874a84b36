import {
  deleteEveryFactor,
  deletePendingOf,
  deleteSessions,
  findOfficerAccount,
  issueActivation,
  requireAdministrator,
  setBlocked,
  type IssuedCode,
  type OfficerAccount,
} from "../identity/index.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { inTransaction } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { listAdministered } from "./administered.ts";
import { insertChange, type ChangedFacts } from "./change-log.queries.ts";
import { refuseFaults } from "./field-faults.ts";
import { getManaged } from "./managed-officer.ts";
import { listUninvited, type Uninvited } from "./officer.queries.ts";

/** The officer's account, for somebody who keeps the person. Throws 403, 404. */
export async function getAccount(context: UseCase, officerId: string): Promise<OfficerAccount> {
  return withAccount(context, officerId, async (_inside, account) => account);
}

/** Closes an account and ends its sessions, or opens it again. Throws 403, 404, 422 `own-account` for one's own. */
export async function blockAccount(context: UseCase, officerId: string, blocked: boolean): Promise<void> {
  if (context.actor.id === officerId) throw new ApiError(422, "own-account");
  await withAccount(context, officerId, async (inside, account) => {
    if ((account.blockedAt !== null) === blocked) return;
    await setBlocked(inside.db, account.id, blocked ? inside.now : null);
    const sessions = blocked ? await deleteSessions(inside.db, account.id, null) : 0;
    await log(inside, officerId, blocked ? "account-blocked" : "account-unblocked", { sessions });
  });
}

/** A new activation code, to be shown this once. Throws 403, 404, 409 `account-blocked`. */
export async function issueCode(context: UseCase, officerId: string): Promise<IssuedCode & { readonly login: string }> {
  return withAccount(context, officerId, async (inside, account) => {
    if (account.blockedAt !== null) throw new ApiError(409, "account-blocked");
    const issued = await issueActivation(inside.db, account.id, inside.now);
    await log(inside, officerId, "activation-issued", { until: issued.expiresAt });
    return { ...issued, login: account.login };
  });
}

/** Ends one session of the officer, or all of them, and says how many there were. Throws 403, 404. */
export async function endSessions(context: UseCase, officerId: string, sessionId: string | null): Promise<number> {
  return withAccount(context, officerId, async (inside, account) => {
    const sessions = await deleteSessions(inside.db, account.id, sessionId);
    if (sessions > 0) await log(inside, officerId, "sessions-ended", { sessions });
    return sessions;
  });
}

/**
 * Takes the officer's second factor away, for a telephone that is lost, and ends every session; answers with how many
 * there were. Throws 403, 404, 409 `second-factor-none`, 422 `own-second-factor`, `reason-missing`.
 */
export async function resetSecondFactor(context: UseCase, officerId: string, reason: string): Promise<number> {
  if (context.actor.id === officerId) throw new ApiError(422, "own-second-factor");
  return withAccount(context, officerId, async (inside, account) => {
    refuseFaults(reason.trim() === "" ? [{ field: "reason", code: "reason-missing", seen: "" }] : []);
    if (!(await deleteEveryFactor(inside.db, account.id))) throw new ApiError(409, "second-factor-none");
    await deletePendingOf(inside.db, account.id);
    const sessions = await deleteSessions(inside.db, account.id, null);
    const change = { action: "second-factor-reset", agencyId: null, officerId, before: null };
    await insertChange(inside, { ...change, after: { sessions }, basis: reason.trim() });
    return sessions;
  });
}

/** New codes for everybody below this administrator who never set a password, to be handed out this once. Throws 403. */
export async function issueMissingCodes(
  context: UseCase,
): Promise<readonly (Uninvited & Pick<IssuedCode, "code" | "expiresAt">)[]> {
  const { actor, now } = context;
  requireAdministrator(actor);
  return inTransaction(context.db, async (tx) => {
    const inside = { db: tx, actor, now };
    const agencyIds = [...(await listAdministered(tx, actor))];
    const issued = [];
    for (const person of await listUninvited(tx, agencyIds, dateOf(now))) {
      const code = await issueActivation(tx, person.accountId, now);
      await log(inside, person.officerId, "activation-issued", { until: code.expiresAt });
      issued.push({ ...person, ...code });
    }
    return issued;
  });
}

async function withAccount<T>(
  context: UseCase,
  officerId: string,
  work: (inside: UseCase, account: OfficerAccount) => Promise<T>,
): Promise<T> {
  const { actor, now } = context;
  return inTransaction(context.db, async (tx) => {
    const inside = { db: tx, actor, now };
    await getManaged(inside, officerId);
    const account = await findOfficerAccount(tx, officerId);
    if (!account) throw notFound();
    return work(inside, account);
  });
}

async function log(context: UseCase, officerId: string, action: string, after: ChangedFacts): Promise<void> {
  await insertChange(context, { action, agencyId: null, officerId, before: null, after, basis: "" });
}
