import { sql } from "kysely";
import { FIRST_POLICY, type Obliged, type SignInPolicy } from "../../domain/identity/sign-in-policy.ts";
import type { Db } from "../platform/database.ts";

/** How officers sign in here: as an administrator set it, or as it is at first. */
export async function getSignInPolicy(db: Db): Promise<SignInPolicy> {
  const row = await db
    .selectFrom("sign_in_policy as p")
    .select([
      sql<Obliged>`p.second_factor_for`.as("secondFactorFor"),
      "p.second_factor_from as secondFactorFrom",
      "p.session_hours as sessionHours",
      "p.idle_minutes as idleMinutes",
    ])
    .executeTakeFirst();
  return row ?? FIRST_POLICY;
}

/** Sets how officers sign in; sessions that would outlast the new hours end with them. */
export async function saveSignInPolicy(tx: Db, policy: SignInPolicy): Promise<void> {
  const values = {
    second_factor_for: policy.secondFactorFor,
    second_factor_from: policy.secondFactorFrom,
    session_hours: policy.sessionHours,
    idle_minutes: policy.idleMinutes,
  };
  await tx
    .insertInto("sign_in_policy")
    .values(values)
    .onConflict((conflict) => conflict.column("single").doUpdateSet(values))
    .execute();
  await sql`
    update session s set expires_at = s.created_at + ${policy.sessionHours} * interval '1 hour'
    from account a
    where a.id = s.account_id and a.kind = 'officer'
      and s.expires_at > s.created_at + ${policy.sessionHours} * interval '1 hour'`.execute(tx);
}
