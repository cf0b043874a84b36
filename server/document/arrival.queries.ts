import { sql } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

interface Arrival {
  readonly arrival: string;
  readonly digests: readonly string[];
  readonly now: Moment;
}

/** Tells, before anything is put into the store, what is going to be. */
export async function announceArrival(db: Db, { arrival, digests, now }: Arrival): Promise<void> {
  await db
    .insertInto("arriving_file")
    .values([...new Set(digests)].map((sha256) => ({ sha256, arrival, since: now })))
    .execute();
}

/** The bytes have rows of their own now. */
export async function endArrival(tx: Db, arrival: string): Promise<void> {
  await tx.deleteFrom("arriving_file").where("arrival", "=", arrival).execute();
}

/** Until the transaction ends nobody else keeps or removes bytes of these digests; always taken in one order. */
export async function holdDigests(tx: Db, digests: readonly string[]): Promise<void> {
  for (const digest of [...new Set(digests)].toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || ${digest}, 0))`.execute(tx);
  }
}
