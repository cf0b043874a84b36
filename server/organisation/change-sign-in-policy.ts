import { policyFaults, type SignInPolicy } from "../../domain/identity/sign-in-policy.ts";
import { getSignInPolicy, saveSignInPolicy } from "../identity/index.ts";
import { inTransaction } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { requireAdministered } from "./administered.ts";
import { insertChange } from "./change-log.queries.ts";
import { refuseFaults } from "./field-faults.ts";
import { getProvince } from "./province.queries.ts";

/**
 * Sets who must have a second factor and how long sessions last. Throws 403 for all but administrators of the topmost
 * agency, 422 with every fault.
 */
export async function changeSignInPolicy(context: UseCase, policy: SignInPolicy): Promise<void> {
  const { actor, now } = context;
  await inTransaction(context.db, async (tx) => {
    const { agencyId } = await getProvince(tx);
    if (agencyId === null) throw new ApiError(409, "agency-parent-unknown");
    await requireAdministered(tx, actor, agencyId);
    refuseFaults(policyFaults(policy));
    const before = await getSignInPolicy(tx);
    await saveSignInPolicy(tx, policy);
    const change = { action: "sign-in-policy-changed", agencyId, officerId: null, basis: "" };
    await insertChange({ db: tx, actor, now }, { ...change, before: { ...before }, after: { ...policy } });
  });
}
