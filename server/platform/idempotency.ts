import { createHash } from "node:crypto";
import { sql } from "kysely";
import { UNANSWERED } from "./connection.ts";
import type { Db } from "./database.ts";
import { ApiError } from "./errors.ts";

export interface Once {
  readonly key: string;
  readonly actorId: string;
  /** What is asked, so that a key used for something else is noticed. */
  readonly request: unknown;
}

/**
 * Runs the work once per key and person; sent again it answers the same without doing it again. A second sender waits
 * until the first has committed. Throws 422 `idempotency-key-reused` when the key was used for another request.
 */
export async function once<T>(tx: Db, { key, actorId, request }: Once, run: () => Promise<T>): Promise<T> {
  const fingerprint = createHash("sha256").update(JSON.stringify(request)).digest("hex");
  await sql`${sql.raw(UNANSWERED)}select pg_advisory_xact_lock(hashtextextended(${`${actorId}/${key}`}, 0))`.execute(
    tx,
  );
  const known = await tx
    .selectFrom("idempotency_key")
    .select(["fingerprint", "response"])
    .where("actor_id", "=", actorId)
    .where("key", "=", key)
    .executeTakeFirst();
  if (known) {
    if (known.fingerprint !== fingerprint) throw new ApiError(422, "idempotency-key-reused");
    return known.response as T;
  }
  const response = await run();
  await tx
    .insertInto("idempotency_key")
    .values({ key, actor_id: actorId, fingerprint, response: JSON.stringify(response) })
    .execute();
  return response;
}
