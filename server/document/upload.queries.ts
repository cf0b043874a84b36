import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

export interface OpenUpload {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  /** Bytes of the whole file, as declared. */
  readonly size: number;
  readonly sha256: string | null;
  readonly received: number;
  readonly state: "open" | "done" | "refused";
  readonly refusal: string | null;
  readonly expiresAt: Moment;
}

interface NewUpload extends Pick<OpenUpload, "id" | "owner" | "name" | "size" | "sha256" | "expiresAt"> {
  readonly addressHash: string;
  readonly now: Moment;
}

export async function insertUpload(db: Db, { addressHash, now, expiresAt, ...upload }: NewUpload): Promise<void> {
  const times = { created_at: now, expires_at: expiresAt };
  await db
    .insertInto("upload")
    .values({ ...upload, address_hash: addressHash, ...times })
    .execute();
}

/** The owner's upload that has not expired, or undefined. */
export async function findUpload(
  db: Db,
  { id, owner, now }: { readonly id: string; readonly owner: string; readonly now: Moment },
): Promise<OpenUpload | undefined> {
  return db
    .selectFrom("upload as u")
    .select(["u.id", "u.owner", "u.name", "u.size", "u.sha256", "u.received", "u.refusal", "u.expires_at as expiresAt"])
    .select((eb) => eb.ref("u.state").$castTo<OpenUpload["state"]>().as("state"))
    .where("u.id", "=", id)
    .where("u.owner", "=", owner)
    .where("u.expires_at", ">", now)
    .executeTakeFirst();
}

export interface OpenTotals {
  readonly count: number;
  readonly bytes: number;
}

/** What is arriving from the owner, or from the address. */
export async function sumOpen(
  db: Db,
  { column, value, now }: { readonly column: "owner" | "address_hash"; readonly value: string; readonly now: Moment },
): Promise<OpenTotals> {
  const row = await db
    .selectFrom("upload as u")
    .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.sum<number | null>("u.size").as("bytes")])
    .where(`u.${column}`, "=", value)
    .where("u.state", "=", "open")
    .where("u.expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return { count: row.count, bytes: row.bytes ?? 0 };
}

/** Adds a part where the upload stands; answers false when it stands somewhere else by now. */
export async function addPart(
  db: Db,
  { id, position, bytes }: { readonly id: string; readonly position: number; readonly bytes: Buffer },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable("upload")
      .set({ received: position + bytes.length })
      .where("id", "=", id)
      .where("received", "=", position)
      .where("state", "=", "open")
      .executeTakeFirst();
    if (moved.numUpdatedRows === 0n) return false;
    await tx.insertInto("upload_part").values({ upload_id: id, starts_at: position, bytes }).execute();
    return true;
  });
}

/** The parts that have arrived, in their order, one at a time. */
export async function* readParts(db: Db, id: string): AsyncGenerator<Buffer> {
  let next: number | undefined = 0;
  while (next !== undefined) {
    const part: { bytes: Buffer; position: number } | undefined = await db
      .selectFrom("upload_part as p")
      .select(["p.bytes", "p.starts_at as position"])
      .where("p.upload_id", "=", id)
      .where("p.starts_at", ">=", next)
      .orderBy("p.starts_at")
      .limit(1)
      .executeTakeFirst();
    if (part) yield part.bytes;
    next = part && part.position + part.bytes.length;
  }
}

/** The file has become a document, or was refused: its parts are needed no more. */
export async function endUpload(db: Db, { id, size }: OpenUpload, refusal: string | null): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable("upload")
      .set(refusal === null ? { state: "done", received: size } : { state: "refused", refusal })
      .where("id", "=", id)
      .where("state", "=", "open")
      .execute();
    await tx.deleteFrom("upload_part").where("upload_id", "=", id).execute();
  });
}

export async function deleteUpload(db: Db, id: string): Promise<void> {
  await db.deleteFrom("upload").where("id", "=", id).execute();
}

/** Forgets uploads whose time is over, with their parts. */
export async function deleteExpired(db: Db, now: Moment): Promise<void> {
  await db.deleteFrom("upload").where("expires_at", "<=", now).execute();
}
