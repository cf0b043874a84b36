import type { Db } from "../platform/database.ts";
import { wake } from "../platform/jobs/job.ts";
import { deliverOutbox } from "./deliver-outbox.job.ts";
import { insertMessage, type NewMessage } from "./exchange.queries.ts";

/** Writes a message for the partner in the transaction that causes it, and has it delivered once that has committed. */
export async function addToOutbox(tx: Db, message: NewMessage): Promise<void> {
  await insertMessage(tx, message);
  await wakeDelivery(tx);
}

/** Has waiting messages delivered now. */
export async function wakeDelivery(tx: Db): Promise<void> {
  await wake(tx, deliverOutbox);
}
